"""Where something of the record stands in Wikidata, the list of everything that others keep."""


def item(number: str) -> str:
    """The address of an item by its number: `Q212`."""
    return f"https://www.wikidata.org/wiki/{number}"

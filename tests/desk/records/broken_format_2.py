"""Broken records of format 2: the third record with one thing wrong, and where the refusal must point."""

from collections.abc import Callable

from .broken import Break, cell, content, first_line, pointing, replaced
from .folder import Folder, Refusal

CLAIMS = "commitment_updates"
MOMENT = "a moment with its offset"
NAMES = "other names of at most 200 characters separated by ;"


def headed(
    table: str, change: Callable[[list[str]], list[str]], column: str, shown: str, saying: str
) -> Break:
    """The names of the columns of a file are wrong."""

    def damage(folder: Folder) -> Refusal:
        header, *rows = folder.rows(table)
        folder.write(table, [change(header), *rows])
        return Refusal(f"{table}.csv", 1, column, shown, saying)

    return damage


def name_given_twice_in_the_file(folder: Folder) -> Refusal:
    first = folder.line_of("aliases", "leader,dov-corv")
    line = folder.add("aliases", like="leader,dov-corv")
    said = f"each key + name + language once in a file; line {first} has it already"
    return Refusal("aliases.csv", line, "key", "dov-corv", said)


def folder_in_place_of_the_names(folder: Folder) -> Refusal:
    folder.file("aliases").unlink()
    folder.file("aliases").mkdir()
    return Refusal("aliases.csv", 0, "", "aliases.csv", "a file; this is a folder")


MOMENTS: dict[str, Break] = {
    "a moment has no offset": cell("statements", "mirra-s2", "said_at", "2021-06-03T11:00:00", MOMENT),
    "a moment has no seconds": cell("statements", "mirra-s2", "said_at", "2021-06-03T11:00Z", MOMENT),
    "a moment is a time of day": cell("statements", "mirra-s2", "said_at", "11:00", MOMENT),
    "a moment does not exist": cell("statements", "mirra-s2", "said_at", "2021-06-03T24:00:00Z", MOMENT),
    "a moment is of another day": cell(
        "statements", "mirra-s2", "said_at", "2021-06-04T11:00:00-05:00", "in 2021-06-03, which is said_on"
    ),
    "a moment is of the day in UTC and not by its own offset": cell(
        "statements", "mirra-s2", "said_at", "2021-06-04T00:30:00+03:00", "by its own offset"
    ),
    "an end is no date": cell(CLAIMS, "branta-2", "until", "the summer", "a date that exists"),
    "an end is before the beginning": cell(
        CLAIMS, "branta-2", "until", "2021-05", "2021-06-03, from which on it is promised, or a later day"
    ),
    "a claim names one that was said later on that day": pointing(
        CLAIMS,
        "branta-2",
        "relates_to",
        "branta-3",
        "an earlier claim",
        kind="reaffirmation",
        relates_to="branta-3",
    ),
}

CODES: dict[str, Break] = {
    "a code of three letters has two": cell("actors", "branta", "iso3", "XC", "three capital letters"),
    "a code of three letters is in small ones": cell("actors", "branta", "iso3", "xca", "three capital letters"),
    "an organisation has a code of three letters": cell(
        "actors", "tern-league", "iso3", "TLA", "only a state has a code, this is of kind organisation"
    ),
    "a number of Wikidata has no Q": cell("leaders", "cora-bran", "wikidata", "900000003", "as in Q212"),
    "a number of Wikidata begins with zero": cell("actors", "branta", "wikidata", "Q0212", "as in Q212"),
    "a rate is per week": cell("commitments", "corvia-fund", "unit", "EUR/week", "/month or /year behind it"),
    "a rate is of nothing": cell("commitments", "corvia-fund", "unit", "/year", "ISO 4217"),
    "a rate is per month and year": cell("commitments", "corvia-fund", "unit", "EUR/month/year", "ISO 4217"),
    "a required size is in a unit of none": cell("requirements", "mirra-req-1", "unit", "drone", "bp_gdp"),
}  # fmt: skip

OTHER_NAMES: dict[str, Break] = {
    "a list of names has an empty place": cell("actors", "branta", "aliases", "Brantia;;Old Branta", NAMES),
    "a name is a tag alone": cell("actors", "branta", "aliases", "Brantia;@en", NAMES),
    "a name has a space before it": cell("leaders", "cora-bran", "aliases", "C. Bran; Cora", NAMES),
    "a name is given twice in a cell": cell(
        "publishers", "tern-wire", "aliases", "TW@en;Wire;TW@en", "each name once"
    ),
    "the tag of a name is a word": cell("actors", "branta", "aliases", "Brantia@english", "as in Kiev@en"),
    "the tag of a name is empty": cell("actors", "branta", "aliases", "Brantia@", "as in Kiev@en"),
    "the tag of a name is too long": cell(
        "actors", "branta", "aliases", "Brantia@en" + "-abcdefgh" * 4, "as in Kiev@en"
    ),
    "another name is too long": cell("actors", "branta", "aliases", "B" * 201, NAMES),
    "a type of names is unknown": cell("aliases", "actor,mirra", "type", "state", "one of publisher, actor, leader"),
    "a row of names names nobody": cell("aliases", "actor,mirra", "key", "mirror", "a key of actors"),
    "a row of names names another sort of noun": pointing(
        "aliases", "actor,mirra", "key", "mirra", "a key of leaders", type="leader"
    ),
    "a row of names has no name": cell("aliases", "actor,mirra", "name", "", "the cell is empty"),
    "a row of names has a language of no form": cell("aliases", "actor,mirra", "language", "Ukrainian", "language tag"),
    "a name is given twice in the file of names": name_given_twice_in_the_file,
    "a folder has the name of the file of names": folder_in_place_of_the_names,
    "the file of names lacks a column": content(
        "aliases",
        first_line(lambda head: head.removesuffix(b",language")),
        1,
        "language",
        "",
        "the header type,key,name,language",
    ),
    "the columns of the file of names have changed places": headed(
        "aliases", lambda header: header[::-1], "type", "language", "the header type,key,name,language"
    ),
    "the file of names has a column too many": headed(
        "aliases", lambda header: [*header, "note"], "note", "note", "no column of this name"
    ),
    "the file of names is empty": content("aliases", lambda _: b"", 1, "type", "", "the header type,key,name"),
}  # fmt: skip

LINKS: dict[str, Break] = {
    "a condition implies one of another package": cell(
        "conditions", "mirra-truce", "implies", "pact-vote", "conditions of the package mirra-accord"
    ),
    "a condition implies an unknown one": cell(
        "conditions", "mirra-peace", "implies", "mirra-truce;mirra-dawn", "a key of conditions", "mirra-dawn"
    ),
    "a condition implies itself": cell(
        "conditions", "mirra-truce", "implies", "mirra-truce", "(mirra-truce -> mirra-truce)"
    ),
    "two conditions imply one another": cell(
        "conditions", "mirra-truce", "implies", "mirra-lines", "(mirra-truce -> mirra-lines -> mirra-truce)"
    ),
    "a quotation has a language and no words": cell(
        "statements", "mirra-s1", "quotation_language", "uk", "an empty cell: there is no quotation"
    ),
    "a quotation is of spaces": cell("statements", "mirra-s1", "quotation", "  ", "not of spaces alone"),
    "a declaration speaks for an unknown actor": cell(
        "statements", "mirra-s1", "speaking_for", "branta;brunta", "a key of actors", "brunta"
    ),
    "a declaration speaks for an actor twice": cell(
        "statements", "mirra-s1", "speaking_for", "branta;corvia;branta", "each key once"
    ),
    "anonymous sources speak for two states": pointing(
        "statements",
        "mirra-s4",
        "speaking_for",
        "mirra;branta",
        "the attribution anonymous_sources speaks for nobody",
        speaking_for="mirra;branta",
        attribution="anonymous_sources",
    ),
}

HEADERS: dict[str, Break] = {
    "a column of the first format stands twice": headed(
        "actors", lambda header: [*header, "name"], "name", "name", "each column once"
    ),
    "a column of the second format stands twice": headed(
        "statements", lambda header: ["said_at", *header], "said_at", "said_at", "each column once"
    ),
    "a column of names stands twice": headed(
        "leaders", lambda header: [*header, "aliases"], "aliases", "aliases", "each column once"
    ),
    "a column is unknown beside those of the second format": headed(
        "leaders", lambda header: [*header, "party"], "party", "party", "no column of this name"
    ),
    "a column of the first format is missing beside one of the second": headed(
        "actors",
        lambda header: [name for name in header if name != "iso2"],
        "iso2",
        "",
        "the header key,name",
    ),
    "a column of the second format stands in another file": headed(
        "memberships", lambda header: [*header, "said_at"], "said_at", "said_at", "no column of this name"
    ),
    "a row is shorter than a header of the second format": content(
        "leaders",
        replaced(b"dov-corv,Dov Corv,,", b"dov-corv,Dov Corv"),
        3,
        "",
        "dov-corv,Dov Corv",
        "4 cells",
    ),
}

BROKEN: dict[str, Break] = {**MOMENTS, **CODES, **OTHER_NAMES, **LINKS, **HEADERS}

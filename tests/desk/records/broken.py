"""Broken records: the demo record with one thing wrong, and where the refusal must point."""

from collections.abc import Callable

from .folder import Folder, Refusal

Break = Callable[[Folder], Refusal]

CLAIMS = "commitment_updates"


def cell(table: str, key: str, column: str, value: str, saying: str, shown: str | None = None) -> Break:
    """One cell of one row is wrong, and the refusal points at it."""

    def damage(folder: Folder) -> Refusal:
        line = folder.set(table, key, **{column: value})
        return Refusal(f"{table}.csv", line, column, value if shown is None else shown, saying)

    return damage


def pointing(table: str, key: str, column: str, shown: str, saying: str, **cells: str) -> Break:
    """Cells of one row are wrong, and the refusal points at `column`."""

    def damage(folder: Folder) -> Refusal:
        line = folder.set(table, key, **cells)
        return Refusal(f"{table}.csv", line, column, shown, saying)

    return damage


def added(
    table: str, column: str, shown: str, saying: str, *, like: str = "", after: str = "", **cells: str
) -> Break:
    """A row too many, and the refusal points at it."""

    def damage(folder: Folder) -> Refusal:
        line = folder.add(table, like=like, after=after, **cells)
        return Refusal(f"{table}.csv", line, column, shown, saying)

    return damage


def content(
    table: str, change: Callable[[bytes], bytes], line: int, column: str, shown: str, saying: str
) -> Break:
    """The bytes of a file are wrong."""

    def damage(folder: Folder) -> Refusal:
        folder.rewrite(table, change)
        return Refusal(f"{table}.csv", line, column, shown, saying)

    return damage


def missing_file(folder: Folder) -> Refusal:
    folder.file("requirements").unlink()
    return Refusal("requirements.csv", 0, "", "requirements.csv", "a file of this name")


def folder_in_place_of_a_file(folder: Folder) -> Refusal:
    folder.file("actors").unlink()
    folder.file("actors").mkdir()
    return Refusal("actors.csv", 0, "", "actors.csv", "a file; this is a folder")


def another_csv_file(folder: Folder) -> Refusal:
    (folder.path / "Facts.CSV").write_text("id\n")
    return Refusal("Facts.CSV", 0, "", "Facts.CSV", "no other CSV file")


def row_given_twice(folder: Folder) -> Refusal:
    first = folder.line_of("leaders", "starmer")
    line = folder.add("leaders", like="starmer")
    return Refusal("leaders.csv", line, "key", "starmer", f"line {first} has it already")


def first_line(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(whole: bytes) -> bytes:
        head, _, rest = whole.partition(b"\n")
        return change(head) + b"\n" + rest

    return changed


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def changed(whole: bytes) -> bytes:
        assert old in whole
        return whole.replace(old, new, 1)

    return changed


PARENT = "gbr-land-20250216"
LONG_KEY = "a" * 101

FILES: dict[str, Break] = {
    "a file is missing": missing_file,
    "a folder has the name of a file": folder_in_place_of_a_file,
    "there is another CSV file": another_csv_file,
    "a file is empty": content("leaders", lambda _: b"", 1, "key", "", "the header key,name"),
    "a column has another name": content(
        "leaders", first_line(lambda head: head.replace(b"name", b"title")), 1, "name", "title", "the header"
    ),
    "a column is unknown": content(
        "leaders", first_line(lambda head: head + b",party"), 1, "party", "party", "no column of this name"
    ),
    "a column is missing": content(
        "actors", first_line(lambda head: head.removesuffix(b",size_high")), 1, "size_high", "", "the header"
    ),
    "columns have changed places": content(
        "leaders", first_line(lambda _: b"name,key"), 1, "key", "name", "header"
    ),
    "a header has a space": content(
        "leaders", first_line(lambda _: b"key, name"), 1, "name", " name", "the header"
    ),
    "a file is in latin-1": content(
        "actors",
        lambda whole: whole.decode().encode("latin-1"),
        22,
        "name",
        "T\\xfcrkiye",
        "UTF-8; byte 6 of the line is not",
    ),
    "a file begins with a byte order mark": content(
        "actors", lambda whole: b"\xef\xbb\xbf" + whole, 0, "", "EF BB BF", "without a byte order mark"
    ),
    "a file is in UTF-16": content(
        "leaders",
        lambda whole: whole.decode().encode("utf-16"),
        1,
        "key",
        "\\xff\\xfek\x00e\x00y\x00",
        "UTF-8; byte 1",
    ),
    "a quoted cell is not UTF-8": content(
        "leaders",
        replaced(b"Keir Starmer", b'"Keir \xff, Starmer"'),
        2,
        "name",
        "Keir \\xff, Starmer",
        "UTF-8",
    ),
    "lines end with CR LF": content(
        "leaders", lambda whole: whole.replace(b"\n", b"\r\n"), 1, "", "CR LF", "lines that end with LF alone"
    ),
    "there is a NUL": content("leaders", replaced(b"Keir", b"Ke\x00r"), 2, "name", "Ke\x00r Starmer", "NUL"),
    "there is a tab": content("leaders", replaced(b"Keir ", b"Keir\t"), 2, "name", "Keir\tStarmer", "U+0009"),
    "there is a lone carriage return": content(
        "leaders", replaced(b"Keir ", b"Keir\r"), 2, "name", "Keir\rStarmer", "U+000D"
    ),
    "a cell holds a line break": content(
        "leaders",
        replaced(b"Keir Starmer", b'"Keir\nStarmer"'),
        2,
        "name",
        '"Keir',
        "a closing quote on the same line",
    ),
    "a cell holds a line separator": content(
        "leaders",
        replaced(b"Keir ", "Keir\u2028".encode()),
        2,
        "name",
        "Keir\u2028Starmer",
        "line break U+2028",
    ),
    "a cell turns the direction of the text": content(
        "leaders", replaced(b"Keir ", "Keir\u202e".encode()), 2, "name", "Keir\u202eStarmer", "U+202E"
    ),
    "a quote is not closed": content(
        "leaders", replaced(b"Keir Starmer", b'"Keir Starmer'), 2, "name", '"Keir Starmer', "a closing quote"
    ),
    "a quote stands inside a cell": content(
        "leaders",
        replaced(b"Keir Starmer", b'Keir "K" Starmer'),
        2,
        "name",
        'Keir "K" Starmer',
        "quotes around",
    ),
    "text follows a closing quote": content(
        "leaders",
        replaced(b"Keir Starmer", b'"Keir" Starmer'),
        2,
        "name",
        '"Keir" Starmer',
        "a comma or the end",
    ),
    "a row is too short": content(
        "leaders",
        replaced(b"starmer,Keir Starmer", b"starmer"),
        2,
        "",
        "starmer",
        "2 cells, one for each column",
    ),
    "a row is too long": content(
        "leaders", replaced(b"Keir Starmer", b"Starmer, Keir"), 2, "", "starmer,Starmer, Keir", "there are 3"
    ),
    "a line is blank": content("leaders", replaced(b"\nhealey", b"\n\nhealey"), 3, "", "", "2 cells"),
    "a cell is longer than a page": content(
        "leaders",
        replaced(b"Keir", b"K" * 10_001),
        2,
        "name",
        "K" * 10_001 + " Starmer",
        "at most 10000 characters",
    ),
}

CELLS: dict[str, Break] = {
    "a name is too long": added(
        "leaders", "name", "K" * 201, "at most 200 characters", key="k", name="K" * 201
    ),
    "a day does not exist": cell("packages", "ukr-postwar", "opened_on", "2025-02-30", "a day that exists"),
    "a month does not exist": cell(CLAIMS, PARENT, "effective", "2025-13", "a date that exists"),
    "an interval ends before it begins": cell(
        CLAIMS, PARENT, "effective", "2025-03/2025-02", "a date that exists"
    ),
    "a day is written in another order": cell(
        "packages", "ukr-postwar", "opened_on", "12.02.2025", "YYYY-MM-DD"
    ),
    "a source has no day": cell("sources", "govuk-2024-01-12", "published_on", "", "the cell is empty"),
    "a figure is negative": cell(CLAIMS, "fra-land-20250429", "low", "-5000", "a whole number from 0"),
    "a figure has a point": cell(CLAIMS, "fra-land-20250429", "low", "5000.0", "a whole number from 0"),
    "a figure has a thousands mark": cell(
        CLAIMS, "fra-land-20250429", "low", "5 000", "a whole number from 0"
    ),
    "a figure has leading zeros": cell(CLAIMS, "fra-land-20250429", "low", "007", "without"),
    "a figure is written in other digits": cell(
        CLAIMS, "fra-land-20250429", "low", "\u0665", "a whole number"
    ),
    "a figure is too large": cell(
        CLAIMS, "fra-land-20250429", "high", "9223372036854775808", "from 0 to 9223372036854775807"
    ),
    "a figure's low is above its high": cell(CLAIMS, "fra-land-20250429", "low", "10001", "at most 10000"),
    "a requirement's low is above its high": cell(
        "requirements", "req-g-land-20250429", "low", "64001", "at most"
    ),
    "a key has capitals": added(
        "leaders", "key", "Starmer", "lower-case ASCII words", key="Starmer", name="X"
    ),
    "a key has an underscore": added(
        "leaders", "key", "keir_starmer", "lower-case ASCII words", key="keir_starmer", name="X"
    ),
    "a key has a foreign letter": added(
        "leaders", "key", "stärmer", "lower-case ASCII words", key="stärmer", name="X"
    ),
    "a key ends with a hyphen": added(
        "leaders", "key", "starmer-", "lower-case ASCII words", key="starmer-", name="X"
    ),
    "a key is too long": added("leaders", "key", LONG_KEY, "at most 100", key=LONG_KEY, name="X"),
    "a key is empty": added("leaders", "key", "", "the cell is empty", key="", name="X"),
    "a word is unknown": cell(CLAIMS, PARENT, "strength", "promised", "one of discussed, signalled, pledged"),
    "a word has a capital": cell(CLAIMS, PARENT, "strength", "Pledged", "one of discussed"),
    "a word has a space": cell(CLAIMS, PARENT, "kind", "change ", "one of change"),
    "a claim has no kind": cell(CLAIMS, PARENT, "kind", "", "the cell is empty"),
    "a grade is unknown": cell("statements", "s-2025-02-16-starmer", "source_reliability", "G", "one of A"),
    "a flag is a word": cell("sources", "govuk-2024-01-12", "published_on_is_approximate", "true", "0 or 1"),
    "an address is a script": cell("sources", "govuk-2024-01-12", "url", "javascript:alert(1)", "http://"),
    "an address has no host": cell("sources", "govuk-2024-01-12", "url", "https:///agreement", "and a host"),
    "an address has another scheme": cell("sources", "govuk-2024-01-12", "url", "ftp://gov.uk/a", "http://"),
    "a statement has no grade": cell(
        "statements", "s-2025-02-16-starmer", "source_reliability", "", "is empty"
    ),
    "an address has a space": cell(
        "sources", "govuk-2024-01-12", "url", "https://gov.uk/a b", "without spaces"
    ),
    "a unit is no currency": cell("commitments", "gbr-aid", "unit", "QQQ", "ISO 4217"),
    "a currency is in small letters": cell("commitments", "gbr-aid", "unit", "gbp", "ISO 4217"),
    "a country has three letters": cell("actors", "gbr", "iso2", "GBR", "two capital letters"),
    "a language is a sentence": cell("sources", "govuk-2024-01-12", "language", "in English", "language tag"),
    "a list has an empty place": cell(
        "statements", "s-2025-02-12-hegseth-udcg", "sources", "foxnews-2025-02-12;", "keys separated by ;"
    ),
    "a list names a key twice": cell("commitments", "dnp-purl", "joint_with", "nor;nor", "each key once"),
    "a requirement is no formula": cell(CLAIMS, PARENT, "requires", "c-peace & | c-mandate", "a & b | c"),
}

NOUNS: dict[str, Break] = {
    "an actor is unknown": cell("commitments", "gbr-land", "actor", "gbb", "a key of actors in this record"),
    "a list names an unknown actor": cell(
        "commitments", "dnp-purl", "joint_with", "nor;pox", "a key of actors", "pox"
    ),
    "a required condition is unknown": cell(
        CLAIMS, PARENT, "requires", "c-peace | c-nowhere & c-mandate", "a key of conditions", "c-nowhere"
    ),
    "a publisher is unknown": cell(
        "sources", "govuk-2024-01-12", "publisher", "govuk2", "a key of publishers"
    ),
    "a statement has no source": cell(
        "statements", "s-2025-02-16-starmer", "sources", "", "the cell is empty"
    ),
    "an event of a participation is unknown": cell(
        "participations", "e-2025-02-12-udcg,usa", "event", "e-2025-02-12", "a key of events"
    ),
    "a row is given twice": row_given_twice,
    "a participation is given twice": added(
        "participations",
        "event",
        "e-2025-02-12-udcg",
        "once in a file",
        like="e-2025-02-12-udcg,usa",
        role="host",
    ),
    "a membership is given twice": added(
        "memberships", "member", "bel", "once in a file", like="bel,eu", role="x"
    ),
    "a state has no code": cell("actors", "gbr", "iso2", "", "a state has its ISO 3166-1 code"),
    "an organisation has a code": cell("actors", "nato", "iso2", "NA", "only a state has a code"),
    "a state has a size": cell("actors", "gbr", "size_low", "1", "only a group has a size"),
    "a group's smallest size is above its largest": cell("actors", "cow-26", "size_low", "27", "at most 26"),
    "a membership ends before it begins": cell(
        "memberships", "swe,nato", "until", "2024-03-06", "2024-03-07, which is since"
    ),
    "an office ends before it begins": cell("tenures", "rutte,nld", "until", "2010-10-13", "which is since"),
    "an actor is a member of itself": cell("memberships", "bel,eu", "organisation", "bel", "another actor"),
    "a party of a joint promise is its actor": cell(
        "commitments", "dnp-purl", "joint_with", "nor;deu", "other actors than deu"
    ),
    "a commitment is a part of itself": cell(
        "commitments", "cow-land", "part_of", "cow-land", "cow-land -> cow-land"
    ),
    "commitments are parts of one another": cell(
        "commitments", "cow-land", "part_of", "gbr-land", "cow-land -> gbr-land -> cow-land"
    ),
    "anonymous sources speak for a state": cell(
        "statements", "s-2025-02-27-bloomberg", "speaking_for", "tur", "speaks for nobody"
    ),
}

BETWEEN_CLAIMS: dict[str, Break] = {
    "a change names a claim": cell(
        CLAIMS, "gbr-land-20250817", "relates_to", PARENT, "a change names no claim"
    ),
    "a reaffirmation names no claim": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "", "the key of the earlier"
    ),
    "a claim names an unknown claim": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "gbr-1", "a key of commitment_"
    ),
    "a claim names itself": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "gbr-land-20250302", "does not name this one"
    ),
    "a claim names a claim about something else": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "fra-land-20250218", "about the same subject, gbr-land"
    ),
    "a claim names a later claim": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "gbr-land-20250817", "an earlier claim"
    ),
    "a claim names a claim of the other lane": cell(
        CLAIMS, "gbr-land-20250302", "relates_to", "gbr-land-20250320", "an earlier claim"
    ),
    "a reaffirmation names a report": cell(
        CLAIMS,
        "gbr-land-20250904",
        "relates_to",
        "gbr-land-20250320",
        "same lane, official; this one is reported",
    ),
    "the first claim of a lane is no change": pointing(
        CLAIMS,
        PARENT,
        "kind",
        "reaffirmation",
        "the first claim about gbr-land in the official lane",
        kind="reaffirmation",
        relates_to="gbr-land-20250302",
    ),
    "the first claim about a condition is no change": pointing(
        "condition_updates",
        "cu-mandate-20250410",
        "kind",
        "refinement",
        "the first claim about c-mandate",
        kind="refinement",
        relates_to="cu-mandate-20250710",
    ),
    "the actor's own word has no standing": pointing(
        CLAIMS,
        PARENT,
        "standing",
        "",
        "a standing: this change is the actor's own word",
        standing="",
        strength="",
    ),
    "an offer has no strength": cell(CLAIMS, PARENT, "strength", "", "a strength: the standing is offered"),
    "a refusal has a strength": cell(CLAIMS, "pol-land-20250217", "strength", "pledged", "an empty cell"),
    "a claim rests on a source that its statement lacks": cell(
        CLAIMS,
        PARENT,
        "sources",
        "lbc-2025-02-16;govuk-2024-01-12",
        "sources of the statement",
        "govuk-2024-01-12",
    ),
    "a statement says one thing twice": added(
        CLAIMS,
        "sources",
        "",
        "other sources than those of pol-land-20250217",
        like="pol-land-20250217",
        key="pol-land-again",
    ),
    "a refinement lies outside what it refines": added(
        CLAIMS,
        "high",
        "200000",
        "the figure of fra-land-20250429 that stands",
        like="fra-land-20250429",
        key="fra-land-more",
        kind="refinement",
        relates_to="fra-land-20250429",
        high="200000",
        statement="s-2025-08-19-bloomberg",
    ),
    "a change of a condition has no state": cell(
        "condition_updates", "cu-mandate-20250410", "state", "", "a state"
    ),
    "a change of a position has no stance": cell("positions", "pos-usa-20250212", "stance", "", "a stance"),
    "a position names another actor's": cell(
        "positions",
        "pos-pol-20250904",
        "relates_to",
        "pos-nld-20250215",
        "about the same subject, pol, g-land",
    ),
}

BROKEN: dict[str, Break] = {**FILES, **CELLS, **NOUNS, **BETWEEN_CLAIMS}

"""The words about publishers, documents and how far to trust them."""

from ledger.vocabulary import Vocabulary


class PublisherKind(Vocabulary):
    """What sort of outlet a publisher is."""

    NEWS_AGENCY = "news_agency", "News agency.", "News agency"
    NEWSPAPER = "newspaper", "Newspaper.", "Newspaper"
    BROADCASTER = "broadcaster", "Radio or television.", "Broadcaster"
    NEWS_SITE = "news_site", "News site on the web only.", "News site"
    GOVERNMENT = "government", "A state's own office.", "Government"
    INTERNATIONAL_ORGANISATION = (
        "international_organisation",
        "An international organisation's own office.",
        "International organisation",
    )
    THINK_TANK = "think_tank", "Think tank or institute.", "Think tank"
    OTHER = "other", "Anything else.", "Other"


class SourceKind(Vocabulary):
    """What sort of document a source is."""

    OFFICIAL_DOCUMENT = (
        "official_document",
        "Agreement, declaration or other official text.",
        "Official document",
    )
    OFFICIAL_STATEMENT = (
        "official_statement",
        "Statement, transcript or post of an office.",
        "Official statement",
    )
    NEWS_REPORT = "news_report", "Report of the press.", "News report"
    ANALYSIS = "analysis", "Analysis or commentary.", "Analysis"


class Reliability(Vocabulary):
    """NATO Admiralty code, first character: how reliable the source is."""

    A = "A", "Completely reliable: the actor's own document or office.", "A"
    B = "B", "Usually reliable: news agency or established paper.", "B"
    C = "C", "Fairly reliable: copy, digest, aggregator, or a state agency on a third state.", "C"
    D = "D", "Not usually reliable: private copy.", "D"
    E = "E", "Unreliable.", "E"
    F = "F", "Reliability cannot be judged.", "F"


class Credibility(Vocabulary):
    """NATO Admiralty code, second character: how credible the information is."""

    CONFIRMED = "1", "Confirmed: several sources or a public text.", "1"
    PROBABLE = "2", "Probably true.", "2"
    POSSIBLE = "3", "Possibly true: a single anonymous claim.", "3"
    DOUBTFUL = "4", "Doubtful: contradicted.", "4"
    IMPROBABLE = "5", "Improbable.", "5"
    UNKNOWN = "6", "Truth cannot be judged.", "6"

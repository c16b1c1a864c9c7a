"""What a page says in one sentence, with the numbers of its two dates: for previews of links and search results."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.choices import Headline
from commitments.leading import pledgers
from commitments.objects import Object
from commitments.strength import AT_LEAST_PLEDGED, strongest
from web.charts import dates
from web.charts.figures import counted, interval

from .first_numbers import claimed_in_words, has_word
from .names import Names


def reading_of(page: str, content: Mapping[str, Any], names: Names) -> str:
    """The sentence of a page; "" for one whose content has no number to tell."""
    match page:
        case "map" | "timeline":
            chart = content["chart"]
            has_any = getattr(chart, "rows", ())
            return f"{chart.title}. {chart.reading}" if has_any else ""
        case "matrix":
            return reading_of_matrices(content["matrices"], names)
        case "overview":
            return reading_of_matrices(content.get("packages") or (), names)
        case "commitment":
            return reading_of_commitment(content["commitment"], names)
        case "event":
            return reading_of_event(content["event"])
        case _:
            return ""


def reading_of_matrices(found: Sequence[Object], names: Names) -> str:
    """How many actors have a commitment, at least pledged or ruled out something, and how many more are claimed."""
    words: dict[str, set[str]] = {}
    for one in found:
        for row in one["matrix"]["rows"]:
            own = {cell["headline"] for cell in row["cells"] if has_word(cell)}
            if own:
                words.setdefault(row["actor"], set()).update(own)
    if not words:
        return ""
    strongest_words = {actor: strongest(own) for actor, own in words.items()}
    groups = {actor: size for actor in words if (size := names.of("actor", actor).get("unlisted"))}
    said = ngettext(
        "Of %(all)d actor with a commitment, %(pledged)d have at least pledged something "
        "and %(refused)d have ruled something out.",
        "Of %(all)d actors with a commitment, %(pledged)d have at least pledged something "
        "and %(refused)d have ruled something out.",
        len(words),
    ) % {
        "all": len(words),
        "pledged": sum(1 for own in words.values() if own & AT_LEAST_PLEDGED),
        "refused": sum(1 for own in words.values() if Headline.RULED_OUT in own),
    }
    claimed = claimed_in_words(pledgers(strongest_words, (), groups).claimed)
    if not claimed:
        return said
    more = _("States: %(claimed)s.") % {"claimed": claimed}
    return f"{said} {more}"


def reading_of_commitment(one: Object, names: Names) -> str:
    """`United Kingdom: pledged, since 17 Aug 2025; 1 condition still open. As reported: …`."""
    label = str(Headline(one["headline"]).label).lower()
    if one["headline"] != Headline.NONE:
        said = [label]
    elif one["last_said"] and not one["since"]:
        said = [_("nothing stands of what was said officially")]
    else:
        said = [_("no official word on record")]
    figure = interval(one["low"], one["high"], one["unit"])
    said += [f"{figure} {counted(one['unit'], None)}".strip()] if figure else []
    # That a promise has lapsed is said by its word.
    if one["until"]:
        said.append(_("promised until %(day)s") % {"day": dates.spoken(dates.last_day(one["until"])).words})
    said += [_("since %(day)s") % {"day": dates.spoken(one["since"]).words}] if one["since"] else []
    waits = len(one["open_conditions"])
    said += [ngettext("%(n)d condition still open", "%(n)d conditions still open", waits) % {"n": waits}] * (
        waits > 0
    )
    words = f"{names.of('actor', one['actor'])['name']}: {', '.join(said)}."
    if one["reported"] and one["reported"]["headline"] != one["headline"]:
        reported = str(Headline(one["reported"]["headline"]).label).lower()
        words += " " + _("As others report it: %(word)s.") % {"word": reported}
    return words


def reading_of_event(event: Object) -> str:
    """When and where it was, and who is on record as present."""
    place = ", ".join(part for part in (event["place"], dates.spoken(event["held"] or "").words) if part)
    present = len(event["participants"])
    who = ngettext("%(n)d participant on record", "%(n)d participants on record", present) % {"n": present}
    return f"{place}: {who}. {event['summary'] or ''}".strip(": ").strip()

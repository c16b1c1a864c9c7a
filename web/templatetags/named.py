"""Template tags that name things and link to them, keeping both dates.

They read the page's context: `at` (a `Frame`) for the dates and `names` (a `Names`) for what stands behind a key.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guarantees.choices import Attribution, ConditionKind, ConditionState
from web.languages import series
from web.wikidata import item

from .record import record_lang

register = template.Library()

FLAGS: Final = frozenset(
    path.stem for path in (Path(settings.BASE_DIR) / "static" / "img" / "flags").glob("*.svg")
)


def _named(context: Context, noun: str, key: str) -> dict[str, Any]:
    names = context.get("names")
    return names.of(noun, key) if names else {"key": key, "name": key}


def _query(context: Context) -> str:
    return getattr(context.get("at"), "query", "")


@register.simple_tag(takes_context=True)
def href(context: Context, noun: str, key: str = "", **asked: str) -> str:
    """The address of a page, with both dates and what else is asked: `{% href "matrix" package="ukr" %}`."""
    query, more = _query(context), urlencode(asked)
    return reverse(noun, args=[key] if key else []) + query + (("&" if query else "?") + more if more else "")


@register.simple_tag(takes_context=True)
def home(context: Context, claim: Mapping[str, Any]) -> str:
    """The page on which the claims about the same thing stand, each under its key."""
    noun = next(noun for noun in ("commitment", "condition", "guarantee") if claim.get(noun))
    if noun == "guarantee" and claim.get("stance"):
        noun = "actor"
    return href(context, noun, claim[noun])


@register.simple_tag(takes_context=True)
def link(context: Context, noun: str, key: str | None) -> SafeString | str:
    """A link to the page of an object, by its name."""
    if not key:
        return ""
    # Actors have names in other languages; every other name is the record's.
    lang = "" if noun == "actor" else record_lang()
    return format_html(
        '<a href="{}"{}>{}</a>', href(context, noun, key), lang, _named(context, noun, key)["name"]
    )


@register.simple_tag(takes_context=True)
def links(context: Context, noun: str, keys: Iterable[str], otherwise: str = "") -> SafeString:
    """Links to several objects, with commas; a key that is no such noun is named as one of another, unlinked."""
    known = {key: not otherwise or "kind" in _named(context, noun, key) for key in keys}
    return format_html_join(
        ", ",
        "{}",
        ((link(context, noun, key) if own else name(context, otherwise, key),) for key, own in known.items()),
    )


@register.simple_tag(takes_context=True)
def listed(context: Context, noun: str, keys: Sequence[str] | None, linked: bool = True) -> str:
    """Links to several objects as a sentence names them, `A, B and C`; their names alone where not `linked`."""
    if not linked:
        return series([name(context, noun, key) for key in keys or ()])
    shown = [link(context, noun, key) for key in keys or ()]
    return format_html(series(["{}"] * len(shown)), *shown) if shown else ""


@register.simple_tag(takes_context=True)
def said_by(context: Context, said: Mapping[str, Any], linked: bool = True) -> str:
    """Whose words they are: the speaker's, else theirs in whose name they were said; empty where nobody is named.

    Beside the speaker of a joint declaration stand those for whom it was made.
    """
    keys = said.get("speaking_for") or ()
    whom = listed(context, "actor", keys, linked)
    if not said.get("speaker"):
        return whom
    who = link(context, "leader", said["speaker"]) if linked else name(context, "leader", said["speaker"])
    if len(keys) == 1 or not whom:
        return who
    sentence = _("%(who)s for %(whom)s")
    if not linked:
        return sentence % {"who": who, "whom": whom}
    return format_html(sentence % {"who": "{}", "whom": "{}"}, who, whom)


@register.simple_tag(takes_context=True)
def name(context: Context, noun: str, key: str | None) -> str:
    """The name of an object, without a link."""
    return str(_named(context, noun, key)["name"]) if key else ""


@register.simple_tag(takes_context=True)
def taken_back(context: Context, said: Mapping[str, Any]) -> str | None:
    """When a claim was taken back, or the last of all claims of a statement; None where it was not.

    It is "" where the day of the retraction has not come.
    """
    found = context.get("taken_back") or {}
    if "claims" not in said:
        when: str | None = found.get((said.get("statement"), said.get("key")))
        return when
    gone = [found.get((said["key"], key)) for key in said["claims"]]
    return max(when or "" for when in gone) if gone and all(gone) else None


@register.filter
def at_wikidata(number: str) -> str:
    """The address of an item of Wikidata."""
    return item(number)


@register.simple_tag(takes_context=True)
def known(context: Context, noun: str, key: str | None, fact: str) -> str | None:
    """Another fact of an object that the page knows: `{% known "commitment" key "unit" as unit %}`."""
    return _named(context, noun, key).get(fact) if key else None


@register.inclusion_tag("_components/actor.html", takes_context=True)
def actor(context: Context, key: str | None, linked: bool = True) -> dict[str, Any]:
    """An actor's flag, or its letters, and its name; None is nobody named."""
    if not key:
        return {}
    who = _named(context, "actor", key)
    code = str(who.get("iso2") or "").lower()
    return {
        "who": who,
        "url": href(context, "actor", key) if linked else "",
        "flag": f"img/flags/{code}.svg" if code in FLAGS else "",
        "letters": code.upper() or _initials(who["name"]),
    }


@register.inclusion_tag("_components/condition.html", takes_context=True)
def condition(context: Context, key: str) -> dict[str, Any]:
    """A condition with the diamond of its state."""
    what = _named(context, "condition", key)
    return {
        "name": what["name"],
        "url": href(context, "condition", key),
        "state": ConditionState(what["state"]) if what.get("state") else None,
        "trigger": what.get("kind") == ConditionKind.TRIGGER,
    }


@register.inclusion_tag("_components/sources.html", takes_context=True)
def sources(context: Context, keys: list[str] | None) -> dict[str, Any]:
    """The documents on which something rests, one a line, the best first."""
    found = [
        {**_named(context, "source", key), "page": href(context, "source", key)}
        for key in best_first(context, keys)
    ]
    return {"sources": found}


@register.simple_tag(takes_context=True)
def best_first(context: Context, keys: Iterable[str] | None) -> list[str]:
    """The keys of documents, the best first; of equals, the one that was entered first."""
    return sorted(keys or (), key=lambda key: _named(context, "source", key).get("place", ()))


@register.simple_tag(takes_context=True)
def attributed(context: Context, said: Mapping[str, Any]) -> str:
    """How we know, in the word of the vocabulary.

    `official text, seen through TASS and Stern` for an official document of which nobody has seen but what others
    published.
    """
    word = Attribution(said["attribution"])
    documents = [_named(context, "source", key) for key in best_first(context, said.get("sources"))]
    if word != Attribution.OFFICIAL_DOCUMENT or not documents:
        return str(word.label)
    if any(one.get("official", True) for one in documents):
        return str(word.label)
    publishers = series(list(dict.fromkeys(str(one["publisher"]) for one in documents)))
    return _("official text, seen through %(publishers)s") % {"publishers": publishers}


def _initials(title: str) -> str:
    """Up to three letters where there is no flag: `NATO` gives `NAT`, `Coalition of the Willing` `CW`."""
    words = [word for word in title.replace("-", " ").split() if word[:1].isupper()]
    if len(words) == 1:
        return words[0][:3].upper()
    return "".join(word[0] for word in words[:3]).upper()

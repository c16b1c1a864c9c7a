"""`manage.py generate_docs`: the pages in docs/reference that are written from the code's own tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from web import method
from web.api.addresses import Address
from web.api.documentation import FEEDS
from web.api.nouns import RESOURCES
from web.api.urls import ADDRESSES
from web.filters.checking import CLOCKS
from web.filters.parameters import Names, Parameter

NOTE = "<!-- Written by `make docs` from the code. Do not edit. -->"


def pages() -> dict[str, str]:
    """Every generated page: its file name under docs/reference, and its text."""
    return {"vocabularies.md": vocabularies_page(), "rules.md": rules_page(), "api.md": api_page()}


def vocabularies_page() -> str:
    """Every word of every closed list, with its definition."""
    parts = [
        NOTE,
        "# Vocabularies",
        "Every word that the record, the pages and the API use, with its definition.",
    ]
    for name, words in method.vocabularies().items():
        rows = [f"| `{word}` | {meaning} |" for word, meaning in words.definitions().items()]
        parts += [
            f"## `{name}`",
            words.__doc__ or "",
            "\n".join(["| Word | What it means |", "| --- | --- |", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


def rules_page() -> str:
    """Every rule with its version, in the words that stand above its code."""
    parts = [
        NOTE,
        "# Rules",
        "Every number and every headline is made by one of these rules; answers name the version.",
    ]
    for rule in method.rules():
        parts += [f"## {rule.name}/{rule.version}", rule.text, f"Code: `{rule.module}`"]
    return "\n\n".join(parts) + "\n"


def api_page() -> str:
    """Every address of the API with its parameters, and the fields of every noun."""
    parts = [
        NOTE,
        "# API",
        "All addresses lie under `/api/v1/`, only read, and take `as_of` and `known_on`. What is not named here is "
        "refused. The shapes of the answers are in the OpenAPI document, at `/api/v1/schema/`.",
        "## Addresses",
    ]
    parts += [_address(address) for address in ADDRESSES]
    parts += ["## Beside it", "At the root of the site, with the same two times."]
    parts += [_address(address) for address in FEEDS]
    parts += [
        "## Fields",
        "The fields of a row, in order. Those in italics are lists or objects: nothing is sorted by them.",
    ]
    for noun in RESOURCES:
        names = [f"`{name}`" if name in noun.sortable else f"*`{name}`*" for name in noun.shape]
        parts.append(f"**{noun.word}**: {', '.join(names)}")
    return "\n\n".join(parts) + "\n"


def _address(address: Address) -> str:
    """One address with what it takes."""
    endpoint = address.instance()
    # The clocks are the same everywhere; they are told where an address reads them otherwise.
    told = [*(clock for clock in endpoint.clocks() if clock not in CLOCKS), *endpoint.parameters()]
    rows = [f"| `{one.name}` | {one.about} | {_accepted(one)} |" for one in told]
    table = ["", "| Parameter | What it asks | Accepted |", "| --- | --- | --- |", *rows] if rows else []
    return "\n".join([f"### `{address.template or '/'}`", "", endpoint.about(), *table])


def _accepted(parameter: Parameter) -> str:
    """What a parameter takes, short enough for a table."""
    words = parameter.schema().get("enum", ())
    listed = (
        "names, with commas" if isinstance(parameter, Names) else ", ".join(f"`{word}`" for word in words)
    )
    return ": ".join(part for part in ("required" if parameter.required else "", listed) if part)


class Command(BaseCommand):
    """Writes the pages, or with --check tells which are out of date."""

    help = "Writes docs/reference from the code's own tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell what is out of date")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs" / "reference")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        outdated = [
            name
            for name, text in pages().items()
            if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
        ]
        if check and outdated:
            raise CommandError(f"Out of date: {', '.join(outdated)}. `make docs` writes them again.")
        for name in outdated:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(pages()[name], encoding="utf-8")
            self.stdout.write(f"Wrote {name}")

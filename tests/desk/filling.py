"""The form of a statement, filled in as a browser would send it."""

import re
from typing import Any

from django.test import Client

PARTS = ("citations", "commitmentupdates", "conditionupdates", "positionupdates", "requirementupdates")
ADD = "/admin/guarantees/statement/add/"


def change(pk: int) -> str:
    return f"/admin/guarantees/statement/{pk}/change/"


def filled(**fields: Any) -> dict[str, Any]:
    """A statement of 20 August 2025. A part is given as a list of rows; an id marks one that is saved."""
    parts = {name: fields.pop(name, []) for name in PARTS}
    data: dict[str, Any] = {
        "speaker": "",
        "speaking_for": [],
        "attribution": "named_official",
        "said_on": "2025-08-20",
        "source_reliability": "B",
        "information_credibility": "2",
        "summary": "She will send soldiers.",
        "_continue": "1",
        **fields,
    }
    for name, rows in parts.items():
        data |= {
            f"{name}-TOTAL_FORMS": len(rows),
            f"{name}-INITIAL_FORMS": sum("id" in row for row in rows),
            f"{name}-MIN_NUM_FORMS": 0,
            f"{name}-MAX_NUM_FORMS": 1000,
        }
        for number, row in enumerate(rows):
            data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data


def pledge(commitment: Any, /, **fields: Any) -> dict[str, Any]:
    """A claim on a commitment."""
    return {
        "commitment": commitment.pk,
        "kind": "change",
        "standing": "offered",
        "strength": "pledged",
        **fields,
    }


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def version_in(page: Any) -> str:
    """The version that a form carries."""
    found = re.search(r'name="version" value="([0-9a-f]+)"', page.content.decode())
    assert found, "the form carries no version"
    return found[1]


def errors_of(page: Any) -> dict[str, list[str]]:
    """The errors that a page shows, by the name of the field."""
    form = page.context["adminform"].form
    found = {name: list(errors) for name, errors in form.errors.items()}
    for part in page.context["inline_admin_formsets"]:
        for one in part.formset.forms:
            found |= {f"{one.prefix}-{name}": list(errors) for name, errors in one.errors.items()}
    return found

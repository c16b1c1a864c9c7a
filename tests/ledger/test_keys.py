"""Keys that nobody has to invent."""

import pytest

from actors.models import Actor
from ledger import keys
from ledger.models import valid_key
from tests import drafts


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("Keir Starmer",), "keir-starmer"),
        (("s", "2025-08-19", "Zelenský"), "s-2025-08-19-zelensky"),
        (("  A & B / C ",), "a-b-c"),
        (("", None, "x"), "x"),
        (("习近平",), ""),
    ],
)
def test_texts_become_words(parts: tuple[object, ...], key: str) -> None:
    assert keys.words(*parts) == key


@pytest.mark.django_db
def test_a_key_that_is_taken_gets_a_number() -> None:
    drafts.actor("gbr")
    drafts.actor("gbr-2")
    assert keys.free(Actor, "gbr") == "gbr-3"
    assert keys.free(Actor, "fra", taken={"fra"}) == "fra-2"


@pytest.mark.django_db
def test_a_row_keeps_its_own_key() -> None:
    assert keys.free(Actor, "gbr", but=drafts.actor("gbr").pk) == "gbr"


@pytest.mark.django_db
def test_a_long_name_makes_a_key_that_fits() -> None:
    key = keys.free(Actor, keys.words("very " * 60))
    valid_key(key)
    assert len(key) <= 100

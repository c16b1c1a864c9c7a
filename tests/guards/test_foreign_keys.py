"""No relation points up the floors: a name in a string is invisible to the import contracts."""

from collections.abc import Iterable

from django.db import models
from django.test.utils import isolate_apps

from .tree import FLOORS, our_models


def pointing_up(found: Iterable[type[models.Model]]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name} points up to {field.related_model._meta.label}"
        for model in found
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if FLOORS.get(field.related_model._meta.app_label, -1) > FLOORS[model._meta.app_label]
    ]


def test_no_relation_points_up_the_floors() -> None:
    assert pointing_up(our_models()) == []


@isolate_apps("ledger", "commitments")
def test_a_relation_that_points_up_is_found() -> None:
    class Above(models.Model):
        class Meta:
            app_label = "commitments"

    class Below(models.Model):
        above = models.ForeignKey("commitments.Above", on_delete=models.CASCADE)

        class Meta:
            app_label = "ledger"

    assert pointing_up([Above, Below]) == ["ledger.Below.above points up to commitments.Above"]

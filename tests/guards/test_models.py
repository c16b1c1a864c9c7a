"""Every model says what it is, to people who read the code and to people who read the admin."""

from django.db import models

from .tree import FLOORS, our_models


def speaks_for_itself(model: type[models.Model]) -> bool:
    """Whether the model or a base of ours has a `__str__`; Django's says only "Actor object (7)"."""
    return any(
        "__str__" in vars(base) for base in model.__mro__ if base.__module__.partition(".")[0] in FLOORS
    )


def test_every_model_says_what_it_is() -> None:
    # Django writes "Name(field, field)" where there is no docstring.
    silent = [m._meta.label for m in our_models() if (m.__doc__ or "").startswith(f"{m.__name__}(")]
    assert silent == []


def test_every_row_has_a_name_to_show() -> None:
    assert [m._meta.label for m in our_models() if not speaks_for_itself(m)] == []


def test_every_constraint_is_named_for_what_it_says() -> None:
    short = [
        f"{model._meta.label}: {constraint.name}"
        for model in our_models()
        for constraint in model._meta.constraints
        if constraint.name.count("_") < 2
    ]
    assert short == []

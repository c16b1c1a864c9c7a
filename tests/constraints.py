"""Which named constraints a package has, for the tests that break each of them."""

from django.apps import apps


def named_constraints(package: str) -> set[str]:
    """The names of every constraint of every model of a package."""
    return {
        constraint.name
        for model in apps.get_app_config(package).get_models()
        for constraint in model._meta.constraints
    }

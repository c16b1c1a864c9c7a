"""Edith writes, Ray decides, Eve writes too, Sue does all that an account can, Adam is a superuser alone."""

from django.contrib.auth.models import Group, User

from desk import groups


def _person(username: str, group: str) -> User:
    groups.set_up()
    person, _ = User.objects.get_or_create(
        username=username, defaults={"is_staff": True, "first_name": username.title()}
    )
    person.groups.add(Group.objects.get(name=group))
    return person


def edith() -> User:
    return _person("edith", groups.EDITORS)


def eve() -> User:
    return _person("eve", groups.EDITORS)


def ray() -> User:
    return _person("ray", groups.REVIEWERS)


def rose() -> User:
    return _person("rose", groups.REVIEWERS)


def sue() -> User:
    sue = _person("sue", groups.REVIEWERS)
    User.objects.filter(pk=sue.pk).update(is_superuser=True)
    return User.objects.get(pk=sue.pk)


def adam() -> User:
    adam, _ = User.objects.get_or_create(username="adam", is_staff=True, is_superuser=True)
    return adam

"""manage.py set_up_groups, create_demo_people and open_demo"""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from desk import groups
from guarantees.models import Statement
from ledger.models import Counter

pytestmark = pytest.mark.django_db


def run(command: str) -> str:
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def _on_a_laptop(settings: Settings) -> None:
    settings.LOCAL_DEMO = True
    settings.DEMO_PASSWORD = ""


def permissions(group: str) -> set[str]:
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


def test_setting_up_groups_twice_changes_nothing() -> None:
    assert run("set_up_groups") == "Groups editors and reviewers are set up.\n"
    before = permissions(groups.EDITORS), permissions(groups.REVIEWERS)
    run("set_up_groups")
    assert (permissions(groups.EDITORS), permissions(groups.REVIEWERS)) == before
    assert Group.objects.count() == 2


def test_nobody_may_write_the_ledger_itself_or_other_peoples_accounts() -> None:
    run("set_up_groups")
    for group in (groups.EDITORS, groups.REVIEWERS):
        foreign = Permission.objects.filter(group__name=group).exclude(
            content_type__app_label__in=[*groups.NOUNS, "desk"]
        )
        assert {p.codename.split("_")[0] for p in foreign} <= {"view"}
        assert not foreign.filter(content_type__app_label="auth").exists()


def test_demo_people_may_enter_the_admin_with_the_passwords_that_are_printed_once(client: Client) -> None:
    said = run("create_demo_people")
    for username in ("editor", "reviewer"):
        password = said.split(f"{username}: password ")[1].split()[0]
        assert len(password) >= 16
        assert client.login(username=username, password=password)
        assert client.get("/admin/").status_code == 200
    assert "password" not in run("create_demo_people").replace("a new password", "")


def test_demo_people_have_no_rights_but_those_of_their_groups() -> None:
    run("create_demo_people")
    for username, group in (("editor", groups.EDITORS), ("reviewer", groups.REVIEWERS)):
        person = User.objects.get(username=username)
        assert person.is_staff
        assert not person.is_superuser
        assert [g.name for g in person.groups.all()] == [group]


def test_a_chosen_password_is_set_and_not_printed(client: Client, settings: Settings) -> None:
    run("create_demo_people")
    settings.DEMO_PASSWORD = "chosen by me"
    assert "chosen by me" not in run("create_demo_people")
    assert client.login(username="editor", password="chosen by me")


def test_demo_people_are_refused_in_production(settings: Settings) -> None:
    settings.LOCAL_DEMO = False
    with pytest.raises(CommandError, match="here SECRET_KEY is set, as in production"):
        run("create_demo_people")
    assert not User.objects.exists()


def test_opening_the_demo_loads_the_record_and_a_second_time_keeps_what_is_there() -> None:
    first = run("open_demo")
    before = User.objects.get(username="editor").password, Counter.objects.get().sequence
    assert "editor: password " in first
    assert len(re.findall(r"^[0-9]+ official words are reports: import_record --dry-run", first, re.M)) == 1
    assert "Note:" not in first
    assert Statement.objects.published().exists()
    second = run("open_demo")
    assert "Loading" not in second
    assert "as before" in second
    assert (User.objects.get(username="editor").password, Counter.objects.get().sequence) == before

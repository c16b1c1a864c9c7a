"""`manage.py create_demo_people`: an editor and a reviewer for the demo on somebody's own machine."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from desk import groups

PEOPLE = {"editor": ("Edith", groups.EDITORS), "reviewer": ("Ray", groups.REVIEWERS)}


class Command(BaseCommand):
    """Creates the people, with passwords from DEMO_PASSWORD or made up and printed this one time."""

    help = "Creates an editor and a reviewer. Only for a demo on your own machine."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL_DEMO:
            raise CommandError(
                "These are people for a demo on your own machine; here SECRET_KEY is set, as in production. "
                "Create a superuser with `manage.py createsuperuser` and, in the admin, people in the groups "
                "editors and reviewers."
            )
        groups.set_up()
        chosen = settings.DEMO_PASSWORD
        for username, (first_name, group) in PEOPLE.items():
            person, created = User.objects.get_or_create(
                username=username, defaults={"first_name": first_name, "is_staff": True}
            )
            if created or chosen:
                password = chosen or secrets.token_urlsafe(12)
                person.set_password(password)
                person.save(update_fields=["password"])
                person.groups.add(Group.objects.get(name=group))
                shown = (
                    "the password in DEMO_PASSWORD" if chosen else f"password {password} (printed this once)"
                )
                self.stdout.write(f"  {username}: {shown}")
            else:
                self.stdout.write(f"  {username}: as before (DEMO_PASSWORD=... sets a new password)")

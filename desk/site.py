"""The site of Django's admin as the desk: who wrote what is noted, and the first page shows what waits for whom."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from . import actions, inbox, views
from .checks import SUBJECT
from .review import Right


class Suggestions(AutocompleteJsonView):
    """What is suggested while somebody types: enough to tell two alike apart, and whether it is a draft."""

    def get_queryset(self) -> "QuerySet[Any]":
        found = inbox.ranked(super().get_queryset(), self.term)
        model = self.source_field.model
        if self.source_field.name == "relates_to" and model in SUBJECT:
            # Sent by static/js/desk.js: what the claim is about whose field this is.
            about = {name: self.request.GET.get(name, "") for name in SUBJECT[model]}
            found = found.filter(
                **{
                    name: text
                    for name, text in about.items()
                    if text.isdecimal() or (text and name == "contribution")
                }
            )
        return found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": inbox.label(obj)}


class DeskSite(admin.AdminSite):
    """The desk."""

    site_header = "Guarantees: the desk"
    site_title = "Guarantees"
    index_title = "The desk"
    # The forms need the width.
    enable_nav_sidebar = False
    index_template = "admin/desk_index.html"

    def note_author(self, draft: Any, person: Any) -> None:
        """Somebody saved a draft in a form."""
        actions.wrote(draft, by=person)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the desk; one that is refused looks like the desk, too."""
        page: Callable[..., Any] = super().admin_view(view, cacheable)

        @wraps(page)
        def told(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return page(request, *args, **kwargs)
            except PermissionDenied:
                context = {**self.each_context(request), "title": "Not for this account"}
                return TemplateResponse(request, "admin/403.html", context, status=403)

        return told

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        rights = self._rights_of(request.user)
        return {
            **super().each_context(request),
            "may_write": Right.WRITE in rights,
            "may_decide": Right.DECIDE in rights,
        }

    def may_write(self, person: Any) -> bool:
        """Whether somebody enters and changes drafts."""
        return Right.WRITE in self._rights_of(person)

    def may_decide(self, person: Any) -> bool:
        """Whether somebody publishes what others wrote."""
        return Right.DECIDE in self._rights_of(person)

    def _rights_of(self, person: Any) -> frozenset[Right]:
        """Asked of the database once for each request: the account is read anew with every one."""
        if not hasattr(person, "desk_rights"):
            person.desk_rights = actions.person(person).rights if person.is_active else frozenset()
        found: frozenset[Right] = person.desk_rights
        return found

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: Any = Suggestions.as_view(admin_site=self)(request)
        found: HttpResponse = answer
        return found

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(request, {"inbox": inbox.of(request.user), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        own = [
            path(
                "desk/statement/<int:pk>/<str:step>/",
                self.admin_view(views.statement_step),
                name="statement-step",
            ),
            path("desk/<str:type>/<int:pk>/close/", self.admin_view(views.close), name="close"),
            path(
                "desk/<str:type>/<int:pk>/<str:step>/", self.admin_view(views.claim_step), name="claim-step"
            ),
            path("desk/<str:type>/publish/", self.admin_view(views.publish_nouns), name="publish-nouns"),
        ]
        return [*own, *super().get_urls()]

"""The site of Django's admin as the desk: who wrote what is noted, and the first page shows what waits for whom."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from . import actions, inbox, views


class Suggestions(AutocompleteJsonView):
    """What is suggested while somebody types: enough to tell two alike apart, and whether it is a draft."""

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

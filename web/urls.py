"""Every public address."""

from django.urls import URLPattern, URLResolver, include, path

from web.api.calendar import EventsCalendar
from web.pages import (
    actors,
    changes,
    commitments,
    compare,
    conditions,
    events,
    explain,
    gallery,
    guarantees,
    matrix,
    method,
    overview,
    scenario,
    search,
    sources,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("web.api.urls")),
    path("feeds/events.ics", EventsCalendar.as_view(), name="events-calendar"),
    path("", overview.overview, name="overview"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("actors/", actors.actor_list, name="actor-list"),
    path("actors/<slug:key>/", actors.actor_detail, name="actor"),
    path("leaders/<slug:key>/", actors.leader_detail, name="leader"),
    path("packages/<slug:key>/", guarantees.package_detail, name="package"),
    path("guarantees/", guarantees.guarantee_list, name="guarantee-list"),
    path("guarantees/<slug:key>/", guarantees.guarantee_detail, name="guarantee"),
    path("commitments/", commitments.commitment_list, name="commitment-list"),
    path("commitments/<slug:key>/", commitments.commitment_detail, name="commitment"),
    path("events/", events.event_list, name="event-list"),
    path("events/<slug:key>/", events.event_detail, name="event"),
    path("conditions/", conditions.condition_list, name="condition-list"),
    path("conditions/<slug:key>/", conditions.condition_detail, name="condition"),
    path("statements/<slug:key>/", sources.statement_detail, name="statement"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<slug:key>/", sources.source_detail, name="source"),
    path("changes/", changes.change_list, name="change-list"),
    path("explain/", explain.explain_total, name="explain"),
    path("compare/", compare.compare_page, name="compare"),
    path("search/", search.search_page, name="search"),
    path("scenario/", scenario.scenario_page, name="scenario"),
    path("method/", method.method, name="method"),
    path("gallery/", gallery.gallery, name="gallery"),
]

"""Every public address."""

from django.urls import URLPattern, URLResolver, include, path

from web.api.calendar import EventsCalendar
from web.pages.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("web.api.urls")),
    path("feeds/events.ics", EventsCalendar.as_view(), name="events-calendar"),
    path("gallery/", gallery, name="gallery"),
]

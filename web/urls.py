"""Every public address."""

from django.urls import URLPattern, URLResolver, include, path

from web.pages.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("web.api.urls")),
    path("gallery/", gallery, name="gallery"),
]

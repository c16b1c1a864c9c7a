"""Every public address."""

from django.urls import URLPattern, URLResolver, path

from web.pages.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [path("gallery/", gallery, name="gallery")]

"""Whether the static files lie where they are served from: without them every page would be a 500."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured


def uncollected() -> list[str]:
    """Our static files that `collectstatic` has not yet put into STATIC_ROOT; [] where they are served uncollected."""
    manifest: str | None = getattr(staticfiles_storage, "manifest_name", None)
    if manifest is None:
        return []
    folder = Path(settings.STATICFILES_DIRS[0])
    # Hidden files are no part of the site.
    ours = {file.relative_to(folder).as_posix() for file in folder.rglob("[!.]*") if file.is_file()}
    return sorted(ours - _collected(Path(settings.STATIC_ROOT) / manifest))


def all_are_collected() -> None:
    """Refuses to start without them, with the command that mends it."""
    if lacking := uncollected():
        raise ImproperlyConfigured(
            f"{len(lacking)} static files ({lacking[0]}...) were not collected into {settings.STATIC_ROOT}: run "
            "`python manage.py collectstatic --noinput` before each start of a new version."
        )


def _collected(manifest: Path) -> set[str]:
    try:
        return set(json.loads(manifest.read_text(encoding="utf-8"))["paths"])
    except (OSError, ValueError, KeyError):
        return set()

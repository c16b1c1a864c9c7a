"""The product's settings in a hermetic environment: no key to generate, no compressed files to collect."""

import os
import tempfile

os.environ.setdefault(
    "SECRET_KEY", "a key that signs nothing outside the tests, and is long enough for Django"
)
os.environ.setdefault("LOG_FORMAT", "text")
# What a deployment has to say; the tests make databases of their own from this name.
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/guarantees-tests.sqlite3")

from config.settings import *  # noqa: F403

# Fast, because the tests' passwords guard nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest exists only after collectstatic.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are found where they are written.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

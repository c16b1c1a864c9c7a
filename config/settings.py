"""Settings, from the environment only: `.env.example` lists the variables. One file everywhere."""

import re
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from config import env
from config.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
# The version has one home: the top heading of the change log.
VERSION = re.search(r"^## (\d\S*)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]

# ---- Where it runs

KEY_FILE = BASE_DIR / ".local" / "secret-key"
SECRET_KEY = env.secret_key("SECRET_KEY", KEY_FILE)
# What was signed with an earlier key is still believed while it stands here.
SECRET_KEY_FALLBACKS = env.fallbacks("SECRET_KEY_FALLBACKS")
# A checkout that runs on a key of its own making is somebody's laptop: demo people may be created there.
LOCAL_DEMO = env.flag("LOCAL_DEMO", default=not env.secret("SECRET_KEY"))
# Said to `make run` and to whatever migrates before it serves, not only to the web server.
env.processes()
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "")
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
# Set when every visitor comes through a proxy that speaks TLS and sets X-Forwarded-Proto itself.
HTTPS = env.flag("HTTPS")
REDIS_URL = env.redis("REDIS_URL")

# ---- What it is made of

INSTALLED_APPS = [
    # Django's admin; desk/site.py is its site.
    "config.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "ledger",
    "actors",
    "sources",
    "guarantees",
    "commitments",
    "desk",
    "web",
]
MIDDLEWARE = [
    "config.middleware.name_request",
    "config.middleware.leave_out_the_body",
    "django.middleware.security.SecurityMiddleware",
    # Before the files of WhiteNoise, which answers them itself: they carry the policies too.
    "csp.middleware.CSPMiddleware",
    "config.middleware.lend_nothing",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.refuse_plain_api",
    "config.middleware.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.errors.AnswerErrors",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# ---- Where it keeps things

DATABASE = env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
if DATABASE["ENGINE"].endswith("sqlite3"):
    # A transaction that reads before it writes must take the lock at its beginning: SQLite refuses the
    # upgrade at once, whatever the timeout.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": env.number("SQLITE_TIMEOUT", 20, least=1, most=600),
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASE["CONN_MAX_AGE"] = env.number("DATABASE_CONN_MAX_AGE", 60, least=0, most=86400)
    # Without it every pooled connection fails once after the database was restarted.
    DATABASE["CONN_HEALTH_CHECKS"] = True
    # The web server sets 5 (config/gunicorn.py): a page is quick or it is given up. Workers and commands may
    # take longer.
    STATEMENT_TIMEOUT = env.number("STATEMENT_TIMEOUT", 60, least=1, most=3600)
    DATABASE.setdefault("OPTIONS", {})["options"] = (
        f"-c statement_timeout={STATEMENT_TIMEOUT}s"
        f" -c idle_in_transaction_session_timeout={2 * STATEMENT_TIMEOUT}s"
    )
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "guarantees",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Source maps are for people with developer tools; compressing them is most of the work of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "gif", "webp", "gz", "br", "woff", "woff2"]

# ---- Time and language

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
# A page names its language in its address (web/languages.py). Catalogues: CONTRIBUTING.md, "To add a language".
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMS_URLFIELD_ASSUME_HTTPS = True

# ---- What guards it

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # The probes ask the process itself, inside the proxy. The API refuses plain http in place of redirecting: a client
    # that follows would send its token in the clear for ever (config/middleware.py).
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^ledgerz$", r"^api/"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # Both bind more than this site, and cannot be taken back for a year: they are asked for, never assumed.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS")
    SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# ---- REST

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

# ---- Work outside the request: without a Redis it is done at once, in the process that asks for it

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# A task that dies with its worker is done again; so every task may be done twice.
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Seconds; a task hears of its end a little before it comes, and can say so.
CELERY_TASK_TIME_LIMIT = env.number("TASK_TIME_LIMIT", 300, least=5, most=3600)
CELERY_TASK_SOFT_TIME_LIMIT = 0.9 * CELERY_TASK_TIME_LIMIT
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Just longer than any task may take: after it the task is given to a second worker, which is how what was held by
    # a worker that was killed with all its processes comes back.
    "visibility_timeout": CELERY_TASK_TIME_LIMIT + 10,
    # A Redis that accepts and never answers must not hold a request.
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
    # What a killed worker held comes back in seconds, not in two minutes.
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "UTC"
# Django's logging stays in charge.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# ---- Logs

LOGGING = logging_settings(
    style=env.choice("LOG_FORMAT", "json", ("json", "text")),
    level=env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
)

# Names that only others read: the web server, and docker compose.
env.no_name_is_misspelt("HOST", "PORT", "WEB_THREADS", "POSTGRES_PASSWORD")
if not LOCAL_DEMO and not DEBUG:
    env.fit_for_production(BASE_DIR, DATABASE)

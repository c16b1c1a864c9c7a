"""Logs: one JSON object a line (or text for people), with the request's id, whoever writes them."""

from typing import Any

import structlog
from structlog.typing import Processor

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
EVENTS: list[Processor] = [
    structlog.stdlib.filter_by_level,
    *SHARED,
    structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
]


def logging_settings(*, style: str, level: str) -> dict[str, Any]:
    """Django's LOGGING. `style` is "json" or "text"; configures structlog to end in the same handler."""
    structlog.configure(
        processors=EVENTS, logger_factory=structlog.stdlib.LoggerFactory(), cache_logger_on_first_use=False
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *endings(style)],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would print a second, unstructured line.
            "django": {"handlers": [], "level": level, "propagate": True},
            # One line for each request is ours (config/middleware.py); Django's adds what went wrong.
            "django.request": {"level": "ERROR"},
            "gunicorn.error": {"handlers": [], "level": level, "propagate": True},
        },
    }


def endings(style: str) -> list[Processor]:
    """The last steps of a line: JSON for machines, text for a terminal."""
    if style == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(sort_keys=True)]
    return [structlog.dev.ConsoleRenderer(colors=False)]

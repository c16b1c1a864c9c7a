"""The web server's settings: `gunicorn -c config/gunicorn.py config.wsgi`."""

import os

from gunicorn.http import wsgi

from config import env
from config.logs import logging_settings

# A page is quick or it is given up; read by config/settings.py in this very process.
os.environ.setdefault("STATEMENT_TIMEOUT", "5")

with env.or_stop():
    bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000, least=1, most=65535)}"
    workers = env.processes()
    threads = env.number("WEB_THREADS", 4, least=1, most=64)
    logconfig_dict = logging_settings(
        style=env.choice("LOG_FORMAT", "json", ("json", "text")),
        level=env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    )
worker_class = "gthread"
# Loads the code once; the workers share its memory.
preload_app = True
timeout = 60
graceful_timeout = 20
# Heartbeats of the workers in memory where there is such a place: a slow disk would look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True
# Where the site lies and whether it speaks TLS is said by the settings, by no header that a client may send as well.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
# Which server this is, and which version, helps nobody but those who look for its holes.
wsgi.SERVER = "guarantees"

"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from config import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with env.or_stop():
    application = get_wsgi_application()

"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from config import env
from config.collected import all_are_collected

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with env.or_stop():
    application = get_wsgi_application()
    all_are_collected()

"""The product's settings for a server of its own: compressed files as in production, in a folder that goes with it."""

import os

from config.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BROWSER_STATIC_ROOT"]

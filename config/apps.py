"""Django's admin with our site in it."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "desk.site.DeskSite"

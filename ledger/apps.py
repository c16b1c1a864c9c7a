from django.apps import AppConfig
from django.core import checks


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self) -> None:
        from .checks import columns_are_digested  # noqa: PLC0415 -- it reads models, which are loaded by now

        checks.register(columns_are_digested)

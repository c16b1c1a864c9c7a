"""Small records from the field, each a folder on top of the demo record, and the right values as tests.

`test_<case>.py` asks about the folder of its own name: its fixture `case` loads it on top of the demo, which is loaded
once for the package. A case became known later than everything in the demo.
"""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

DEMO = Path(settings.BASE_DIR) / "desk" / "demo" / "ukraine"
CASES = Path(__file__).parent


def load(folder: Path) -> None:
    """Load a record, known from its sources."""
    call_command("import_record", str(folder), known_from_sources=True, stdout=StringIO(), stderr=StringIO())


def folder_of(module: str) -> Path:
    """The folder that a module of tests asks about: tests.cases.test_taken_back is about taken-back."""
    return CASES / module.rpartition(".")[2].removeprefix("test_").replace("_", "-")

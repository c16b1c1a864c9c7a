"""The import contracts of pyproject.toml hold, so `pytest` alone is enough to know."""

import subprocess
import sys
from pathlib import Path

from .tree import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def test_every_import_contract_is_kept() -> None:
    done = subprocess.run(
        [LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

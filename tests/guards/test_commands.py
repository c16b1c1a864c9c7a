"""Every management command has a test that runs it."""

from collections.abc import Mapping

from .tree import PACKAGES, ROOT, python_files


def untested(commands: set[str], tests: Mapping[str, str]) -> set[str]:
    """The commands whose quoted name stands in no test; `tests` is file name to text."""
    return {command for command in commands if not any(f'"{command}"' in text for text in tests.values())}


def test_every_command_has_a_test() -> None:
    commands = {
        file.stem
        for package in PACKAGES
        for file in (ROOT / package).glob("management/commands/*.py")
        if file.stem != "__init__"
    }
    tests = {file.name: file.read_text(encoding="utf-8") for file in python_files("tests")}
    assert commands
    assert untested(commands, tests) == set()


def test_a_command_without_a_test_is_found() -> None:
    assert untested({"grow", "shrink"}, {"test_grow.py": 'call_command("grow")'}) == {"shrink"}

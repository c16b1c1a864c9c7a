"""Files and functions stay small enough to be read whole, and no module is a place for anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .tree import PACKAGES, ROOT, python_files, shown, template_files

FILE, TEST_FILE, TEMPLATE = 400, 500, 200
FUNCTION, VIEW, TASK = 60, 25, 5
TARGETS = 15
NOWHERE = {"utils", "helpers", "common", "misc", "services", "managers"}
# What may be longer, each with the reason: "path" or "path::function".
LONGER: dict[str, str] = {}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, without the docstring: explaining is free."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) and first.end_lineno:
        total -= first.end_lineno - first.lineno + 1
    return total


def limit(path: str, function: ast.FunctionDef) -> int:
    """How long a function may be: a view parses, calls and renders; a task is one call."""
    if any("shared_task" in ast.unparse(decorator) for decorator in function.decorator_list):
        return TASK + function.body[0].lineno - function.lineno
    arguments = [argument.arg for argument in function.args.args[:2]]
    return VIEW if path.startswith("web/") and "request" in arguments else FUNCTION


def too_long(path: str, source: str) -> list[str]:
    """The functions of a file that pass their limits, as "path::name"."""
    return [
        f"{path}::{function.name}"
        for function in functions(ast.parse(source))
        if length(function) > limit(path, function)
    ]


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def found() -> set[str]:
    code = list(python_files(*PACKAGES))
    tests = list(python_files("tests"))
    long_files = {shown(file) for file in code if lines(file) > FILE}
    long_files |= {shown(file) for file in tests if lines(file) > TEST_FILE}
    long_files |= {shown(file) for file in template_files() if lines(file) > TEMPLATE}
    return long_files | {name for f in code for name in too_long(shown(f), f.read_text(encoding="utf-8"))}


def test_files_and_functions_keep_their_limits() -> None:
    assert found() - set(LONGER) == set()


def test_every_exception_is_still_needed() -> None:
    assert set(LONGER) - found() == set()


def test_no_module_is_a_place_for_anything() -> None:
    assert [shown(file) for file in python_files(*PACKAGES) if file.stem in NOWHERE] == []


def test_the_makefile_can_be_learnt() -> None:
    targets = [line for line in (ROOT / "Makefile").read_text().splitlines() if ":" in line and "##" in line]
    assert 5 < len(targets) <= TARGETS


def test_a_long_function_a_long_view_and_a_long_task_are_found() -> None:
    body = "\n".join("    x = 1" for _ in range(30))
    assert too_long("web/pages/a.py", f"def page(request):\n{body}") == ["web/pages/a.py::page"]
    assert too_long("ledger/a.py", f"def rule(request):\n{body}") == []
    assert too_long("ledger/a.py", f"def rule():\n{body}\n{body}") == ["ledger/a.py::rule"]
    assert too_long("ledger/tasks.py", f"@shared_task\ndef do():\n{body}") == ["ledger/tasks.py::do"]

"""Imports go one way, the chapter apps do not know each other, and nothing is imported inside a function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHAPTER_APPS = {"goals", "budget", "personnel", "internal_control"}
# What may import what: a module may import its own layer's app, and any layer before it.
LAYERS = [
    {"env", "database", "limited_child", "local_secret", "numbers", "dates", "demo_sets", "settings"}
    | {"personal_numbers", "small_groups", "free_text", "form_fields", "form_rendering"},
    {"records", "spreadsheets"},
    {"organisation"},
    {"http", "todo", "administration"},
    {"quality"},
    {"measures", "jobs"},
    {"annual_cycle"},
    {"reports"},
    CHAPTER_APPS,
    {"web", "urls", "wsgi"},
]
BESIDE_EACH_OTHER = LAYERS[0] | LAYERS[3] | LAYERS[-1]
# The PDF engine is loaded when a PDF is made, so that everything else runs without Pango.
ALLOWED_INSIDE_FUNCTIONS = {"weasyprint", "kommunrapport.reports.pdf"}


def _modules() -> list[Path]:
    folders = ["kommunrapport", *sorted(CHAPTER_APPS)]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in sorted(files) if "migrations" not in path.parts]


def _app(dotted: str) -> str | None:
    """The app or top-level module a dotted name belongs to; None when it is not ours."""
    parts = dotted.split(".")
    if parts[0] in CHAPTER_APPS:
        return parts[0]
    return parts[1] if parts[0] == "kommunrapport" and len(parts) > 1 else None


def _layer(app: str) -> int:
    found = [number for number, apps in enumerate(LAYERS) if app in apps]
    assert found, f"{app} stands in no layer"
    return found[0]


def _imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def _of_types_only(tree: ast.Module) -> set[int]:
    """Lines that only the type checker reads."""
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {inner.lineno for block in blocks for inner in ast.walk(block) if isinstance(inner, ast.stmt)}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_stands_before_it(path):
    tree = ast.parse(path.read_text())
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    own = _app(dotted) or "formats"
    skipped = _of_types_only(tree)
    for node in ast.walk(tree):
        for name in _imported(node) if isinstance(node, ast.Import | ast.ImportFrom) else []:
            other = _app(name)
            if other is None or other in {own, "formats"} or node.lineno in skipped:
                continue
            beside = _layer(other) == _layer(own) and {own, other} <= BESIDE_EACH_OTHER
            assert beside or _layer(other) < _layer(own), f"{own} imports {name}"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_imported_inside_a_function(path):
    tree = ast.parse(path.read_text())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {name for f in functions for node in ast.walk(f) for name in _imported(node)}  # type: ignore[arg-type]
    assert inside <= ALLOWED_INSIDE_FUNCTIONS


# A bare update writes no history and compares no version. Jobs have neither, and the history of what a file brings
# is the file: its amounts are stored all at once.
MAY_UPDATE_ROWS = {"kommunrapport/jobs/leases.py", "budget/imports/staging.py", "budget/imports/applying.py"}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_are_saved_with_version_and_history(path):
    if str(path.relative_to(ROOT)) in MAY_UPDATE_ROWS:
        return
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    names = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert not names & {"update", "bulk_create", "bulk_update", "update_or_create"}

"""The choices of a section: a frozen dataclass, stored as JSON.

Fields are bool, int, str or a tuple of str, each with a default, and metadata that makes them a form:
- `label`, and `help` where one is needed;
- `choices`, pairs of value and label: one of them for int and str, several in order for a tuple;
- `item`, what one of several in order is called, such as "Kolumn";
- `reference`, a function that gives (slug, label) of what a str can name;
- `detail`, True for how something is written, beside what is shown.

An unknown key is ignored, and one that is missing or of another kind takes the default, so that old reports open in
newer programs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class NoParams:
    """A section with nothing to choose."""


def stored_values(params_type: type, stored: dict[str, Any]) -> dict[str, Any]:
    """All choices by name as JSON holds them: the stored ones, and the defaults of those that are not."""
    values = {f.name: _of_its_kind(stored.get(f.name), f.default) for f in fields(params_type)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def read_params[P](params_type: type[P], stored: dict[str, Any]) -> P:
    """Make the params of a section from what is stored; a list becomes the tuple a frozen dataclass holds."""
    values = stored_values(params_type, stored)
    return params_type(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})


def _of_its_kind(value: Any, default: Any) -> Any:
    """The value, or the default where it is missing or of another kind, such as a text for a number."""
    if isinstance(default, tuple):
        return value if isinstance(value, list) and all(isinstance(each, str) for each in value) else default
    return value if type(value) is type(default) else default

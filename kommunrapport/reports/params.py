"""The choices of a section: a frozen dataclass, stored as JSON.

Fields are bool, int, str (a choice or a reference by slug) or a tuple of str, with their label in the metadata.
An unknown key is ignored and a missing one takes the default, so that old reports open in newer programs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class NoParams:
    """A section with nothing to choose."""


def read_params[P](params_type: type[P], stored: dict[str, Any]) -> P:
    """Make the params of a section from what is stored; a list becomes the tuple a frozen dataclass holds."""
    known = {f.name for f in fields(params_type)}  # type: ignore[arg-type]
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in stored.items() if name in known}
    return params_type(**values)

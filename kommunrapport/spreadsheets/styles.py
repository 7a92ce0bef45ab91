"""How cells of our workbooks look: fonts, lines and alignment, set once for each kind of cell."""

from __future__ import annotations

from copy import copy
from enum import StrEnum, auto

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

GENERAL = "General"
LINK = Font(underline="single", color="0A5570")
_THIN, _DOUBLE = Side("thin", color="16211F"), Side("double", color="16211F")
_BOLD, _QUIET = Font(bold=True), Font(color="44514D")


class Look(StrEnum):
    """What a row is, to the eye."""

    NORMAL = auto()
    TITLE = auto()
    HEAD = auto()
    GROUP = auto()
    SUBTOTAL = auto()
    TOTAL = auto()
    NOTE = auto()


_FONTS = {
    Look.TITLE: Font(bold=True, size=14),
    Look.HEAD: _BOLD,
    Look.GROUP: _BOLD,
    Look.SUBTOTAL: _BOLD,
    Look.TOTAL: _BOLD,
    Look.NOTE: _QUIET,
}
_BORDERS = {
    Look.HEAD: Border(bottom=_THIN),
    Look.GROUP: Border(bottom=_THIN),
    Look.SUBTOTAL: Border(top=_THIN),
    Look.TOTAL: Border(top=_THIN, bottom=_DOUBLE),
}
_HEAD_FILL = PatternFill("solid", fgColor="EEF2F0")

type Key = tuple[Look, bool, int, str, bool]


class Looks:
    """The looks of one workbook. Each is made once and then copied, since making one is slow."""

    def __init__(self) -> None:
        self._made: dict[Key, StyleArray] = {}

    def apply(
        self, cell: Cell, look: Look, *, right: bool = False, indent: int = 0, form: str = GENERAL, quoted: bool = False
    ) -> None:
        """Give `cell` its look. `form` is its number format; `quoted` text stays text when somebody edits it."""
        key = (look, right, indent, form, quoted)
        if key == (Look.NORMAL, False, 0, GENERAL, False):
            return
        if key not in self._made:
            self._made[key] = _make(cell, key)
        cell._style = copy(self._made[key])  # type: ignore[attr-defined]  # as openpyxl itself does it


def _make(cell: Cell, key: Key) -> StyleArray:
    look, right, indent, form, quoted = key
    model = WriteOnlyCell(cell.parent)
    if look in _FONTS:
        model.font = _FONTS[look]
    if look in _BORDERS:
        model.border = _BORDERS[look]
    if look == Look.HEAD:
        model.fill = _HEAD_FILL
    wraps = look in (Look.HEAD, Look.NORMAL) and form in (GENERAL, "@")
    model.alignment = Alignment(
        horizontal="right" if right else "left" if indent else None,
        vertical="bottom" if look == Look.HEAD else "top",
        indent=indent,
        wrap_text=wraps,
    )
    model.number_format = form
    model.quotePrefix = quoted
    style: StyleArray = model._style  # type: ignore[attr-defined]
    return style

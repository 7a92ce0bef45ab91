"""One figure of the staff as a cell. What is hidden has no value here, only the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kommunrapport.measures.shown import UNKNOWN
from kommunrapport.numbers import format_number
from kommunrapport.reports.blocks import Cell, Footnote
from personnel.figures import NOT_KNOWN, Figure
from personnel.hiding import HIDDEN, WHY_HIDDEN


def figure_cell(figure: Figure | None, decimals: int, notes: Iterable[str] = ()) -> Cell:
    """The figure with its decimals, "visas inte" with the reason, or that it is not known."""
    figure, remarks = figure or NOT_KNOWN, tuple(Footnote(text) for text in notes if text)
    if figure.is_hidden:
        return Cell(HIDDEN, missing=True, footnotes=(Footnote(WHY_HIDDEN), *remarks))
    if figure.value is None:
        return Cell(UNKNOWN, missing=True, footnotes=remarks)
    return Cell(format_number(figure.value, decimals), figure.value, footnotes=remarks)


def people_cell(people: int | None) -> Cell:
    """A number of people, which is never hidden."""
    return figure_cell(Figure(None if people is None else Decimal(people)), 0)


def share_cell(part: int | None, whole: int | None) -> Cell:
    """A number of people in whole percent of another."""
    return figure_cell(Figure(None if part is None or not whole else Decimal(100 * part) / whole), 0)

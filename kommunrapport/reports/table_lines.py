"""Tables of reports as lines, one for each figure: the form that other programs want."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kommunrapport.reports.blocks import Cell, RowKind, Table
from kommunrapport.reports.workbooks import NamedTable, shown_value, words

HEADINGS = ("Kapitel", "Tabell", "Grupp", "Rad", "Slag av rad", "Kolumn", "Visas som", "Värde", "Anmärkning")
_KINDS = {RowKind.SUBTOTAL: "delsumma", RowKind.TOTAL: "summa", RowKind.SUBSET: "varav", RowKind.COMPONENT: "del"}

type Line = tuple[str | Decimal | None, ...]


def lines_of(tables: Iterable[NamedTable]) -> Iterator[Line]:
    """A line for every cell with something in it, under `HEADINGS`. `Värde` is unrounded and empty where none is."""
    for named in tables:
        group = above = ""
        for row in named.table.rows:
            first, *cells = row.cells
            above = first.text.partition("\n")[0] or above
            name = above if first.text else ", ".join(filter(None, [above, *_texts(named.table, cells)]))
            if row.kind in (RowKind.GROUP, RowKind.TOTAL):
                group = name if row.kind == RowKind.GROUP else ""
            for cell, column in zip(cells, named.table.columns[1:], strict=True):
                if words(cell):
                    where = (named.name, named.title, group, name, _KINDS.get(row.kind, ""), column.label)
                    yield *where, words(cell), shown_value(cell), _notes(first, cell)


def _texts(table: Table, cells: Sequence[Cell]) -> Iterator[str]:
    """What tells a row without a name from the one above it, such as K for women."""
    return (cell.text for cell, column in zip(cells, table.columns[1:], strict=True) if not column.numeric)


def _notes(*cells: Cell) -> str:
    return " ".join(note.text for cell in cells for note in cell.footnotes)

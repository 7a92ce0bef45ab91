"""The areas that a printed table brings: its rows, and the sums and headings they stand under."""

from __future__ import annotations

from budget.imports import words
from budget.imports.lines import NewArea, part_key
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex, Place
from budget.imports.printed import PrintedTable
from budget.imports.printed_rows import PrintedRow, RowKind
from budget.models import BudgetArea, Grouping

NATURE_NAMES = {BudgetArea.Nature.INCOME: "Intäkter", BudgetArea.Nature.COST: "Kostnader"}

type Known = dict[str, NewArea]


def describe_areas(
    table: PrintedTable,
    mapping: Mapping,
    index: AreaIndex,
    places: dict[int, tuple[str, Place]],
    natures: dict[int, Place],
) -> list[NewArea]:
    """New areas in the order of the table. `places` and `natures` are where each data row leads."""
    known: Known = {}
    for row in table.rows:
        grouping, place = places.get(row.number, ("", Place()))
        _describe(row, grouping, place, [row.code] if row.code else [], known)
        _describe(row, Grouping.NATURE, natures.get(row.number, Place()), [], known)
    for row in sorted(table.rows, key=lambda row: len(row.leaves)):  # inner sums before outer
        if row.kind == RowKind.TOTAL and not row.by_nature:
            _describe_above(row, mapping, places, known)
    _describe_columns(table, index, known)
    return list(known.values())


def _describe(row: PrintedRow, grouping: str, place: Place, codes: list[str], known: Known) -> None:
    if place.new:
        nature = (row.nature or words.nature_of_row(row.label)) if grouping == Grouping.NATURE else ""
        area = NewArea(grouping, place.new, len(known) + 1, nature=nature, codes=codes)
        known.setdefault(area.key, area)


def _describe_columns(table: PrintedTable, index: AreaIndex, known: Known) -> None:
    """Columns of income and of cost are areas by nature."""
    if not any(column.nature in BudgetArea.Nature.values for column in table.columns.values()):
        return
    for nature, name in NATURE_NAMES.items():
        if index.by_name(Grouping.NATURE, name) is None:
            area = NewArea(Grouping.NATURE, name, len(known) + 1, nature=nature)
            known.setdefault(area.key, area)


def _describe_above(row: PrintedRow, mapping: Mapping, places: dict[int, tuple[str, Place]], known: Known) -> None:
    """An area for a sum, if all it sums is new and it says more than "Summa"."""
    placed = [places.get(leaf.number) for leaf in row.leaves]
    is_plain = not row.heading and words.says_only_total(row.label)
    if is_plain or not placed or not all(found and found[1].new for found in placed):
        return
    name = row.heading or words.without_total_word(row.label)
    above = NewArea(mapping.grouping, name, 0, has_heading=bool(row.heading))
    if above.key in known:
        above.name = row.label
    if row.heading or words.folded(above.name) != words.folded(row.label):
        above.total_label = row.label
    above.order = min(known[part_key(*found)].order for found in placed if found)
    known[above.key] = above
    for addend in row.addends:
        _hang(addend, above, mapping, places, known)


def _hang(
    addend: PrintedRow, above: NewArea, mapping: Mapping, places: dict[int, tuple[str, Place]], known: Known
) -> None:
    """Put what a sum adds up below the sum's area."""
    if addend.number in places:
        known[part_key(*places[addend.number])].parent = above.key
        return
    for candidate in (addend.heading, words.without_total_word(addend.label), addend.label):
        area = known.get(NewArea(mapping.grouping, candidate, 0).key) if candidate else None
        if area is not None and area is not above:
            area.parent = above.key
            return

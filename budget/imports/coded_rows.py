"""Rows with codes (a ledger, a SIE file): found places for, and summed per place and month.

The rows are a DataFrame with a column of codes per grouping ("" where the file has none), `text` columns with what the
codes are called, figure, year, month (0 for the whole year), as_of (the day of a forecast, else ""), row and öre. Whole
öre in 64-bit integers keep the sums exact.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pandas as pd

from budget.imports.lines import GROUPINGS, Line, NewArea, Places, Problem, Reading, Slot, Unknown
from budget.imports.matching import AreaIndex, Place
from budget.models import BudgetArea, Grouping

CODE_COLUMNS = [grouping.value for grouping in GROUPINGS]
# The chart of accounts for kommuner, where a unit has no areas by nature of its own yet.
_CLASSES = {
    "3": ("Intäkter", BudgetArea.Nature.INCOME),
    "4": ("Kostnader", BudgetArea.Nature.COST),
    "5": ("Kostnader", BudgetArea.Nature.COST),
    "6": ("Kostnader", BudgetArea.Nature.COST),
    "7": ("Kostnader", BudgetArea.Nature.COST),
}
_BALANCE_CLASSES = ("1", "2")


def sum_rows(frame: pd.DataFrame, index: AreaIndex, names: Callable[[str, str], str], reading: Reading) -> None:
    """Add to `reading` a line per place and month, and what could not be placed.

    `names(grouping, code)` is what the file calls a code.
    """
    places = {grouping: _find_places(frame, grouping, index, names, reading) for grouping in CODE_COLUMNS}
    for grouping, found in places.items():
        frame[f"place_{grouping}"] = frame[grouping].map({code: n for n, code in enumerate(found)})
    left_out = pd.Series(data=False, index=frame.index)
    for grouping, found in places.items():
        out = [n for n, place in enumerate(found.values()) if place is _NOWHERE or (place and place.skipped)]
        left_out |= frame[f"place_{grouping}"].isin(out)
    keys = ["figure", "year", "month", "as_of", *(f"place_{grouping}" for grouping in CODE_COLUMNS)]
    summed = (
        frame[~left_out].groupby(keys, sort=False).agg(ore=("ore", "sum"), row=("row", "min"), rows=("row", "size"))
    )
    listed = {grouping: list(found.values()) for grouping, found in places.items()}
    merged: dict[Slot, Line] = {}
    for key, ore, row, rows in summed.itertuples(name=None):
        line = _line(key, int(ore), int(row), int(rows), listed)
        if line.slot in merged:  # two codes of the same area
            known = merged[line.slot]
            known.amount += line.amount
            known.row, known.rows = min(known.row, line.row), known.rows + line.rows
        else:
            merged[line.slot] = line
    reading.lines += merged.values()


_NOWHERE = Place()


def _line(key: tuple[str | int, ...], ore: int, row: int, rows: int, listed: dict[str, list[Place | None]]) -> Line:
    figure, year, month, as_of, *numbers = key
    places = Places(*(listed[grouping][int(n)] for grouping, n in zip(CODE_COLUMNS, numbers, strict=True)))
    if places.project is not None:
        places = Places(project=places.project)  # an investment stands in no other grouping
    slot = Slot(str(figure), int(year), int(month) or None, str(as_of), places)
    return Line(slot, Decimal(ore).scaleb(-2), row, rows)


def _find_places(
    frame: pd.DataFrame, grouping: str, index: AreaIndex, names: Callable[[str, str], str], reading: Reading
) -> dict[str, Place | None]:
    """Where each code of a grouping leads: None where the file has no code, _NOWHERE where it leads to no area."""
    found: dict[str, Place | None] = {}
    new: dict[str, NewArea] = {}
    for code, rows in frame[grouping].value_counts(sort=False).items():
        text = str(code)
        found[text] = _place(grouping, text, index, names, new) if text else None
        if grouping == Grouping.PROJECT and found[text] is _NOWHERE:
            found[text] = None  # projects of the operating budget are no investments
        if found[text] is _NOWHERE:
            _report(grouping, text, names(grouping, text), int(rows), index, frame, reading)
    reading.new_areas += new.values()
    return found


def _place(
    grouping: str, code: str, index: AreaIndex, names: Callable[[str, str], str], new: dict[str, NewArea]
) -> Place:
    place = index.by_code(grouping, code)
    if place and place.new:
        return _new(grouping, names(grouping, code) or code, [code], "", new)
    if place:
        return place
    if grouping == Grouping.NATURE and code.startswith(_BALANCE_CLASSES):
        return Place(skipped=True)  # what the kommun owns and owes is no outcome
    if index.has_areas(grouping):
        return _NOWHERE
    if grouping == Grouping.NATURE:
        name, nature = _CLASSES.get(code[:1], ("", ""))
        return _new(grouping, name, [f"{code[:1]}*"], nature, new) if name else _NOWHERE
    return _new(grouping, names(grouping, code) or code, [code], "", new)


def _new(grouping: str, name: str, codes: list[str], nature: str, new: dict[str, NewArea]) -> Place:
    area = NewArea(grouping, " ".join(name.split()), len(new) + 1, nature=nature)
    area = new.setdefault(area.key, area)
    area.codes += [code for code in codes if code not in area.codes]
    return Place(new=area.name)


def _report(
    grouping: str, code: str, name: str, rows: int, index: AreaIndex, frame: pd.DataFrame, reading: Reading
) -> None:
    nearest = index.nearest_code(grouping, code)
    reading.unknown.append(Unknown(grouping, code, name, rows, nearest))
    first = int(frame.loc[frame[grouping] == code, "row"].min())
    called = f"{code} {name}".strip()
    hint = f" Närmast är {nearest}." if nearest else ""
    others = f" Den står på {rows} rader." if rows > 1 else ""
    reading.problems.append(
        Problem(f"Koden {called} leder inte till något område.{hint}{others}", first, f"rad {first}", code)
    )

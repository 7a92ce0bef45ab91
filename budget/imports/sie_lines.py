"""From a SIE file to lines: accounts by nature, and each dimension in the grouping it was connected to."""

from __future__ import annotations

from typing import Any

import pandas as pd

from budget.imports.coded_rows import CODE_COLUMNS, sum_rows
from budget.imports.lines import Problem, Reading
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex
from budget.models import Figure, Grouping
from budget.sie.content import Kind, PeriodAmount, SieFile

# Reserved in the format: 1 kostnadsställe, 6 projekt. What a kommun calls verksamhet has a number of its own.
USUAL_DIMENSIONS = {"1": Grouping.UNIT.value, "6": Grouping.PROJECT.value}
_FIGURES = {Kind.OUTCOME: Figure.OUTCOME, Kind.BUDGET: Figure.ORIGINAL}
_BALANCE_CLASSES = ("1", "2")


def suggested_dimensions(sie: SieFile) -> dict[str, str]:
    """Which grouping each dimension of the file seems to be: by its name, else by its reserved number."""
    found = {}
    for number, dimension in sie.dimensions.items():
        name = dimension.name.casefold()
        if "verksamhet" in name:
            found[number] = Grouping.FIELD.value
        elif "projekt" in name:
            found[number] = Grouping.PROJECT.value
        elif "ansvar" in name or "kostnadsst" in name or "enhet" in name:
            found[number] = Grouping.UNIT.value
        elif number in USUAL_DIMENSIONS:
            found[number] = USUAL_DIMENSIONS[number]
    return found


def read_sie_lines(sie: SieFile, mapping: Mapping, index: AreaIndex, year: int) -> Reading:
    """What the file says of `year`, in ledger sign as it stands. Balance accounts are no outcome."""
    reading = Reading(problems=[Problem(warning.sentence, is_error=False) for warning in sie.warnings])
    amounts = [one for one in sie.amounts if one.year == year and not one.account.startswith(_BALANCE_CLASSES)]
    rows = [_row(one, mapping) for one in amounts]
    if rows:
        sum_rows(pd.DataFrame.from_records(rows), index, lambda g, code: _name(sie, mapping, g, code), reading)
    return reading


def _row(one: PeriodAmount, mapping: Mapping) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(CODE_COLUMNS, "") | {Grouping.NATURE.value: one.account}
    for dimension, number in one.objects:
        grouping = mapping.dimensions.get(dimension)
        if grouping:
            row[grouping] = number
    return row | {
        "figure": str(_FIGURES[one.kind]),
        "year": one.year,
        "month": one.month or 0,
        "as_of": "",
        "row": one.line,
        "ore": int(one.amount.scaleb(2)),
    }


def _name(sie: SieFile, mapping: Mapping, grouping: str, code: str) -> str:
    if grouping == Grouping.NATURE:
        return sie.accounts[code].name if code in sie.accounts else ""
    names = [sie.objects.get((number, code), "") for number, found in mapping.dimensions.items() if found == grouping]
    return next((name for name in names if name), "")

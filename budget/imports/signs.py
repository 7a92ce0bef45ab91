"""Finding out how a file shows income, cost and variances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from budget.imports import words
from budget.imports.adding_up import mismatches
from budget.imports.mapping import NET, Mapping, ShownAs
from budget.imports.printed import PrintedTable, nature_of, read_table
from budget.imports.printed_rows import PrintedRow, RowKind
from budget.models import BudgetArea
from kommunrapport.spreadsheets.reading import RawSheet

_BOTH = (ShownAs.POSITIVE, ShownAs.NEGATIVE)


@dataclass(frozen=True, slots=True)
class SignGuess:
    """The likeliest signs. Of `checked` sums and deviations in the file `held` hold with them."""

    mapping: Mapping
    checked: int
    held: int


def guess_signs(sheet: RawSheet, mapping: Mapping) -> SignGuess:
    """Income and cost are shown as most of their amounts are; net and variances as the most sums agree with.

    Turning all signs at once changes no sum: where income and cost are not told apart, net is as most amounts are.
    """
    plain = replace(mapping, income=ShownAs.NEGATIVE, cost=ShownAs.POSITIVE, net=ShownAs.POSITIVE)
    table = read_table(sheet, plain)
    incomes = _amounts(table, {BudgetArea.Nature.INCOME})
    costs = _amounts(table, {BudgetArea.Nature.COST})
    nets = _amounts(table, {NET, ""})
    seen = replace(
        plain,
        income=_as_most(incomes) if incomes else ShownAs.NEGATIVE,
        cost=_as_most(costs) if costs else ShownAs.POSITIVE,
    )
    first = _as_financing(table) or _as_most(nets)
    signs = [first, *(sign for sign in _BOTH if sign != first and (incomes or costs))]
    tried = [_tried(sheet, replace(seen, net=net, favourable=good)) for net, good in product(signs, _BOTH)]
    return max(tried, key=lambda guess: guess.held)


def _as_financing(table: PrintedTable) -> ShownAs | None:
    """How net costs are shown in a table that also has taxes: the other way. None where it has none."""
    found = [
        value
        for row in table.rows
        if words.says_financing(row.label)
        for n, value in row.values.items()
        if not table.columns[n].is_variance and nature_of(table.columns[n], row) in {NET, ""}
    ]
    return None if not found else ShownAs.POSITIVE if _as_most(found) == ShownAs.NEGATIVE else ShownAs.NEGATIVE


def _amounts(table: PrintedTable, natures: set[str]) -> list[Decimal]:
    """The amounts of some natures, as they stand in the file."""
    return [
        value
        for row in table.rows
        if row.kind in (RowKind.DATA, RowKind.TOTAL)
        for n, value in row.values.items()
        if not table.columns[n].is_variance and nature_of(table.columns[n], row) in natures
    ]


def _as_most(amounts: Iterable[Decimal]) -> ShownAs:
    return ShownAs.NEGATIVE if sum(amounts, Decimal(0)) < 0 else ShownAs.POSITIVE


def _tried(sheet: RawSheet, mapping: Mapping) -> SignGuess:
    table = read_table(sheet, mapping)
    wrong = {(one.row, one.column) for one in mismatches(table) if not one.rounding}
    checked = {(row.number, n) for row in table.rows for n in row.values if _is_checked(table, row, n)}
    return SignGuess(mapping, len(checked), len(checked - wrong))


def _is_checked(table: PrintedTable, row: PrintedRow, index: int) -> bool:
    return row.kind == RowKind.TOTAL or (row.kind == RowKind.DATA and table.columns[index].is_variance)

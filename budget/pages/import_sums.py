"""Does it add up: the file's rows, what is stored after them, and the total that the user expects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When

from budget.imports.changes import Change
from budget.models import BudgetEntry, Figure, Forecast, ImportBatch, LedgerEntry
from budget.money import MoneyUnit
from budget.pages.import_words import file_unit
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below

_ZERO = Decimal(0)
# The grouping an amount is counted in: the first it stands in, as the pages of the economy do.
_COUNTED = ("unit", "field", "nature", "project")

type _Key = tuple[str, int, str, str]  # figure, year, day of a forecast as ISO text, grouping


@dataclass(frozen=True, slots=True)
class FigureSum:
    """One figure of the file, in kronor and ledger sign: its rows, and what is stored when they are read in.

    `after` counts everything of the unit in the same grouping and year, so that a difference is what the file lacks.
    """

    figure: str
    year: int
    as_of: str
    grouping: str
    in_file: Decimal
    after: Decimal
    rows: int
    unit: MoneyUnit

    @property
    def label(self) -> str:
        words = Figure(self.figure).label.capitalize()
        return f"{words} per {self.as_of}" if self.as_of else f"{words} {self.year}"

    @property
    def difference(self) -> Decimal:
        return self.after - self.in_file

    @property
    def shown(self) -> dict[str, str]:
        amounts = {"in_file": self.in_file, "after": self.after, "difference": self.difference}
        return {name: self.unit.shown(amount, plus=name == "difference") for name, amount in amounts.items()}


@dataclass(frozen=True, slots=True)
class ControlCheck:
    """The total a user typed beside the figure it is nearest to."""

    figure: FigureSum
    typed: str
    difference: str

    @property
    def holds(self) -> bool:
        return not self.difference


def read_sums(batch: ImportBatch) -> tuple[FigureSum, ...]:
    """The sums of each figure; four queries at most."""
    found = _staged_sums(batch)
    stored = _stored_sums(batch, found)
    sums = []
    for key, row in found.items():
        figure, year, as_of, grouping = key
        after = stored[key] + row["new"] - row["old"] - row["removed"]
        unit = file_unit(batch.mapping.get("scale"), [row["new"], after])
        sums.append(FigureSum(figure, year, as_of, grouping, row["new"], after, row["rows"], unit))
    order = list(Figure)
    return tuple(sorted((one for one in sums if one.rows), key=lambda one: order.index(Figure(one.figure))))


def check_control(batch: ImportBatch, sums: Iterable[FigureSum]) -> ControlCheck | None:
    """None when nothing was typed, or the file has no figure to compare with."""
    expected = batch.control_total
    if expected is None:
        return None
    nearest = min(sums, key=lambda one: abs(one.in_file - expected), default=None)
    if nearest is None:
        return None
    unit = file_unit(batch.mapping.get("scale"), [expected, nearest.in_file])
    difference = nearest.in_file - expected
    return ControlCheck(nearest, unit.with_name(expected), unit.shown(difference, plus=True) if difference else "")


def _staged_sums(batch: ImportBatch) -> dict[_Key, dict[str, Any]]:
    removed = Q(change=Change.REMOVED)
    rows = (
        batch.lines.annotate(grouping=_grouping())
        .values("figure", "year", "as_of", "grouping")
        .annotate(
            new_sum=Sum("new"),
            old_sum=Sum("old", filter=~removed),
            removed_sum=Sum("old", filter=removed),
            rows=Count("pk", filter=~removed),
        )
        .order_by("figure", "-year", "as_of", "grouping")
    )
    return {
        (row["figure"], row["year"], row["as_of"].isoformat() if row["as_of"] else "", row["grouping"]): {
            "new": row["new_sum"] or _ZERO,
            "old": row["old_sum"] or _ZERO,
            "removed": row["removed_sum"] or _ZERO,
            "rows": row["rows"],
        }
        for row in rows
    }


def _grouping() -> Case:
    """The grouping a staged line is counted in."""
    stands_in = [(name, Q(**{f"by_{name}__isnull": False}) | Q(new_places__has_key=name)) for name in _COUNTED]
    return Case(*(When(where, then=Value(name)) for name, where in stands_in), default=Value(""))


def _stored_sums(batch: ImportBatch, wanted: Iterable[_Key]) -> dict[_Key, Decimal]:
    """What is stored now of each figure, year and grouping that the file tells of."""
    units = ids_below([batch.org_unit_id], OrgUnit.objects.child_ids())
    found: dict[_Key, Decimal] = defaultdict(Decimal)
    for figure in {key[0] for key in wanted}:
        years = {key[1] for key in wanted if key[0] == figure}
        if figure == Figure.FORECAST:
            found |= _forecast_sums(units, years)
            continue
        rows = _entries(figure).filter(org_unit__in=units, year__in=years).values("year")
        for row in rows.annotate(**{name: Sum("amount", filter=_stands_in(name)) for name in _COUNTED}):
            for name in _COUNTED:
                found[figure, row["year"], "", name] = row[name] or _ZERO
    return found


def _entries(figure: str) -> QuerySet[Any]:
    """The current amounts of a figure that a file may change."""
    if figure == Figure.OUTCOME:
        return LedgerEntry.objects.current().order_by()
    budget = BudgetEntry.objects.current().order_by()
    if figure == Figure.ORIGINAL:
        return budget.filter(kind=BudgetEntry.Kind.ORIGINAL)
    return budget.filter(kind__in=BudgetEntry.CHANGES).exclude(batch=None)


def _stands_in(grouping: str) -> Q:
    return Q(**{f"by_{grouping}__isnull": False})


def _forecast_sums(units: Iterable[int], years: Iterable[int]) -> dict[_Key, Decimal]:
    rows = Forecast.objects.current().filter(
        forecast_round__org_unit__in=units, forecast_round__year__in=years, layer=Forecast.Layer.UNIT
    )
    summed = rows.order_by().values(
        year=F("forecast_round__year"), as_of=F("forecast_round__as_of"), grouping=F("area__grouping")
    )
    return {
        (Figure.FORECAST.value, row["year"], row["as_of"].isoformat(), row["grouping"]): row["total"] or _ZERO
        for row in summed.annotate(total=Sum("amount"))
    }

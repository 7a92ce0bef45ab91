"""Inläsning: the files of a unit, and what a file that waits would change. Hidden figures are hidden here too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.core.paginator import Page, Paginator

from kommunrapport.measures.models import AgeGroup, Sex
from kommunrapport.numbers import count_word, format_number
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from personnel.hiding import HIDDEN, Hiding, read_hiding
from personnel.imports.columns import COLUMNS, word_of
from personnel.imports.planning import Change, Effect, Plan, plan_import
from personnel.imports.rows import HrRow, Said
from personnel.models import EmploymentForm, Headcount, HrImport, SickLeave, StaffPeriod
from personnel.models.groups import StaffGroup

SHOWN_ROWS, SHOWN_FILES = 120, 100
_OF_PEOPLE = ("employees", "permanent", "fixed_term", "hourly_paid")  # how many they are is never hidden
_NEVER_HIDDEN = (*_OF_PEOPLE, "is_identifiable", "population_note")
_FORMS = dict(zip(_OF_PEOPLE, EmploymentForm, strict=True))
_DECIMALS = {ColumnKind.COUNT: 0, ColumnKind.HOURS: 2, ColumnKind.NUMBER: 2, ColumnKind.PERCENT: 2}
_HAPPENS = {
    Effect.NEW: "Ny",
    Effect.CHANGED: "Ändras",
    Effect.UNCHANGED: "Oförändrad",
    Effect.REMOVED: "Tas bort",
}


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One figure of a row: `old` is what it replaces, where that may be shown."""

    column: ColumnSpec
    text: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One group, its figures in the order of the page's columns, and what happens to it."""

    unit: str
    group: str
    period: str
    cells: tuple[PreviewCell, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class ControlSum:
    heading: str
    total: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What would happen if the file were read in. `seen` goes back with the yes, to notice changes since.

    `period` is that of all rows; empty where they have several.
    """

    seen: str
    period: str
    lead: str
    columns: tuple[ColumnSpec, ...]
    rows: Page[HrRow]
    units: tuple[tuple[str, tuple[PreviewRow, ...]], ...]
    sums: tuple[ControlSum, ...]
    has_hidden: bool
    is_stale: bool
    count: int

    @property
    def button(self) -> str:
        return "Läs in 1 rad" if self.count == 1 else f"Läs in {format_number(Decimal(self.count), 0)} rader"


def read_files(org_unit: OrgUnit) -> tuple[list[HrImport], list[HrImport]]:
    """(those that wait, those that are read in) for a unit, the latest first."""
    files = HrImport.objects.filter(org_unit=org_unit).select_related("created_by").defer("rows")
    return list(files.waiting()[:SHOWN_FILES]), list(files.applied()[:SHOWN_FILES])


def read_preview(batch: HrImport, number: str) -> PreviewPage:
    """The page of a file that waits; `number` is which part of its rows."""
    plan = plan_import([HrRow.from_json(stored) for stored in batch.rows])
    return _Preview(plan).page(number)


class _Preview:
    """A plan as a person reads it, with what is hidden before and after it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        touched = {id(change.before) for change in plan.changes}
        after = [row for row in plan.stored if id(row) not in touched]
        after += [change.after for change in plan.changes if change.after is not None]
        self._before, self._after = _hiding(plan.stored), _hiding(after)
        self._changes = {id(row): changes for row, changes in plan.rows}
        said = {key for row, _ in plan.rows for key in row.values}
        self._columns = tuple(column for column in COLUMNS if column.key in said)
        self._units = OrgUnit.objects.in_bulk({row.org_unit for row, _ in plan.rows})

    def page(self, number: str) -> PreviewPage:
        rows = Paginator([row for row, _ in self._plan.rows], SHOWN_ROWS).get_page(number)
        shown = [self._row(row) for row in rows]
        periods = {_period(row) for row, _ in self._plan.rows}
        hidden = [change for change in self._plan.changes if self._is_hidden(change)]
        return PreviewPage(
            seen=self._plan.seen,
            period=periods.pop() if len(periods) == 1 else "",
            lead=self._lead(),
            columns=self._columns,
            rows=rows,
            units=tuple((unit, tuple(found)) for unit, found in groupby(shown, key=lambda row: row.unit)),
            sums=tuple(self._sums()),
            has_hidden=bool(hidden),
            is_stale=bool(self._plan.problems),
            count=len(self._plan.rows),
        )

    def _is_hidden(self, change: Change) -> bool:
        before, after = change.before, change.after
        return (before is not None and self._before.hides(before)) or (after is not None and self._after.hides(after))

    def _row(self, row: HrRow) -> PreviewRow:
        changes = self._changes[id(row)]
        return PreviewRow(
            unit=self._units[row.org_unit].name,
            group=_group(row),
            period=_period(row),
            cells=tuple(self._cell(row, changes, column) for column in self._columns),
            effect=self._effect(row, changes),
        )

    def _cell(self, row: HrRow, changes: Sequence[Change], column: ColumnSpec) -> PreviewCell:
        if column.key not in row.values:
            return PreviewCell(column)
        change = _change_of(column.key, changes)
        if column.key in _NEVER_HIDDEN or change is None:
            return PreviewCell(column, _shown(column, row.values[column.key]))
        if self._is_hidden(change):
            return PreviewCell(column, HIDDEN)
        old = getattr(change.before, column.key, None) if column.key in change.fields else None
        return PreviewCell(column, _shown(column, row.values[column.key]), "" if old is None else _shown(column, old))

    def _effect(self, row: HrRow, changes: Sequence[Change]) -> str:
        """Of a row with a stored figure that is hidden nothing more is said, since that would tell what it was."""
        effects = {change.effect for change in changes}
        if Effect.NEW not in effects and any(self._is_hidden(change) for change in changes):
            return "Läses in"
        if not effects:
            return _HAPPENS[Effect.UNCHANGED]
        return _HAPPENS[effects.pop() if len(effects) == 1 else Effect.CHANGED]

    def _lead(self) -> str:
        counts: dict[str, int] = {}
        for row, changes in self._plan.rows:
            effect = self._effect(row, changes)
            counts[effect] = counts.get(effect, 0) + 1
        words = [f"{count_word(n)} {_COUNTED[effect][n != 1]}" for effect, n in counts.items()]
        return f"Inget är ändrat ännu. I filen: {', '.join(words)}."

    def _sums(self) -> Iterator[ControlSum]:
        """Of each column over all rows, as Excel would sum it; not where a single hidden figure is part of it."""
        for column in self._columns:
            if column.kind not in (ColumnKind.COUNT, ColumnKind.HOURS) and column.key != "full_time_equivalents":
                continue
            said = [(row, changes) for row, changes in self._plan.rows if row.number(column.key) is not None]
            is_hidden = column.key not in _NEVER_HIDDEN and any(
                (change := _change_of(column.key, changes)) and self._is_hidden(change) for _, changes in said
            )
            total = sum((row.number(column.key) or Decimal(0) for row, _ in said), Decimal(0))
            yield ControlSum(column.heading, HIDDEN if is_hidden else _shown(column, total))


_COUNTED = {
    "Ny": ("ny rad", "nya rader"),
    "Ändras": ("rad som ändras", "rader som ändras"),
    "Oförändrad": ("oförändrad rad", "oförändrade rader"),
    "Tas bort": ("rad som tas bort", "rader som tas bort"),
    "Läses in": ("rad med uppgifter som inte visas", "rader med uppgifter som inte visas"),
}


def _hiding(rows: Sequence[StaffGroup]) -> Hiding:
    return read_hiding(
        headcounts=[row for row in rows if isinstance(row, Headcount)],
        sick_leave=[row for row in rows if isinstance(row, SickLeave)],
        staff_periods=[row for row in rows if isinstance(row, StaffPeriod)],
    )


def _change_of(key: str, changes: Sequence[Change]) -> Change | None:
    """The change that holds the figure of a column."""
    form = _FORMS.get(key, EmploymentForm.ALL)
    for change in changes:
        row = change.row
        if isinstance(row, Headcount) and row.form != form:
            continue
        if key in _OF_PEOPLE and not isinstance(row, Headcount):
            continue
        if key in _OF_PEOPLE or key in {field.name for field in row._meta.concrete_fields}:
            return change
    return None


def _period(row: HrRow) -> str:
    return f"{row.from_date.isoformat()} till {row.to_date.isoformat()}"


def _group(row: HrRow) -> str:
    """ "kvinnor", "30–49 år", "alla": who the row is about."""
    sex = "" if row.sex == Sex.TOTAL else Sex(row.sex).label
    age = "" if row.age_group == AgeGroup.ALL else AgeGroup(row.age_group).label
    other = "" if row.denominator == SickLeave.Denominator.ORDINARY_TIME else "av överenskommen arbetstid"
    return ", ".join(str(part) for part in (sex, age, other) if part).capitalize() or "Alla"


def _shown(column: ColumnSpec, value: Said) -> str:
    if value is None:
        return "tas bort"
    if column.kind is ColumnKind.CHOICE:
        return word_of(column.key, value)
    if isinstance(value, Decimal | int):
        decimals = 1 if column.key == "average_age" else _DECIMALS[column.kind]
        whole = Decimal(value)
        return format_number(whole, 0 if whole == whole.to_integral_value() else decimals)
    return str(value)

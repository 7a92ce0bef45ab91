"""What a file would change: each stored row it touches, as it is and as it would be. Nothing is written here."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kommunrapport.spreadsheets.problems import Problem
from personnel.imports.rows import HrRow, Said
from personnel.models import EmploymentForm, Headcount, SickLeave, StaffPeriod
from personnel.models.groups import StaffGroup

type Kind = type[Headcount] | type[SickLeave] | type[StaffPeriod]
type RowKey = tuple[Kind, tuple[object, ...]]

FORMS: Mapping[str, EmploymentForm] = {
    "permanent": EmploymentForm.PERMANENT,
    "fixed_term": EmploymentForm.FIXED_TERM,
    "hourly_paid": EmploymentForm.HOURLY_PAID,
}
OF_DAY = ("employees", "full_time", "full_time_equivalents", "average_age", "employment_rate")
OF_SICK_LEAVE = ("ordinary_hours", "sick_hours", "long_sick_hours", "population_note")
OF_PERIOD = ("hourly_paid_hours", "overtime_hours", "hired", "left")
_OF_GROUP = ("employees", "is_identifiable")


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(slots=True)
class Change:
    """A stored row before and after, None where there is none. Only the services save it.

    `said` are the fields that the file speaks of, `fields` those whose values differ.
    """

    before: StaffGroup | None
    after: StaffGroup | None
    place: str
    said: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> StaffGroup:
        """As it would be, or as it is when it would be taken away."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 (a change has one of them)
        return row

    @property
    def effect(self) -> Effect:
        if self.before is None:
            return Effect.NEW
        if self.after is None:
            return Effect.REMOVED
        return Effect.CHANGED if self.fields else Effect.UNCHANGED


@dataclass(slots=True)
class Plan:
    """`rows` are those of the file, each with the changes it brings; `stored` is all that there is, for hiding."""

    rows: list[tuple[HrRow, list[Change]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stored: list[StaffGroup] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        """Each once, though several rows may say the same of a day."""
        unique = {id(change): change for _, changes in self.rows for change in changes}
        return list(unique.values())

    @property
    def seen(self) -> str:
        """What the stored rows are at, to tell whether somebody changed any of them since."""
        versions = sorted(f"{c.before._meta.label}.{c.before.pk}.{c.before.version}" for c in self.changes if c.before)
        return hashlib.sha256(" ".join([*versions, str(len(self.changes))]).encode()).hexdigest()


def plan_import(rows: Sequence[HrRow]) -> Plan:
    """Compare the rows of a file with what is stored: three queries."""
    planner = _Planner(rows)
    for row in rows:
        planner.add(row)
    planner.plan.problems += [p for change in planner.plan.changes for p in _broken_rules(change)]
    return planner.plan


class _Planner:
    """Makes the changes of one file; several rows of it may be of the same stored row."""

    def __init__(self, rows: Sequence[HrRow]) -> None:
        stored = [*Headcount.objects.all(), *SickLeave.objects.all(), *StaffPeriod.objects.all()]
        self.plan = Plan(stored=stored)
        units = {row.org_unit for row in rows}
        self._stored: dict[RowKey, StaffGroup] = {_key(one): one for one in stored if one.org_unit_id in units}
        self._changes: dict[RowKey, Change] = {}

    def add(self, row: HrRow) -> None:
        found = [change for model, values, more in _targets(row) if (change := self._change(row, model, values, more))]
        self.plan.rows.append((row, found))
        if not found and any(value is not None for value in row.values.values()):
            sentence = "Raden säger inget som kan sparas. Skriv antal anställda eller timmar."
            self.plan.problems.append(Problem(sentence, row.place))

    def _change(self, row: HrRow, model: Kind, values: dict[str, Said], more: dict[str, object]) -> Change | None:
        """The change that the row brings to one stored row; None when it brings none and there is none."""
        key = (model, (row.org_unit, *more.values(), row.sex, row.age_group))
        change = self._changes.get(key) or self._begin(key, row, more)
        removes = _is_taken_away(model, values)
        is_unknown = change.before is None and key not in self._changes
        if not values or (is_unknown and (removes or not _own(model, values))):
            return None
        change.said |= values.keys()
        change.after = None if removes else change.after
        if change.after is not None:
            for name, value in values.items():
                setattr(change.after, name, _stored_value(name, value))
            change.fields = _differing(change)
        self._changes[key] = change
        return change

    def _begin(self, key: RowKey, row: HrRow, more: dict[str, object]) -> Change:
        before = self._stored.get(key)
        if before is not None:
            return Change(before, copy.copy(before), row.place)
        model, _ = key
        new = model(org_unit_id=row.org_unit, sex=row.sex, age_group=row.age_group, **more)
        return Change(None, new, row.place)


def _targets(row: HrRow) -> Iterator[tuple[Kind, dict[str, Said], dict[str, object]]]:
    """(model, what the row says of it, the rest of its key) for each stored row that the row may be about."""
    group = row.says(*_OF_GROUP)
    for form, name in ((EmploymentForm.ALL, "employees"), *((form, name) for name, form in FORMS.items())):
        said = row.says("is_identifiable")
        if name in row.values:
            said["employees"] = row.values[name]
        if form == EmploymentForm.ALL:
            said |= row.says(*OF_DAY)
        yield Headcount, said, {"as_of": row.to_date, "form": str(form)}
    dates: dict[str, object] = {"from_date": row.from_date, "to_date": row.to_date}
    yield SickLeave, group | row.says(*OF_SICK_LEAVE), dates | {"denominator": row.denominator}
    yield StaffPeriod, group | row.says(*OF_PERIOD), dates


def _own(model: Kind, values: Mapping[str, Said]) -> bool:
    """Whether something is said that makes a row: not only how many the group are, or that something is missing."""
    shared = ("is_identifiable",) if model is Headcount else _OF_GROUP
    return any(value is not None for name, value in values.items() if name not in shared)


def _is_taken_away(model: Kind, values: Mapping[str, Said]) -> bool:
    """ "saknas" in a cell that a stored row can't be without takes the whole row away."""
    needed = {Headcount: ("employees",), SickLeave: ("ordinary_hours", "sick_hours"), StaffPeriod: ()}[model]
    return any(name in values and values[name] is None for name in needed)


def _stored_value(name: str, value: Said) -> Said:
    if value is not None:
        return value
    nothing: dict[str, Said] = {"population_note": "", "is_identifiable": False}
    return nothing.get(name)


def _differing(change: Change) -> tuple[str, ...]:
    before, after = change.before, change.after
    if before is None or after is None:
        return ()
    names = [f.attname for f in after._meta.concrete_fields if f.name not in {"id", "version", "batch"}]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _key(row: StaffGroup) -> RowKey:
    match row:
        case Headcount():
            more: tuple[object, ...] = (row.as_of, row.form)
            return Headcount, (row.org_unit_id, *more, row.sex, row.age_group)
        case SickLeave():
            more = (row.from_date, row.to_date, row.denominator)
            return SickLeave, (row.org_unit_id, *more, row.sex, row.age_group)
        case StaffPeriod():
            return StaffPeriod, (row.org_unit_id, row.from_date, row.to_date, row.sex, row.age_group)
    raise TypeError(type(row).__name__)


def _broken_rules(change: Change) -> Iterator[Problem]:
    """What would be wrong with a row after the file. Nothing here depends on how large a stored figure is."""
    after = change.after
    match after:
        case Headcount(employees=None):
            yield Problem("Skriv hur många anställda gruppen har. De andra uppgifterna bygger på det.", change.place)
        case Headcount() if _lacks(change, "full_time") and "employees" in change.fields:
            yield Problem("Antalet anställda är ändrat. Skriv också hur många som arbetar heltid.", change.place)
        case SickLeave() | StaffPeriod() if after.employees is None and change.effect is Effect.NEW:
            sentence = "Skriv hur många anställda gruppen har, så att uppgifter om få personer inte visas."
            yield Problem(sentence, change.place)
        case SickLeave(ordinary_hours=None) | SickLeave(sick_hours=None):
            yield Problem("Skriv både ordinarie timmar och sjuktimmar. Andelen räknas av båda.", change.place)
        # Asked for whether the hours are others than before or not: else the answer would tell what they were.
        case SickLeave() if _lacks(change, "long_sick_hours") and "sick_hours" in change.said:
            yield Problem("Sjuktimmarna står i filen. Skriv också timmarna i långa perioder.", change.place)


def _lacks(change: Change, part: str) -> bool:
    """Whether a part of another figure is stored, and the file is silent about it."""
    return getattr(change.before, part, None) is not None and part not in change.said

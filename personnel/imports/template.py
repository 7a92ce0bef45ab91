"""The HR template: the statutory groups of a unit and those below it, with what is stored and may be shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.spreadsheets.columns import Value, write_template
from personnel.hiding import HIDDEN, Hiding, read_hiding
from personnel.imports.columns import COLUMNS, STATUTORY_GROUPS, word_of
from personnel.imports.planning import FORMS, OF_DAY, OF_PERIOD, OF_SICK_LEAVE
from personnel.imports.units import UnitNames
from personnel.models import EmploymentForm, Headcount, SickLeave, StaffPeriod
from personnel.models.groups import StaffGroup

type Key = tuple[object, ...]


def template_workbook(org_unit: OrgUnit, period: Period) -> bytes:
    """The template as an .xlsx. Each row has its group filled in already, so that only figures are to be written."""
    stored = _Stored(period)
    names = UnitNames(org_unit)
    units = [unit for unit in names.units if _exists_in(unit, period)]
    rows = (stored.row(unit, names.name_of(unit), *group) for unit in units for group in STATUTORY_GROUPS)
    return write_template(f"Personal {period}", COLUMNS, rows)


class _Stored:
    """What is stored of one period, and what of it is hidden."""

    def __init__(self, period: Period) -> None:
        self._dates = datetime.date(int(period), 1, 1), period.last_day
        headcounts, sick_leave = list(Headcount.objects.all()), list(SickLeave.objects.all())
        periods = list(StaffPeriod.objects.all())
        self._hiding: Hiding = read_hiding(headcounts=headcounts, sick_leave=sick_leave, staff_periods=periods)
        ordinary = [row for row in sick_leave if row.denominator == SickLeave.Denominator.ORDINARY_TIME]
        self._rows: Mapping[Key, StaffGroup] = {
            **{(_of(row), row.form): row for row in headcounts if row.as_of == self._dates[1]},
            **{(_of(row), SickLeave): row for row in ordinary if (row.from_date, row.to_date) == self._dates},
            **{(_of(row), StaffPeriod): row for row in periods if (row.from_date, row.to_date) == self._dates},
        }

    def row(self, unit: OrgUnit, name: str, sex: str, age_group: str) -> dict[str, Value]:
        group = (unit.pk, sex, age_group)
        return {
            "unit": name,
            "from_date": self._dates[0],
            "to_date": self._dates[1],
            "sex": word_of("sex", sex),
            "age_group": word_of("age_group", age_group),
            **dict(self._people(group)),
            **self._shown(self._rows.get((group, EmploymentForm.ALL)), OF_DAY[1:]),
            **self._shown(self._rows.get((group, SickLeave)), OF_SICK_LEAVE),
            **self._shown(self._rows.get((group, StaffPeriod)), OF_PERIOD),
            **self._marked(group),
        }

    def _people(self, group: Key) -> Iterator[tuple[str, Value]]:
        """How many they are is never hidden."""
        for name, form in (("employees", EmploymentForm.ALL), *FORMS.items()):
            if (found := self._rows.get((group, form))) is not None:
                yield name, found.employees

    def _shown(self, row: StaffGroup | None, names: tuple[str, ...]) -> dict[str, Value]:
        """The figures of a row, with the word for hidden where there is one that may not be shown."""
        if row is None:
            return {}
        values = {name: getattr(row, name) for name in names}
        is_hidden = self._hiding.hides(row)
        hidden = {name for name in values if is_hidden and values[name] is not None and name != "population_note"}
        return {name: HIDDEN if name in hidden else value for name, value in values.items()}

    def _marked(self, group: Key) -> dict[str, Value]:
        """Where only some figures of the group are marked the cell is empty, which leaves each as it is."""
        places: tuple[object, ...] = (EmploymentForm.ALL, SickLeave, StaffPeriod)
        rows = [row for place in places if (row := self._rows.get((group, place)))]
        is_marked = rows and all(row.is_identifiable for row in rows)
        return {"is_identifiable": word_of("is_identifiable", True)} if is_marked else {}


def _of(row: StaffGroup) -> Key:
    return row.org_unit_id, row.sex, row.age_group


def _exists_in(unit: OrgUnit, period: Period) -> bool:
    first, last = datetime.date(int(period), 1, 1), period.last_day
    return (unit.valid_from is None or unit.valid_from <= last) and (unit.valid_to is None or unit.valid_to >= first)

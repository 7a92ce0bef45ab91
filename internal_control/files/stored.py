"""What is stored of a unit's register and may stand in a file, by the columns of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from internal_control.files.columns import Kind
from internal_control.models import ImprovementAction, PlannedControl, Risk, RiskRating
from internal_control.plan_read import planned_controls
from internal_control.reach import units_in_view
from kommunrapport.http import Lens
from kommunrapport.organisation.models import Position
from kommunrapport.spreadsheets.columns import Value


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row by its number. `keys` are ids of what is saved and `versions` their versions, by name."""

    kind: Kind
    number: int
    values: Mapping[str, Value]
    keys: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)


class Register:
    """The rows of a unit and year without anything confidential, and what a row may refer to."""

    def __init__(self, lens: Lens) -> None:
        unit, year = lens.org_unit, lens.year.calendar_year
        risks = list(Risk.objects.filter(org_unit=unit).valid_in(year).shown().select_related("owner"))
        ratings = {r.risk_id: r for r in RiskRating.objects.filter(risk__in=risks, year=year)}
        controls = planned_controls(unit, year).shown()
        actions = ImprovementAction.objects.filter(org_unit=unit).open_in(year).shown()
        self.rows = [
            *(_risk(risk, ratings.get(risk.pk)) for risk in risks),
            *(_control(control) for control in controls),
            *(_action(action) for action in actions.select_related("responsible", "risk")),
        ]
        self.risks = {risk.number: risk.pk for risk in risks}
        self._by_number = {(row.kind, row.number): row for row in self.rows}
        self._positions = list(Position.objects.filter(org_unit__in=units_in_view(unit)))

    def of_kind(self, kind: Kind) -> list[StoredRow]:
        return [row for row in self.rows if row.kind == kind]

    def find(self, kind: Kind, number: int) -> StoredRow | None:
        return self._by_number.get((kind, number))

    def position(self, title: str) -> int | None:
        """The id of the one position that is called that; None when none is, or several."""
        plain = " ".join(title.casefold().split())
        found = [p.pk for p in self._positions if " ".join(p.title.casefold().split()) == plain]
        return found[0] if len(found) == 1 else None


def _risk(risk: Risk, rating: RiskRating | None) -> StoredRow:
    values = dict(_fields(risk, "title", "area", "category", "cause", "consequence", "existing_control", "handling"))
    values |= dict(_fields(rating, "likelihood", "impact", "reason")) if rating else {}
    values["owner"] = risk.owner.title if risk.owner else None
    versions = {"risk": risk.version, "rating": rating.version if rating else 0}
    return StoredRow(Kind.RISK, risk.number, values, {"risk": risk.pk}, versions)


def _control(control: PlannedControl) -> StoredRow:
    test = control.control_test
    names = ("area", "title", "objective", "method", "extent", "frequency", "reports_to")
    values = dict(_fields(test, *names)) | dict(_fields(control, "due_on", "due_text"))
    values["risk"] = test.risk.number if test.risk else None
    values["responsible"] = test.responsible.title if test.responsible else test.responsible_text or None
    versions = {"test": test.version, "planned": control.version}
    return StoredRow(Kind.CONTROL, test.pk, values, {"test": test.pk, "planned": control.pk}, versions)


def _action(action: ImprovementAction) -> StoredRow:
    values = dict(_fields(action, "text", "due_on", "due_text", "status", "closed_on", "remark"))
    values["control"] = action.control_test_id
    values["risk"] = action.risk.number if action.risk else None
    values["responsible"] = action.responsible.title if action.responsible else action.responsible_text or None
    return StoredRow(Kind.ACTION, action.pk, values, {"action": action.pk}, {"action": action.version})


def _fields(row: object, *names: str) -> Iterator[tuple[str, Value]]:
    for name in names:
        yield name, getattr(row, name) or None

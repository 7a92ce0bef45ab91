"""The year's risks in a report: the matrix as a picture, and the list with what each is judged to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from internal_control.matrix import RatedRisk, RiskMatrix, read_matrix
from internal_control.models import Risk
from internal_control.scale import LegendEntry
from internal_control.sections.reading import units_reported
from internal_control.tables import risk_table
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class RiskChoices:
    """The picture, the list, or both."""

    title: str = field(default="Riskbedömning", metadata={"label": "Rubrik"})
    with_matrix: bool = field(default=True, metadata={"label": "Visa riskmatrisen"})
    with_list: bool = field(default=True, metadata={"label": "Visa listan över risker"})


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the matrix: its score, its tone, and the numbers of the risks in it."""

    score: int
    tone: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A row of the matrix."""

    label: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """The matrix as it is drawn: impact grows to the right, likelihood upwards."""

    caption: str
    impacts: tuple[str, ...]
    rows: tuple[Likelihood, ...]
    legend: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class UnitRisks:
    """The risks of one unit. None is what was not chosen; there is no picture of risks that nobody has rated."""

    matrix: MatrixPicture | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class RiskReport:
    """Each unit with its own, since its numbers are its own; the report's unit first."""

    units: tuple[UnitRisks, ...]


@section("internal_control.risk_matrix", title="Riskmatris", params=RiskChoices)
def risk_matrix(scope: ReportScope, params: RiskChoices) -> RiskReport:
    """Risks of the year, highest score first."""
    whole = scope.memo("internal_control.risks", lambda: _read(scope))
    units = sorted(
        {rated.risk.org_unit for rated in whole.risks},
        key=lambda unit: (unit != scope.org_unit, unit.order, unit.name, unit.pk),
    )
    return RiskReport(tuple(_unit_risks(whole, unit, scope, params) for unit in units))


def _read(scope: ReportScope) -> RiskMatrix:
    risks = Risk.objects.filter(org_unit__in=units_reported(scope))
    return read_matrix(risks.valid_in(int(scope.year)).shown(), int(scope.year))


def _unit_risks(whole: RiskMatrix, unit: OrgUnit, scope: ReportScope, params: RiskChoices) -> UnitRisks:
    rated = [one for one in whole.risks if one.risk.org_unit == unit]
    of_whom = "" if unit == scope.org_unit else f", {unit}"
    caption = f"{params.title} {int(scope.year)}{of_whom}"
    draws = params.with_matrix and any(one.rating for one in rated)
    return UnitRisks(
        matrix=_picture(whole, rated, caption) if draws else None,
        table=risk_table(rated, own=unit, caption=f"Risker {int(scope.year)}{of_whom}") if params.with_list else None,
    )


def _picture(whole: RiskMatrix, rated: Iterable[RatedRisk], caption: str) -> MatrixPicture:
    """The squares of the whole, with the numbers of these risks alone."""
    own = {one.risk.pk for one in rated}
    rows = [
        Likelihood(
            str(row.step),
            tuple(
                Square(cell.score, cell.tone, tuple(risk.number for risk in cell.risks if risk.pk in own))
                for cell in row.cells
            ),
        )
        for row in whole.rows
    ]
    return MatrixPicture(caption, tuple(str(step) for step in whole.columns), tuple(rows), whole.scale.legend())

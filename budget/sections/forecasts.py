"""How good the forecast was, and the plan to come back into balance when it shows a deficit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budget.area_figures import total_of
from budget.figures import Statement
from budget.models import CorrectionAction, CorrectionFollowUp
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, rounding_shows
from budget.sections.choices import FIRST_HEADS, GROUPING, GROUPINGS, MoneyChoices, VarianceChoices, choice, unit_name
from budget.sections.reading import grouping_of, rows_of, statement_of
from budget.statement_table import TableForm, statement_table
from kommunrapport.dates import format_date
from kommunrapport.numbers import NO_BREAK_SPACE, format_number
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

PLAN_GROUPING = choice("Underskottet räknas på prognosen efter", GROUPINGS)
ACCURACY_NOTE = "Plus betyder att utfallet blev bättre än prognosen."


@dataclass(frozen=True, slots=True)
class AccuracyChoices(VarianceChoices):
    """The forecast beside the outcome."""

    title: str = field(default="Prognos och utfall", metadata={"label": "Tabellens rubrik"})
    grouping: str = field(default="unit", metadata=GROUPING)
    with_table: bool = field(default=True, metadata={"label": "Visa tabellen"})


@dataclass(frozen=True, slots=True)
class AccuracyReport:
    """The last forecast against the outcome, and the same of the total in a sentence. None without a forecast."""

    table: Table | None
    sentence: str = ""


@section("budget.forecast_accuracy", title="Prognos och utfall", params=AccuracyChoices)
def forecast_accuracy(scope: ReportScope, params: AccuracyChoices) -> AccuracyReport:
    """The last forecast of the year against the outcome, area by area."""
    grouping = grouping_of(scope, params.grouping)
    statement = statement_of(scope, grouping)
    rows = rows_of(scope, statement)
    if not any(row.figures.forecast is not None for row in rows):
        return AccuracyReport(None)
    form = TableForm(
        columns=("forecast", "outcome", "forecast_error"),
        presentation=params.presentation,
        first=FIRST_HEADS[statement.grouping],
        caption=params.caption(scope),
        note=ACCURACY_NOTE,
    )
    error = rows[-1].figures.forecast_error
    table = statement_table(statement, form, rows) if params.with_table else None
    return AccuracyReport(table, _sentence(scope, statement, params, error))


def _sentence(scope: ReportScope, statement: Statement, params: MoneyChoices, error: Decimal | None) -> str:
    """In words: "Utfallet blev 438 tkr bättre än prognosen per 31 augusti 2016."; empty without an outcome."""
    if error is None:
        return ""
    day = statement.forecast_as_of
    forecast = f"prognosen per {format_date(day)}" if day else "den senaste prognosen"
    size = format_number(params.presentation.rounded(abs(error)), params.presentation.decimals)
    if not params.presentation.rounded(error):
        return f"Utfallet blev som {forecast}."
    amount = f"{size}{NO_BREAK_SPACE}{unit_name(params.presentation.unit, scope.labels)}"
    return f"Utfallet blev {amount} {'bättre' if error > 0 else 'sämre'} än {forecast}."


@dataclass(frozen=True, slots=True)
class PlanChoices(MoneyChoices):
    """The plan to come back into balance."""

    title: str = field(default="Åtgärder för ekonomi i balans", metadata={"label": "Tabellens rubrik"})
    grouping: str = field(default="unit", metadata=PLAN_GROUPING)
    with_follow_up: bool = field(default=True, metadata={"label": "Visa uppföljning"})


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The forecast deficit in a sentence, and the åtgärder; nothing when there is neither."""

    sentence: str
    table: Table | None


@section("budget.correction_plan", title="Åtgärder för ekonomi i balans", params=PlanChoices)
def correction_plan(scope: ReportScope, params: PlanChoices) -> PlanReport:
    """The åtgärder with their effects and how they stand, and how far they reach."""
    actions = list(
        CorrectionAction.objects.filter(org_unit=scope.org_unit, year=int(scope.year)).select_related("responsible")
    )
    total = statement_of(scope, grouping_of(scope, params.grouping)).total
    effect = total_of(_effects(a)[0] for a in actions if a.status != CorrectionAction.Status.DROPPED)
    sentence = _balance(scope, params, total.forecast_variance, effect)
    return PlanReport(sentence, _plan_table(scope, params, actions) if actions else None)


def _balance(scope: ReportScope, params: MoneyChoices, variance: Decimal | None, effect: Decimal | None) -> str:
    """What the forecast lacks and what the plan gives; empty while the forecast is in balance."""
    if variance is None or variance >= 0:
        return ""
    shown, unit = params.presentation, unit_name(params.presentation.unit, scope.labels)
    lacks = f"Prognosen visar ett underskott på {shown.amount(-variance)}{NO_BREAK_SPACE}{unit}."
    if effect is None:
        return f"{lacks} Det finns inga beslutade åtgärder."
    return f"{lacks} Åtgärderna väntas ge {shown.amount(effect)}{NO_BREAK_SPACE}{unit} i år."


def _plan_table(scope: ReportScope, params: PlanChoices, actions: Sequence[CorrectionAction]) -> Table:
    follow_ups = _latest_follow_ups(scope, actions) if params.with_follow_up else {}
    shown = params.presentation
    columns = [
        Column("Åtgärd"),
        Column("Ansvarig"),
        Column("Beslut"),
        Column(f"Effekt i{NO_BREAK_SPACE}år", True, this_year=True),
    ]
    columns += [Column("Helårseffekt", numeric=True), Column("Läge")]
    columns += [Column("Uppföljning")] if follow_ups else []
    rows = [_plan_row(action, shown, follow_ups) for action in actions]
    if len(actions) > 1:
        rows.append(_plan_total(actions, shown, len(columns)))
    effects = [_effects(action) for action in actions]
    additions = [Addition(total_of(amounts), tuple(amounts)) for amounts in zip(*effects, strict=True)]
    source = DOES_NOT_ADD_UP if rounding_shows(additions, shown) else ""
    return Table(tuple(columns), tuple(rows), params.caption(scope), source, wide=True)


def _latest_follow_ups(scope: ReportScope, actions: Sequence[CorrectionAction]) -> dict[int, CorrectionFollowUp]:
    """The last word on each åtgärd at or before the report's occasion."""
    found = CorrectionFollowUp.objects.filter(action__in=actions, forecast_round__as_of__lte=scope.year.last_day)
    return {follow_up.action_id: follow_up for follow_up in found.order_by("forecast_round__as_of")}


def _plan_row(action: CorrectionAction, shown: Presentation, follow_ups: dict[int, CorrectionFollowUp]) -> Row:
    this_year, full_year = _effects(action)
    cells = [
        Cell(action.text),
        Cell(str(action.responsible or "")),
        Cell(action.decision),
        shown.amount_cell(this_year),
        shown.amount_cell(full_year),
        Cell(action.get_status_display().capitalize()),
    ]
    if follow_ups:
        said = follow_ups.get(action.pk)
        cells.append(Cell(said.text if said else ""))
    return Row(tuple(cells))


def _plan_total(actions: Sequence[CorrectionAction], shown: Presentation, width: int) -> Row:
    effects = [_effects(action) for action in actions]
    totals = (total_of(this_year for this_year, _ in effects), total_of(full_year for _, full_year in effects))
    cells = [Cell("Summa"), Cell(""), Cell(""), *map(shown.amount_cell, totals)]
    return Row((*cells, *[Cell("")] * (width - len(cells))), RowKind.TOTAL, sum_of=tuple(range(len(actions))))


def _effects(action: CorrectionAction) -> tuple[Decimal, Decimal | None]:
    """This year and in a full year; an åtgärd that did not come about has none."""
    if action.status == CorrectionAction.Status.DROPPED:
        return Decimal(0), Decimal(0)
    return action.effect_this_year, action.effect_full_year

"""Plans that are not decided, years that nobody has concluded, and risks that nobody has judged or planned for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from internal_control.checks.finding import control_finding, due_severity
from internal_control.models import ControlConclusion, ControlPlan, PlannedControl, Risk, RiskRating
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("internal_control.plan", title="Kontrollplaner utan beslut")
def undecided_plans(scope: CheckScope) -> Iterator[Finding]:
    """A plan that nobody has decided: a warning when its year has begun."""
    has_begun = scope.today >= datetime.date(int(scope.year), 1, 1)
    for plan in _plans(scope):
        if plan.is_decided:
            continue
        yield control_finding(
            scope,
            key=plan.pk,
            org_unit_id=plan.org_unit_id,
            text="Internkontrollplanen är inte beslutad",
            place="Kontrollplanen",
            page="plan",
            why=f"Den öppnades igen: {plan.reopened_reason}." if plan.reopened_reason else "",
            mend="Registrera beslutet",
            severity=Severity.WARNING if has_begun else Severity.INFO,
        )


@rule("internal_control.conclusion", title="Samlad bedömning av intern kontroll")
def years_without_conclusion(scope: CheckScope) -> Iterator[Finding]:
    """A nämnd that had a plan says at the end of the year whether its internal control is sufficient."""
    if scope.occasion.kind != FULL_YEAR:
        return
    said = ControlConclusion.objects.filter(year=scope.year, org_unit__in=scope.unit_ids)
    concluded = set(said.values_list("org_unit", flat=True))
    for plan in _plans(scope):
        if plan.org_unit_id in concluded:
            continue
        yield control_finding(
            scope,
            key=plan.pk,
            org_unit_id=plan.org_unit_id,
            text="Den samlade bedömningen av intern kontroll saknas",
            place="Intern kontroll",
            page="conclusion",
            mend="Bedöm",
            severity=due_severity(scope),
        )


@rule("internal_control.ratings", title="Risker utan bedömning")
def risks_without_rating(scope: CheckScope) -> Iterator[Finding]:
    """A risk of the year that nobody has judged this year."""
    rated = set(RiskRating.objects.filter(year=scope.year).values_list("risk", flat=True))
    for risk in _risks(scope):
        if risk.pk not in rated:
            yield _of_risk(scope, risk, f"{_risk_name(risk)} är inte bedömd {int(scope.year)}", "Bedöm risken")


@rule("internal_control.planned", title="Risker utan kontroll")
def risks_without_control(scope: CheckScope) -> Iterator[Finding]:
    """A risk that was to be controlled has nothing in the plan of the year."""
    planned = set(PlannedControl.objects.for_year(scope.year).values_list("control_test__risk", flat=True))
    for risk in _risks(scope):
        if risk.handling == Risk.Handling.CONTROL and risk.pk not in planned:
            yield _of_risk(scope, risk, f"{_risk_name(risk)} har ingen kontroll i planen", "Se risken")


def _risk_name(risk: Risk) -> str:
    return "En risk med sekretess" if risk.is_confidential else f"Risk {risk.number}, {risk.title},"


def _of_risk(scope: CheckScope, risk: Risk, text: str, mend: str) -> Finding:
    return control_finding(
        scope,
        key=risk.pk,
        org_unit_id=risk.org_unit_id,
        text=text,
        place="Risker",
        page="overview" if risk.is_confidential else "risk_detail",
        args=() if risk.is_confidential else (risk.pk,),
        mend=mend,
        severity=due_severity(scope),
    )


def _plans(scope: CheckScope) -> list[ControlPlan]:
    """The units' plans of the year, read once for the rules."""
    return scope.memo(
        "control plans of units",
        lambda: list(ControlPlan.objects.filter(year=scope.year, org_unit__in=scope.unit_ids)),
    )


def _risks(scope: CheckScope) -> list[Risk]:
    """The units' risks of the year, read once for the rules."""
    return scope.memo(
        "risks of units", lambda: list(Risk.objects.valid_in(scope.year).filter(org_unit__in=scope.unit_ids))
    )

"""Outcomes that are missing, and measures that nobody answers for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kommunrapport.dates import format_date
from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.in_use import measures_in_use, once_each
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import MeasureSeries, Wanted
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope

# Measured once a year or less: nobody expects an outcome in the middle of it.
ONCE_A_YEAR = (Measure.Frequency.YEARLY, Measure.Frequency.EVERY_OTHER_YEAR, Measure.Frequency.IRREGULAR)


@rule("measures.missing", title="Mätningar utan utfall")
def missing_outcomes(scope: CheckScope) -> Iterator[Finding]:
    """Neither an outcome nor a reason why there is none; a warning when the last day has passed."""
    if not scope.follows_up:
        return
    for wanted, series in once_each(measures_in_use(scope)):
        if _is_asked_for(scope, wanted.measure) and not _is_answered(series):
            yield _finding(
                scope,
                wanted,
                Severity.WARNING if scope.is_due else Severity.INFO,
                f"{wanted.measure.name} saknar utfall",
                "Skriv ett värde, eller varför det inte finns.",
                "Registrera utfallet",
            )


@rule("measures.owner", title="Mätningar utan ansvarig")
def without_owner(scope: CheckScope) -> Iterator[Finding]:
    """Nobody is reminded of an outcome that nobody answers for."""
    for wanted, _ in once_each(measures_in_use(scope)):
        if wanted.measure.owner_id is None and not wanted.measure.is_derived:
            yield _finding(
                scope,
                wanted,
                Severity.INFO,
                f"{wanted.measure.name} har ingen ansvarig",
                "Administratören anger vem som svarar för mätningen.",
                "Visa mätningen",
            )


@rule("measures.expected", title="Utfall som väntas")
def late_outcomes(scope: CheckScope) -> Iterator[Finding]:
    """Said to come, without saying when, or on a day that has passed."""
    for wanted, series in once_each(measures_in_use(scope)):
        observation = series.main.latest.observation
        if observation is None or observation.status != Observation.Status.EXPECTED:
            continue
        why = _why_late(observation, scope.today)
        if why:
            text = f"Utfallet för {wanted.measure.name} har inte kommit"
            yield _finding(scope, wanted, Severity.WARNING, text, why, "Registrera utfallet")


def _why_late(observation: Observation, today: datetime.date) -> str:
    if observation.expected_on and observation.expected_on < today:
        return f"Det skulle komma {format_date(observation.expected_on)}."
    if observation.expected_on is None and not observation.expected_text:
        return "Det står att det kommer senare, men inte när."
    return ""


def _is_asked_for(scope: CheckScope, measure: Measure) -> bool:
    if measure.is_derived:
        return False
    return scope.occasion.kind == FULL_YEAR or measure.frequency not in ONCE_A_YEAR


def _is_answered(series: MeasureSeries) -> bool:
    return any(part.latest.observation is not None for part in series.all)


def _finding(scope: CheckScope, wanted: Wanted, severity: Severity, text: str, why: str, mend: str) -> Finding:
    return Finding(
        key=wanted.measure.slug,
        severity=severity,
        text=text,
        where=measure_place(scope, wanted.org_unit_id),
        url=measure_url(scope, wanted.measure, wanted.org_unit_id),
        why=why,
        mend=mend,
        org_unit_id=wanted.org_unit_id,
    )

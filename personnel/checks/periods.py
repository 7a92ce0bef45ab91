"""Sick leave that is missing for the year, is not of all of it, or is of others than the year before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kommunrapport.numbers import count_word
from kommunrapport.organisation.period import FULL_YEAR, Period
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.reports.models import ChapterSection
from personnel.checks.reading import reader_of, sick_leave_of_year, staff_finding
from personnel.figures import ALL, NOT_KNOWN, PARTS, Margin, SickLeaveFigures
from personnel.models import SickLeave
from personnel.tables.words import is_whole_year, period_words

SECTIONS = "personnel.sick_leave"
ORDINARY, AGREED = SickLeave.Denominator.ORDINARY_TIME, SickLeave.Denominator.AGREED_TIME


@rule("personnel.missing", title="Sjukfrånvaro som saknas")
def missing_sick_leave(scope: CheckScope) -> Iterator[Finding]:
    """For units that show it in a report, or had it the year before: a warning when the last day has passed."""
    if not scope.follows_up or not _is_asked_for(scope):
        return
    found, severity = _found(scope), Severity.WARNING if scope.is_due else Severity.INFO
    missing = [one for one in _seven(found) if one == NOT_KNOWN]
    if found.dates is None:
        yield staff_finding(scope, "none", severity, f"Sjukfrånvaron för {scope.year} saknas", "HR läser in den.")
    elif missing:
        things = "En av de sju uppgifterna" if len(missing) == 1 else f"{_count(len(missing))} av de sju uppgifterna"
        yield staff_finding(scope, "some", severity, f"{things} om sjukfrånvaro saknas", "Lagen räknar upp dem alla.")


def _count(number: int) -> str:
    return count_word(number).capitalize()


def _seven(found: SickLeaveFigures) -> list[object]:
    return [*(found.of(*margin) for margin in (ALL, *PARTS)), found.long_share]


def _is_asked_for(scope: CheckScope) -> bool:
    before = reader_of(scope).sick_leave(scope.org_unit, scope.year.back(1))
    return before.dates is not None or _found(scope).dates is not None or _is_in_a_report(scope)


def _is_in_a_report(scope: CheckScope) -> bool:
    shown = ChapterSection.objects.filter(key=SECTIONS, chapter__report__occasion=scope.occasion)
    return shown.filter(chapter__report__org_unit=scope.org_unit).exists()


def _found(scope: CheckScope) -> SickLeaveFigures:
    return reader_of(scope).sick_leave(scope.org_unit, scope.year)


@rule("personnel.partial_year", title="Sjukfrånvaro för en del av året")
def partial_year(scope: CheckScope) -> Iterator[Finding]:
    """What is said of a whole year must be of the calendar year."""
    found = _found(scope)
    if scope.occasion.kind == FULL_YEAR and found.dates is not None and not is_whole_year(found.dates):
        yield staff_finding(
            scope,
            "partial",
            Severity.WARNING,
            f"Sjukfrånvaron för {scope.year} är inte för hela året",
            f"Den avser {period_words(found.dates)}. I årsredovisningen ska den avse januari till december.",
        )


@rule("personnel.population", title="Samma sätt att räkna sjukfrånvaro")
def another_population(scope: CheckScope) -> Iterator[Finding]:
    """The people counted are those of the year before, and all groups of a period are shares of the same time."""
    now, before = _found(scope), reader_of(scope).sick_leave(scope.org_unit, _last_year(scope))
    if now.dates and before.dates and now.population_note != before.population_note:
        why = f"{scope.year}: {_said(now)} {int(scope.year) - 1}: {_said(before)}"
        text = "Sjukfrånvaron avser inte samma anställda som förra året"
        yield staff_finding(scope, "population", Severity.INFO, text, why)
    yield from _mixed_time(scope)


def _last_year(scope: CheckScope) -> Period:
    return scope.year.back(1)


def _said(found: SickLeaveFigures) -> str:
    return f"{found.population_note.rstrip('.')}." if found.population_note else "inget är sagt om vilka som räknas."


def _mixed_time(scope: CheckScope) -> Iterator[Finding]:
    """Groups of a unit and period that are only shares of agreed time, while others are of ordinary time."""
    groups: dict[tuple[int, date, date], dict[str, set[Margin]]] = {}
    for row in sick_leave_of_year(scope):
        place = groups.setdefault((row.org_unit_id, row.from_date, row.to_date), {})
        place.setdefault(row.denominator, set()).add((row.sex, row.age_group))
    for (unit, first, last), found in groups.items():
        if found.get(ORDINARY) and found.get(AGREED, set()) - found[ORDINARY]:
            yield staff_finding(
                scope,
                f"time:{first}:{last}",
                Severity.WARNING,
                "Några grupper har sjukfrånvaro bara av överenskommen arbetstid",
                f"Det gäller {period_words((first, last))}. Lagens uppgifter är av ordinarie arbetstid.",
                unit,
            )

"""Budget changes that nobody has decided, or that nothing pays for."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from budget.checks.reading import kronor
from budget.models import BudgetArea, BudgetEntry
from budget.models.entries import PLACES
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("budget.decisions", title="Budgetändringar")
def changes_without_decision(scope: CheckScope) -> Iterator[Finding]:
    """Every change of the budget has a decision, and an addition says what pays for it."""
    changes = BudgetEntry.objects.current().filter(
        org_unit__in=scope.unit_ids, year=scope.year, kind__in=BudgetEntry.CHANGES
    )
    entries = list(changes.select_related(*PLACES))
    givers = {entry.transfer: entry for entry in entries if entry.transfer and entry.amount < 0}
    receivers = {entry.transfer for entry in entries if entry.transfer and entry.amount > 0}
    for entry in entries:
        if entry.amount < 0 and entry.transfer in receivers:
            continue  # one decision, told where the money came
        giver = givers.get(entry.transfer) if entry.amount > 0 else None
        source = f" från {_area(giver)}" if giver else ""
        named = f"{entry.get_kind_display().capitalize()}{source} till {_area(entry)}"
        if not entry.has_decision:
            yield _finding(scope, entry, "decision", f"{named} har inget beslut", "Skriv vem som beslutade, och när.")
        if entry.kind == BudgetEntry.Kind.SUPPLEMENTARY and not entry.financing and entry.amount > 0:
            yield _finding(scope, entry, "financing", f"{named} säger inte vad som betalar", "Skriv finansieringen.")


def _area(entry: BudgetEntry) -> BudgetArea | None:
    return next((area for area in (getattr(entry, place) for place in PLACES) if area), None)


def _finding(scope: CheckScope, entry: BudgetEntry, what: str, text: str, advice: str) -> Finding:
    unit = scope.units[entry.org_unit_id]
    return Finding(
        key=f"{entry.pk}-{what}",
        severity=Severity.ERROR if what == "decision" else Severity.WARNING,
        text=text,
        where=f"Budget {scope.year}, {unit.name}",
        url=f"{reverse('budget:budget_register', args=[scope.year, unit.slug])}#andringar",
        why=f"Beloppet är {kronor(entry.amount)}. {advice}",
        mend="Visa budgeten",
        org_unit_id=unit.pk,
    )

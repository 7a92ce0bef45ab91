"""Controls that nobody has reported, and deviations that nothing is done about."""

from __future__ import annotations

from collections.abc import Iterator

from internal_control.checks.finding import control_finding
from internal_control.models import ImprovementAction, PlannedControl
from internal_control.status import control_is_late, when_words
from kommunrapport.quality.registry import Finding, rule
from kommunrapport.quality.scope import CheckScope


@rule("internal_control.results", title="Kontroller utan resultat")
def controls_without_result(scope: CheckScope) -> Iterator[Finding]:
    """Nobody has said how a control went though its date has passed; without a date when the year is due."""
    if not scope.follows_up:
        return
    for planned in _planned(scope):
        is_late = control_is_late(planned, scope.today) or (scope.is_due and planned.due_on is None)
        if planned.outcome or not is_late:
            continue
        when = when_words(planned)
        yield control_finding(
            scope,
            key=planned.pk,
            org_unit_id=planned.plan.org_unit_id,
            text=f"{control_name(planned)} har inget resultat",
            place="Kontrollplanen",
            page="control_list",
            anchor=f"kontroll-{planned.pk}",
            why=f"Den skulle göras: {when}." if when else "",
            mend="Registrera",
        )


@rule("internal_control.deviations", title="Avvikelser utan åtgärd")
def deviations_without_action(scope: CheckScope) -> Iterator[Finding]:
    """A control showed a deviation, and there is no action that is open in the year."""
    acted_on = set(ImprovementAction.objects.open_in(scope.year).values_list("control_test", flat=True))
    for planned in _planned(scope):
        if not planned.deviates or planned.control_test_id in acted_on:
            continue
        yield control_finding(
            scope,
            key=planned.pk,
            org_unit_id=planned.plan.org_unit_id,
            text=f"{control_name(planned)} visar en avvikelse, men ingen åtgärd finns",
            place="Kontrollplanen",
            page="control_list",
            anchor=f"kontroll-{planned.pk}",
            why=f"{planned.get_outcome_display()}.",
            mend="Lägg till åtgärd",
        )


def control_name(planned: PlannedControl) -> str:
    """Without the name where it is confidential: who reads the findings need not be who manages the controls."""
    test = planned.control_test
    return "En kontroll med sekretess" if test.is_hidden else f"Kontrollen {test.title}"


def _planned(scope: CheckScope) -> list[PlannedControl]:
    """The controls of the units' plans, read once for the rules."""

    def read() -> list[PlannedControl]:
        planned = PlannedControl.objects.for_year(scope.year).filter(plan__org_unit__in=scope.unit_ids)
        return list(planned.select_related("plan", "control_test__risk"))

    return scope.memo("planned controls of units", read)

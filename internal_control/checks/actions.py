"""Actions whose date has passed, and those of earlier years that nobody has followed up."""

from __future__ import annotations

from collections.abc import Iterator

from internal_control.action_status import action_is_late
from internal_control.checks.finding import control_finding, due_severity
from internal_control.models import ControlFollowUp, ImprovementAction
from kommunrapport.dates import format_date
from kommunrapport.quality.registry import Finding, rule
from kommunrapport.quality.scope import CheckScope


@rule("internal_control.late_actions", title="Försenade åtgärder")
def late_actions(scope: CheckScope) -> Iterator[Finding]:
    """Not closed though its date has passed."""
    for action in _actions(scope):
        if action.due_on is None or not action_is_late(action, scope.today):
            continue
        new_time = f" Ny tid: {action.new_due_text}." if action.new_due_text and not action.is_hidden else ""
        yield control_finding(
            scope,
            key=action.pk,
            org_unit_id=action.org_unit_id,
            text=f"{action_name(action)} är försenad",
            place="Förbättringsåtgärder",
            page="action_list",
            anchor=f"atgard-{action.pk}",
            why=f"Den skulle vara klar {format_date(action.due_on)}.{new_time}",
            mend="Markera hur det går",
        )


@rule("internal_control.follow_ups", title="Åtgärder utan uppföljning")
def actions_without_follow_up(scope: CheckScope) -> Iterator[Finding]:
    """An action of an earlier year: nobody has written this year of its control, nor a remark about itself."""
    if not scope.follows_up:
        return
    followed_up = set(ControlFollowUp.objects.filter(year=scope.year).values_list("control_test", flat=True))
    for action in _actions(scope):
        if action.year >= scope.year or action.remark or action.control_test_id in followed_up:
            continue
        test = None if action.is_hidden else action.control_test_id  # not everybody who reads this sees the control
        yield control_finding(
            scope,
            key=action.pk,
            org_unit_id=action.org_unit_id,
            text=f"{action_name(action)} är inte uppföljd",
            place="Förbättringsåtgärder",
            page="follow_up" if test else "action_list",
            args=(test,) if test else (),
            anchor="" if test else f"atgard-{action.pk}",
            why=f"Den kom av kontrollen {action.year}, och inget är skrivet om den i år.",
            mend="Följ upp",
            severity=due_severity(scope),
        )


def action_name(action: ImprovementAction) -> str:
    """Without its words where it is confidential, itself or by its control or risk."""
    return "En åtgärd med sekretess" if action.is_hidden else f"Åtgärden {action.text.rstrip('.')}"


def _actions(scope: CheckScope) -> list[ImprovementAction]:
    """The units' actions that are open in the year, read once for the rules."""

    def read() -> list[ImprovementAction]:
        actions = ImprovementAction.objects.open_in(scope.year).filter(org_unit__in=scope.unit_ids)
        return list(actions.select_related("risk", "control_test__risk"))

    return scope.memo("improvement actions of units", read)

"""A kontrollmoment can be what a chapter stands for."""

from __future__ import annotations

from internal_control.models import ControlTest
from internal_control.sections.reading import TEST, controls_shown, open_actions
from kommunrapport.reports.registry import SubjectHead, subject
from kommunrapport.reports.scope import ReportScope


@subject(TEST, title="Kontrollmoment")
def control_test_heads(scope: ReportScope) -> list[SubjectHead]:
    """Those in the year's plan in its order, then those that have something to follow up from earlier years."""
    whole = scope.for_subject("")
    planned = [control.control_test for control in controls_shown(whole)]
    led_to_something = [row.action.control_test for row in open_actions(whole) if row.action.control_test]
    tests: dict[int, ControlTest] = {test.pk: test for test in [*planned, *led_to_something]}
    return [SubjectHead(pk, "", str(test)) for pk, test in tests.items()]

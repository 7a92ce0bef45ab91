"""One control of a plan and how it went, as a row."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from internal_control.models import ControlTest, PlannedControl
from internal_control.status import control_is_late, outcome_status, responsible_words, sample_words, when_words
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A control of a plan and how it went, as an output shows it. Texts are empty when nothing is known."""

    planned: PlannedControl
    test: ControlTest
    status: Status
    errors: str
    said: str
    responsible: str
    due: str
    is_late: bool
    is_hidden: bool


def result_rows(controls: QuerySet[PlannedControl], *, today: datetime.date) -> tuple[ResultRow, ...]:
    """One row for each, in their order. The caller chooses: `.shown()` in an output, `controls_seen` on a page."""
    found = controls.select_related("plan", "control_test__risk", "control_test__responsible")
    return tuple(result_row(planned, today) for planned in found)


def result_row(planned: PlannedControl, today: datetime.date) -> ResultRow:
    test = planned.control_test
    return ResultRow(
        planned=planned,
        test=test,
        status=outcome_status(planned),
        errors=sample_words(planned),
        said=planned.said,
        responsible=responsible_words(test),
        due=when_words(planned),
        is_late=control_is_late(planned, today),
        is_hidden=test.is_hidden,
    )

"""One planned control as a row of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from internal_control.models import PlannedControl, Risk
from internal_control.status import (
    method_words,
    outcome_status,
    responsible_words,
    sample_words,
    when_words,
)
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class ControlRow:
    """`risk` is None where there is none, and where the user may not see it.

    `status` is None while the result is the nämnd's own.
    """

    control: PlannedControl
    risk: Risk | None
    method: str
    when: str
    responsible: str
    status: Status | None
    sample: str

    @property
    def is_hidden(self) -> bool:
        return self.control.control_test.is_hidden

    @property
    def day(self) -> str:
        """When it is made, unless that is what its frequency says already."""
        return "" if self.when.casefold() == self.control.control_test.frequency.casefold() else self.when

    @property
    def remark(self) -> str:
        """What was seen, or why it was not made."""
        return self.control.said if self.status else ""


def control_rows(
    controls: Iterable[PlannedControl], risks: Collection[int], *, with_results: bool = True
) -> tuple[ControlRow, ...]:
    """`risks` are the ids of those the user sees. Needs what `plan_read.all_planned` selects."""
    return tuple(_row(control, risks, with_results) for control in controls)


def _row(control: PlannedControl, risks: Collection[int], with_results: bool) -> ControlRow:
    test = control.control_test
    return ControlRow(
        control=control,
        risk=test.risk if test.risk_id in risks else None,
        method=method_words(test),
        when=when_words(control),
        responsible=responsible_words(test),
        status=outcome_status(control) if with_results else None,
        sample=sample_words(control) if with_results else "",
    )

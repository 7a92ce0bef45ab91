"""How far a plan has come: a draft, decided, or sent over."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from internal_control.models import ControlPlan
from internal_control.plan_read import decision_words
from kommunrapport.dates import format_date
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class PlanState:
    """`plan` is None while nothing is planned. `detail` is a sentence, empty for a draft."""

    plan: ControlPlan | None
    status: Status
    detail: str

    @property
    def is_decided(self) -> bool:
        return self.plan is not None and self.plan.is_decided

    @property
    def is_sent(self) -> bool:
        return self.plan is not None and self.plan.sent_at is not None


def plan_state(plan: ControlPlan | None) -> PlanState:
    if plan is None:
        return PlanState(None, Status("none", "Inte påbörjad"), "")
    if plan.sent_at:
        when = format_date(timezone.localdate(plan.sent_at))
        return PlanState(plan, Status("good", "Översänd"), f"Beslut: {decision_words(plan)}. Översänd {when}.")
    if plan.is_decided:
        return PlanState(plan, Status("good", "Beslutad"), f"Beslut: {decision_words(plan)}.")
    reopened = f"Öppnad igen: {plan.reopened_reason}" if plan.reopened_reason else ""
    return PlanState(plan, Status("doing", "Utkast"), reopened)

"""Taking a step: the report's row is held first, so that nobody saves a text while the report is frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, claim_token, hold_row, save_checked
from kommunrapport.reports.blocks import as_data
from kommunrapport.reports.flow.freezing import Decision, freeze
from kommunrapport.reports.flow.hooks import Decided, run_hooks
from kommunrapport.reports.flow.possible import refusal_of
from kommunrapport.reports.flow.refused import Refused
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Report, ReportEvent, ReportVersion
from kommunrapport.reports.states import DECISION, NOT_READY, REASON, REPORT_STEPS, VERIFIED, Step


@dataclass(frozen=True, slots=True)
class Answers:
    """What a step asked for. `not_ready` confirms that chapters are not; `verified_on` is of an earlier decision."""

    reason: str = ""
    decision: Decision | None = None
    verified_on: datetime.date | None = None
    not_ready: bool = False


@transaction.atomic
def take_step(
    *, report: Report, step: str, version: int, token: str, by: User, answers: Answers = Answers()
) -> ReportEvent:
    """Take a step of REPORT_STEPS, and log it. `version` is that of the report's row when the user saw it.

    Raises AlreadyDone when the form was sent before, Refused with a sentence, Conflict when somebody took a step since,
    ValidationError when an answer is missing.
    """
    chosen = REPORT_STEPS[step]
    standing = _hold(report, chosen, version, token, by)
    held = standing.report
    _require_answers(chosen, standing, answers)
    details = _details(chosen, standing, answers)
    made = _freeze(chosen, held, by, answers)
    changed = save_checked(Report, pk=held.pk, version=version, by=by, **_changes(chosen, standing, made))
    if chosen.freezes in (ReportVersion.Kind.DECISION, ReportVersion.Kind.CORRECTION) and made:
        run_hooks(Decided(changed, made, by))
    return ReportEvent.objects.create(
        report=held,
        action=step,
        from_state=held.state,
        to_state=changed.state,
        reason=answers.reason,
        details=details,
        version=made or _shown(chosen, standing),
        by=by,
    )


def _hold(report: Report, step: Step, version: int, token: str, by: User) -> Standing:
    """The report as it stands now, held until the step is taken."""
    held = hold_row(Report.objects.select_related("org_unit", "occasion"), report.pk)
    claim_token(token, by)
    standing = Standing(held)
    if refusal := refusal_of(step, standing, by):
        raise Refused(refusal)
    if held.version != version:
        raise Conflict(held)
    return standing


def _require_answers(step: Step, standing: Standing, answers: Answers) -> None:
    if REASON in step.asks and not answers.reason.strip():
        raise ValidationError({"reason": "Skriv varför."})
    if DECISION in step.asks and answers.decision is None:
        raise ValidationError({"body": "Skriv vem som beslutade."})
    if step.asks == (VERIFIED,) and answers.verified_on is None:
        raise ValidationError({"verified_on": "Skriv vilken dag protokollet justerades."})
    if NOT_READY in step.asks and standing.not_ready and not answers.not_ready:
        raise ValidationError({"not_ready": "Alla kapitel är inte klara. Bekräfta att du vill skicka ut ändå."})


def _freeze(step: Step, report: Report, by: User, answers: Answers) -> ReportVersion | None:
    if not step.freezes:
        return None
    return freeze(report=report, kind=step.freezes, by=by, reason=answers.reason, decision=answers.decision)


def _changes(step: Step, standing: Standing, made: ReportVersion | None) -> dict[str, Any]:
    """What the step changes in the report's row."""
    report = standing.report
    changes: dict[str, Any] = {"state": step.target_of(report)}
    if step.key == "correct" or step.in_correction:
        changes["is_correcting"] = step.key == "correct"
    if step.key in ("publish", "publish_proposal"):
        changes["published_version"] = standing.latest
    elif made and made.kind != ReportVersion.Kind.PROPOSAL and report.published_version_id:
        changes["published_version"] = made  # at the same address, at once
    return changes


def _shown(step: Step, standing: Standing) -> ReportVersion | None:
    """The version that the step is about, where it made none."""
    if step.key == "verify":
        return standing.decision
    return standing.latest if step.key in ("remit", "publish", "publish_proposal", "send_over") else None


def _details(step: Step, standing: Standing, answers: Answers) -> dict[str, Any]:
    if answers.verified_on:
        return {"verified_on": as_data(answers.verified_on)}
    if answers.decision and not step.freezes:
        return {"decision": as_data(answers.decision)}
    return {"not_ready": len(standing.not_ready)} if NOT_READY in step.asks and standing.not_ready else {}

"""Steps of a report's way, really taken: what the tests of its later states start from."""

from __future__ import annotations

import datetime
from itertools import count

from kommunrapport.organisation.models import User
from kommunrapport.reports.flow.freezing import Decision
from kommunrapport.reports.flow.services import Answers, take_step
from kommunrapport.reports.models import Report, ReportEvent, ReportVersion
from kommunrapport.reports.versions.files import store_file

_tokens = count(1)

DECISION = Decision(
    body="Kommunstyrelsen",
    decided_on=datetime.date(2026, 2, 24),
    paragraph="§ 41",
    wording="Kommunstyrelsen godkänner årsredovisningen.",
)


def take(report: Report, step: str, by: User, **answers) -> ReportEvent:
    """Take a step from where the report stands now; what it asks for has answers."""
    report.refresh_from_db()
    seen = {"version": report.version, "token": f"steg-{next(_tokens)}"}
    seen |= {name: answers.pop(name) for name in list(answers) if name in seen}
    answers.setdefault("not_ready", True)
    if step in ("open", "correct", "finish_correction"):
        answers.setdefault("reason", "Ett tal var fel.")
    if step in ("decide", "remit"):
        answers.setdefault("decision", DECISION)
    if step == "verify":
        answers.setdefault("verified_on", datetime.date(2026, 3, 3))
    event = take_step(report=report, step=step, by=by, answers=Answers(**answers), **seen)
    report.refresh_from_db()
    return event


def print_version(version: ReportVersion) -> None:
    """Give the version a PDF, as the job does."""
    store_file(version=version, kind="pdf", content=b"%PDF-1.7")


def send_out(report: Report, by: User) -> ReportVersion:
    """The report as the proposal that the body has been sent, with its PDF."""
    version = take(report, "send_out", by).version
    print_version(version)
    return version


def decide(report: Report, by: User) -> ReportVersion:
    """The report as decided, with its PDF: sent out first where it was not."""
    if report.state in (Report.State.OPEN, Report.State.REMITTED):
        send_out(report, by)
    version = take(report, "decide", by).version
    print_version(version)
    return version


def bring_to(report: Report, state: str, by: User) -> None:
    """Bring a new report to a state by the steps that lead there; "correcting" is a decided one being corrected."""
    if state != Report.State.OPEN:
        send_out(report, by)
    if state == Report.State.REMITTED:
        take(report, "remit", by)
    if state in (Report.State.OPEN, Report.State.PROPOSAL, Report.State.REMITTED):
        return
    decide(report, by)
    for step in {"sent": ["send_over"], "published": ["publish"], "archived": ["send_over", "archive"]}.get(state, []):
        take(report, step, by)
    if state == "correcting":
        take(report, "correct", by)

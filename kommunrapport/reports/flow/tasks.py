"""Steps that wait for somebody: sending out, registering a decision, sending over, ending a correction."""

from __future__ import annotations

import datetime

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.flow.page import step_url
from kommunrapport.reports.models import Report, ReportVersion
from kommunrapport.todo import Task

NEAR = datetime.timedelta(days=7)
TO_VERIFY = datetime.timedelta(days=14)  # kommunallagen 5 kap. 69 § and 6 kap. 35 §


def step_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The next steps of the reports of the unit and year, for whoever takes them."""
    access = access_of(user)
    reports = Report.objects.for_lens(lens.org_unit, lens.year).with_progress()
    tasks = []
    for report in reports.select_related("occasion").prefetch_related("versions__events"):
        if access.may(Capability.LOCK, report.org_unit_id):
            tasks += [*_send_out(report, lens, today), *_send_over(report, lens)]
        if access.may(Capability.REGISTER_DECISION, report.org_unit_id):
            tasks += [*_decide(report, lens, today), *_verify(report, lens), *_finish_correction(report, lens)]
    return tasks


def _send_out(report: Report, lens: Lens, today: datetime.date) -> list[Task]:
    """When every chapter is ready, or when the day is near."""
    if report.state not in (Report.State.OPEN, Report.State.REMITTED):
        return []
    ready, count = getattr(report, "ready_count", 0), getattr(report, "chapter_count", 0)
    day = report.occasion.dispatch_date
    is_near = day is not None and day <= today + NEAR
    if not count or (ready < count and not is_near):
        return []
    detail = f"{ready} av {count} kapitel är klara."
    return [_task(report, lens, "send_out", f"Skicka ut {report} till nämnden", detail, day)]


def _decide(report: Report, lens: Lens, today: datetime.date) -> list[Task]:
    """When the body has met."""
    day = report.occasion.committee_date
    if report.state != Report.State.PROPOSAL or (day is not None and day > today):
        return []
    detail = "Nämndens dag för beslutet har varit." if day else "Rapporten är utskickad till nämnden."
    return [_task(report, lens, "decide", f"Registrera beslutet om {report}", detail, day)]


def _send_over(report: Report, lens: Lens) -> list[Task]:
    if report.state != Report.State.DECIDED or report.is_correcting:
        return []
    text = f"Översänd {report} till kommunstyrelsen"
    return [_task(report, lens, "send_over", text, "Nämnden har beslutat.", report.occasion.board_date)]


def _verify(report: Report, lens: Lens) -> list[Task]:
    """Until the report is published; minutes are verified within two weeks of the meeting."""
    if report.state not in (Report.State.DECIDED, Report.State.SENT) or report.is_correcting:
        return []
    decided = next(version for version in report.versions.all() if version.kind == ReportVersion.Kind.DECISION)
    if decided.verified_day or decided.decided_on is None:
        return []
    detail = "Protokollet var inte justerat när beslutet registrerades."
    due = decided.decided_on + TO_VERIFY
    return [_task(report, lens, "verify", f"Registrera justeringen av beslutet om {report}", detail, due)]


def _finish_correction(report: Report, lens: Lens) -> list[Task]:
    if not report.is_correcting:
        return []
    detail = "Texterna är öppna. Läsarna läser den beslutade versionen så länge."
    return [_task(report, lens, "finish_correction", f"Lägg fast rättelsen av {report}", detail, None)]


def _task(report: Report, lens: Lens, step: str, text: str, detail: str, due: datetime.date | None) -> Task:
    button = {
        "send_out": "Skicka ut",
        "decide": "Registrera",
        "send_over": "Översänd",
        "verify": "Registrera",
        "finish_correction": "Lägg fast",
    }
    return Task(text, detail, step_url(report, lens, step), button[step], "file", due=due)

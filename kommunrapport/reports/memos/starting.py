"""What a memo that nobody has written begins with."""

from __future__ import annotations

import datetime

from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.models import Position, User
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.models import Memo, Report


def new_memo(report: Report, user: User, today: datetime.date) -> Memo:
    """A memo that is not stored: to the nämnd, asking it to decide on the report with the kommun's verb."""
    recipient, verb = reporting_unit(report.org_unit).name, label_set().text("memo.verb")
    return Memo(
        report=report,
        heading=str(report),
        dated=today,
        officer=Position.objects.held_by(user).first(),
        recipient=recipient,
        proposals=f"{recipient} beslutar att {verb} {report}.",
        attachments=str(report),
    )

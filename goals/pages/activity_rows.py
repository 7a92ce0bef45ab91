"""One activity as a row in the table of what it belongs to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from goals.models import Activity
from goals.status import ACTIVITY_ICONS, activity_due, activity_responsible, is_late
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Status

LATE = Status("bad", "Försenad")


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """What it is, who is responsible, when it is due and how it stands."""

    activity: Activity
    responsible: str
    due: str
    status: Status


def activity_row(activity: Activity, labels: LabelSet, today: datetime.date) -> ActivityRow:
    """Needs `responsible` prefetched. What is late says so in place of its status."""
    status = Status(ACTIVITY_ICONS[activity.status], labels.text(f"activity.{activity.status}"))
    shown = LATE if is_late(activity, today) else status
    return ActivityRow(activity, activity_responsible(activity), activity_due(activity), shown)

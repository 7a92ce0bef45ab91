"""What the public may read of a report, and as what."""

from __future__ import annotations

from kommunrapport.reports.models import Report

_PUBLISHING = ("publish_proposal", "decide", "publish")


def is_proposal_to_council(report: Report) -> bool:
    """Whether what is published is to be marked as a proposal to the council: nothing later replaced it."""
    last = report.events.filter(action__in=_PUBLISHING).last()
    return report.published_version_id is not None and last is not None and last.action == "publish_proposal"

"""What the jobs about a report share: whose report it is still, and the page they lead back to."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report


def readable(user: User, params: dict[str, Any]) -> Report | None:
    """The job's report, if the one who ordered it may read it now."""
    reports = Report.objects.readable_by(user).select_related("org_unit", "occasion", "template")
    return reports.filter(pk=params["report"]).first()


def may_download(user: User, params: dict[str, Any]) -> bool:
    return readable(user, params) is not None


def page_of(params: dict[str, Any], name: str) -> str:
    """The address of a page of the job's report; the first page of all when the report is gone."""
    report = Report.objects.select_related("org_unit", "occasion").filter(pk=params["report"]).first()
    if report is None:
        return "/"
    return reverse(f"reports:{name}", args=[report.occasion.period, report.org_unit.slug, report.slug])

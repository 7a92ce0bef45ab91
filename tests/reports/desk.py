"""What the tests of the report pages start from: somebody signed in, a unit, and its report of 2025."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, Report
from tests.factories import (
    create_chapter,
    create_member,
    create_municipality,
    create_occasion,
    create_org_unit,
    create_report,
)

HTMX = {"HX-Request": "true"}


@dataclass
class Desk:
    """A signed-in user before the report of a unit, which has one chapter."""

    client: Client
    user: User
    unit: OrgUnit
    report: Report
    chapter: Chapter

    def url(self, name: str, *args: object) -> str:
        return reverse(f"reports:{name}", args=[2025, self.unit.slug, *args])

    def of_report(self, name: str, *args: object) -> str:
        return self.url(name, self.report.slug, *args)

    def of_chapter(self, name: str = "chapter_edit") -> str:
        return self.of_report(name, self.chapter.pk)

    def write(self, text: str, **data: object):
        """Send the form of the chapter as a browser without script does."""
        data = {"version": self.chapter.version, "text": text} | data
        return self.client.post(self.of_chapter(), data)

    def send_over(self) -> None:
        save_checked(Report, pk=self.report.pk, version=self.report.version, by=self.user, state="sent")


def create_report_of_unit(unit: OrgUnit, **fields: object) -> Report:
    create_municipality()
    return create_report(org_unit=unit, occasion=create_occasion(), **fields)


def desk(client: Client, role: str = Role.CONTROLLER, **chapter: object) -> Desk:
    unit = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    user = create_member(role, unit)
    report = create_report_of_unit(unit)
    client.force_login(user)
    first = create_chapter(report=report, **{"heading": "Året som gått", "order": 1} | chapter)
    return Desk(client, user, unit, report, first)

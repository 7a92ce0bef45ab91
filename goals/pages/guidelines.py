"""Guidelines and providers as one unit follows them up."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from goals.models import Guideline, GuidelineFollowUp, ProviderReport
from kommunrapport.http import Lens
from kommunrapport.organisation.models import OrgUnit

PROVIDER_KINDS = (OrgUnit.Kind.PRIVATE_PROVIDER, OrgUnit.Kind.COMPANY, OrgUnit.Kind.JOINT_AUTHORITY)


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    """One guideline, and what the unit has written about it."""

    guideline: Guideline
    follow_up: GuidelineFollowUp | None
    url: str

    @property
    def is_written(self) -> bool:
        return bool(self.follow_up and self.follow_up.text)


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """Somebody who runs a service, and what the unit has written about the year there."""

    provider: OrgUnit
    report: ProviderReport | None
    url: str

    @property
    def is_written(self) -> bool:
        return bool(self.report and self.report.text)


def read_guidelines(lens: Lens) -> list[GuidelineRow]:
    """The guidelines in force, in the kommun's order."""
    found = GuidelineFollowUp.objects.filter(org_unit=lens.org_unit, occasion=lens.required_occasion)
    written = {follow_up.guideline_id: follow_up for follow_up in found}
    return [GuidelineRow(g, written.get(g.pk), guideline_url(lens, g)) for g in Guideline.objects.valid_in(lens.year)]


def read_providers(lens: Lens) -> list[ProviderRow]:
    """Companies, kommunalförbund and private providers of the year."""
    found = ProviderReport.objects.filter(org_unit=lens.org_unit, year=lens.year)
    reports = {report.provider_id: report for report in found}
    providers = OrgUnit.objects.valid_in(lens.year).filter(kind__in=PROVIDER_KINDS).exclude(pk=lens.org_unit.pk)
    return [ProviderRow(p, reports.get(p.pk), provider_url(lens, p)) for p in providers]


def guideline_url(lens: Lens, guideline: Guideline) -> str:
    return reverse("goals:guideline_detail", args=[lens.year, lens.org_unit.slug, guideline.slug])


def provider_url(lens: Lens, provider: OrgUnit) -> str:
    return reverse("goals:provider_report", args=[lens.year, lens.org_unit.slug, provider.slug])

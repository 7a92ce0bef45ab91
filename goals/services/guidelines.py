"""Following up guidelines and providers in words."""

from __future__ import annotations

from django.db import transaction

from goals.models import Guideline, GuidelineFollowUp, ProviderReport
from goals.services.holding import hold_open
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import create_recorded, save_checked
from kommunrapport.reports.rich_text import clean


@transaction.atomic
def follow_up_guideline(
    *, guideline: Guideline, org_unit: OrgUnit, occasion: Occasion, heading: str, text: str, version: int, by: User
) -> GuidelineFollowUp:
    """Save how the unit works with the guideline. `version` is 0 when nothing was written.

    Raises Locked, Conflict, RichTextError as `clean`.
    """
    hold_open(org_unit, occasion, guideline)
    written = {"heading": heading, "text": clean(text)}
    key = {"guideline": guideline, "org_unit": org_unit, "occasion": occasion}
    stored = GuidelineFollowUp.objects.filter(**key).first()
    if stored is None:
        return create_recorded(GuidelineFollowUp, by=by, **key, **written)
    return save_checked(GuidelineFollowUp, pk=stored.pk, version=version, by=by, **written)


@transaction.atomic
def report_provider(
    *, provider: OrgUnit, org_unit: OrgUnit, year: int, text: str, version: int, by: User
) -> ProviderReport:
    """Save what happened during the year at somebody who runs a service for the unit.

    `version` is 0 when nothing was written. Raises Locked, Conflict, RichTextError as `clean`.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    key = {"provider": provider, "org_unit": org_unit, "year": year}
    stored = ProviderReport.objects.filter(**key).first()
    if stored is None:
        return create_recorded(ProviderReport, by=by, text=clean(text), **key)
    return save_checked(ProviderReport, pk=stored.pk, version=version, by=by, text=clean(text))

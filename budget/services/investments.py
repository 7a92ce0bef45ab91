"""Investment projects: what was decided about them, and what they are thought to cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from budget.models import BudgetArea, Grouping, InvestmentProject, ProjectEstimate
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import claim_token, create_recorded, save_checked


@transaction.atomic
def create_investment_project(
    *, org_unit: OrgUnit, year: int, name: str, token: str, by: User, **project: Any
) -> InvestmentProject:
    """Add a project, last of the unit's. `project` holds the fields of InvestmentProject that a person writes.

    Raises Locked, AlreadyDone, ValidationError when the unit has a project of that name.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    claim_token(token, by)
    order = BudgetArea.objects.of_grouping(Grouping.PROJECT).filter(org_unit=org_unit).count() + 1
    area = create_recorded(BudgetArea, by=by, org_unit=org_unit, grouping=Grouping.PROJECT, name=name, order=order)
    return create_recorded(InvestmentProject, by=by, area=area, **project)


@transaction.atomic
def describe_project(*, area: BudgetArea, year: int, version: int, by: User, **project: Any) -> InvestmentProject:
    """Save what was decided about the project of an area. `version` is 0 where nothing was said of it.

    Raises Locked, Conflict, ValidationError.
    """
    hold_open_submission(area.org_unit, year, FULL_YEAR)
    stored = InvestmentProject.objects.filter(area=area).first()
    if stored is None:
        return create_recorded(InvestmentProject, by=by, area=area, **project)
    return save_checked(InvestmentProject, pk=stored.pk, version=version, by=by, **project)


@transaction.atomic
def estimate_project(
    *,
    area: BudgetArea,
    occasion: Occasion,
    estimated_total: Decimal | None,
    comment: str,
    version: int,
    by: User,
) -> ProjectEstimate:
    """Save what the project is thought to cost in the end, as seen at the occasion. `version` is 0 for the first.

    Raises Locked when the occasion is closed, Conflict.
    """
    hold_open_submission(area.org_unit, occasion.year, occasion.kind)
    project = InvestmentProject.objects.filter(area=area).first() or create_recorded(
        InvestmentProject, by=by, area=area
    )
    key = {"project": project, "occasion": occasion}
    said = {"estimated_total": estimated_total, "comment": comment}
    stored = ProjectEstimate.objects.filter(**key).first()
    if stored is None:
        return create_recorded(ProjectEstimate, by=by, **key, **said)
    return save_checked(ProjectEstimate, pk=stored.pk, version=version, by=by, **said)

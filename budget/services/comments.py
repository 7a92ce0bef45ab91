"""What the responsible person answers about a variance, and the posts that disturb comparison."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.models import BudgetArea, ComparabilityItem, VarianceComment
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Locked, create_once, create_recorded, delete_checked, save_checked

SAYS_WHY = "Skriv varför det blev så."


@transaction.atomic
def comment_variance(
    *,
    org_unit: OrgUnit,
    area: BudgetArea,
    occasion: Occasion,
    reason: str,
    duration: str,
    action: str,
    version: int,
    by: User,
) -> VarianceComment:
    """Save why the area did not go as planned. `version` is 0 when nothing was said before.

    Raises Locked, Conflict when somebody wrote since `version`, ValidationError without a reason.
    """
    hold_open_submission(org_unit, occasion.year, occasion.kind)
    if not reason.strip():
        raise ValidationError({"reason": SAYS_WHY})
    key: dict[str, Any] = {"org_unit": org_unit, "area": area, "occasion": occasion}
    said = {"reason": reason, "duration": duration, "action": action}
    stored = VarianceComment.objects.filter(**key).first()
    if stored is None:
        return create_recorded(VarianceComment, by=by, **key, **said)
    return save_checked(VarianceComment, pk=stored.pk, version=version, by=by, **said)


@transaction.atomic
def create_comparability_item(*, token: str, by: User, **fields: Any) -> ComparabilityItem:
    """Name a jämförelsestörande post. Raises ValidationError also when the year is closed, AlreadyDone."""
    _hold_open_year(fields["org_unit"], fields["year"])
    return create_once(ComparabilityItem, token=token, by=by, **fields)


@transaction.atomic
def change_comparability_item(*, pk: int, version: int, by: User, **changes: Any) -> ComparabilityItem:
    """Change a post. Raises Conflict, ValidationError also when the year it had or gets is closed."""
    item = ComparabilityItem.objects.select_related("org_unit").get(pk=pk)
    _hold_open_year(item.org_unit, item.year)
    _hold_open_year(changes.get("org_unit", item.org_unit), changes.get("year", item.year))
    return save_checked(ComparabilityItem, pk=pk, version=version, by=by, **changes)


@transaction.atomic
def delete_comparability_item(*, pk: int, version: int, by: User) -> None:
    """Take a post away. Raises Conflict, ValidationError when its year is closed."""
    item = ComparabilityItem.objects.select_related("org_unit").get(pk=pk)
    _hold_open_year(item.org_unit, item.year)
    delete_checked(ComparabilityItem, pk=pk, version=version, by=by)


def _hold_open_year(org_unit: OrgUnit, year: int) -> None:
    """As `hold_open_submission` for the full year, with a refusal that the pages of administration can show."""
    try:
        hold_open_submission(org_unit, year, FULL_YEAR)
    except Locked as locked:
        raise ValidationError(locked.sentence) from locked

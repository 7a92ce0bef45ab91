"""What people have answered about variances, as it prints under a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.models import BudgetArea, VarianceComment
from budget.units import units_around
from kommunrapport.organisation.models import Occasion, OrgUnit


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one area: why, whether it comes back, and what is done. Empty texts were not answered."""

    area: str
    reason: str
    duration: str
    action: str


def read_comments(org_unit: OrgUnit, occasion: Occasion) -> tuple[VarianceComment, ...]:
    """All comments of the unit and of units below at the occasion."""
    within = units_around(org_unit).within
    found = VarianceComment.objects.filter(org_unit__in=within, occasion=occasion).select_related("area")
    return tuple(found.order_by("pk"))


def explanations_of(comments: Iterable[VarianceComment], areas: Sequence[BudgetArea]) -> tuple[Explanation, ...]:
    """What is said of `areas`, in their order."""
    order = {area.pk: place for place, area in enumerate(areas)}
    found = [comment for comment in comments if comment.area_id in order]
    return tuple(_explanation(comment) for comment in sorted(found, key=lambda comment: order[comment.area_id]))


def _explanation(comment: VarianceComment) -> Explanation:
    duration = f"{comment.get_duration_display().capitalize()}." if comment.duration else ""
    return Explanation(comment.area.name, _sentence(comment.reason), duration, _sentence(comment.action))


def _sentence(text: str) -> str:
    """With a full stop at the end, since another sentence follows."""
    text = text.strip()
    return f"{text}." if text and text[-1] not in ".!?…" else text

"""What the one who reviews can do with a chapter now, and why it was given back."""

from __future__ import annotations

from dataclasses import dataclass

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.acting import acting_name
from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.states import CHAPTER_STEPS


@dataclass(frozen=True, slots=True)
class ReviewSteps:
    """`refusal` says why the user may not review a chapter that is ready, "" otherwise."""

    may_review: bool
    may_give_back: bool
    refusal: str
    given_back_by: str


def review_steps(user: User, report: Report, chapter: Chapter) -> ReviewSteps:
    may_review = _may_take("review", user, report, chapter)
    refusals = [guard(chapter, user) for guard in CHAPTER_STEPS["review"].guards] if may_review else []
    refusal = next(filter(None, refusals), "")
    return ReviewSteps(
        may_review=may_review and not refusal,
        may_give_back=_may_take("give_back", user, report, chapter),
        refusal=refusal,
        given_back_by=_given_back_by(chapter) if chapter.status_reason else "",
    )


def _may_take(key: str, user: User, report: Report, chapter: Chapter) -> bool:
    step = CHAPTER_STEPS[key]
    may = step.capability is not None and access_of(user).may(step.capability, report.org_unit_id)
    return may and report.is_writable and chapter.status in step.targets


def _given_back_by(chapter: Chapter) -> str:
    """The one who wrote the reason that stands there; "" where no history says."""
    lines = chapter.history.filter(status_reason=chapter.status_reason, status=Chapter.Status.RETURNED)
    line = lines.select_related("history_user").order_by("history_id").first()
    return acting_name(line.history_user, chapter.responsible, line.history_date) if line else ""

"""Which promises a report follows up: those of its plan and of the report before it, and those still under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.models import Chapter, Promise, PromiseOutcome, Report
from kommunrapport.reports.models.templates import ReportKind

# What looks ahead: its promises come back when the year is followed up.
PLANS = (Occasion.Kind.PLAN, Occasion.Kind.CONTROL_PLAN)


@dataclass(frozen=True, slots=True)
class DuePromise:
    """A promise the report follows up. `chapter` is the one of the report that it belongs to, None when none does."""

    promise: Promise
    outcome: PromiseOutcome | None
    chapter: Chapter | None

    @property
    def made_in(self) -> str:
        """Where it was promised: "Årsredovisning 2015"."""
        return str(self.promise.chapter.report)


def due_promises(report: Report) -> list[DuePromise]:
    """What was promised before and is to be followed up now, in the order it was promised: four queries."""
    before = reports_before(report)
    promises = Promise.objects.filter(
        Q(chapter__report__in=before) | Q(outcomes__report__in=before, outcomes__status=PromiseOutcome.Status.ONGOING)
    )
    told = PromiseOutcome.objects.filter(report=report)
    found = (
        promises.select_related("chapter__report__occasion")
        .prefetch_related(Prefetch("outcomes", queryset=told, to_attr="told"))
        .order_by("chapter__report", "chapter__order", "chapter", "order", "pk")
        .distinct()
    )
    chapters = {_subject(chapter): chapter for chapter in report.chapters.all()}
    return [
        DuePromise(promise, next(iter(promise.told), None), chapters.get(_subject(promise.chapter)))
        for promise in found
    ]


def reports_before(report: Report) -> list[int]:
    """The report of the same kind a year before, and, for a follow-up, the year's own plans."""
    occasion = report.occasion
    same = Q(kind=report.kind, occasion__kind=occasion.kind, occasion__year=occasion.year - 1)
    if occasion.kind not in PLANS:
        same |= Q(kind=ReportKind.PLAN, occasion__year=occasion.year) | Q(
            occasion__kind__in=PLANS, occasion__year=occasion.year
        )
    return list(
        Report.objects.filter(same, org_unit=report.org_unit).exclude(pk=report.pk).values_list("pk", flat=True)
    )


def of_chapter(promises: Iterable[DuePromise], chapter: Chapter) -> list[DuePromise]:
    """Those that belong to a chapter."""
    return [due for due in promises if due.chapter == chapter]


def _subject(chapter: Chapter) -> str:
    """What makes two chapters of two years the same: what they stand for, else their heading."""
    return chapter.subject_key or chapter.heading.casefold()

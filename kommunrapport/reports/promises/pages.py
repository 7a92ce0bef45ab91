"""What the page of promises shows, and the part of it that stands beside a chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Chapter, Promise, PromiseOutcome, Report
from kommunrapport.reports.outline import chapter_title
from kommunrapport.reports.promises.forms import ICONS, OutcomeForm
from kommunrapport.reports.promises.reading import DuePromise, due_promises, of_chapter
from kommunrapport.reports.scope import report_scope


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """A promise to follow up, with its form; `form` is None for who only reads."""

    due: DuePromise
    form: OutcomeForm | None

    @property
    def icon(self) -> str:
        return ICONS[self.due.outcome.status] if self.due.outcome else ""


@dataclass(frozen=True, slots=True)
class MadePromises:
    """What one chapter promises. `title` is what the chapter is called, "" beside the chapter itself."""

    chapter: Chapter
    promises: tuple[Promise, ...]
    may_write: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What was promised before, and what is promised now."""

    cards: tuple[PromiseCard, ...]
    made: tuple[MadePromises, ...]

    @property
    def told(self) -> int:
        return sum(card.due.outcome is not None for card in self.cards)


def read_promise_page(user: User, report: Report, bound: OutcomeForm | None = None) -> PromisePage:
    """The whole report's promises. `bound` is a form that was refused."""
    own = _own_chapters(user, report)
    scope = report_scope(report)
    made: dict[int, list[Promise]] = {}
    for promise in Promise.objects.filter(chapter__report=report):
        made.setdefault(promise.chapter_id, []).append(promise)
    return PromisePage(
        cards=tuple(_card(user, report, due, own, bound) for due in due_promises(report)),
        made=tuple(
            MadePromises(
                chapter,
                tuple(made[chapter.pk]),
                report.is_writable and chapter.pk in own,
                chapter_title(chapter, scope),
            )
            for chapter in report.chapters.all()
            if chapter.pk in made
        ),
    )


def read_chapter_promises(user: User, chapter: Chapter) -> PromisePage:
    """The promises of one chapter."""
    report = chapter.report
    own = _own_chapters(user, report)
    due = of_chapter(due_promises(report), chapter)
    made = MadePromises(chapter, tuple(chapter.promises.all()), report.is_writable and chapter.pk in own)
    return PromisePage(tuple(_card(user, report, one, own, None) for one in due), (made,))


def may_follow_up(user: User, due: DuePromise, report: Report) -> bool:
    """Who writes the chapter follows up its promises; those of no chapter who writes all texts of the unit."""
    return _may(user, due, report, _own_chapters(user, report))


def read_card(user: User, report: Report, promise: int) -> PromiseCard:
    """One promise as it is now."""
    due = next(due for due in due_promises(report) if due.promise.pk == promise)
    return _card(user, report, due, _own_chapters(user, report), None)


def _may(user: User, due: DuePromise, report: Report, own: set[int]) -> bool:
    if due.chapter is not None:
        return due.chapter.pk in own
    return access_of(user).may(Capability.WRITE_TEXTS, report.org_unit_id)


def _own_chapters(user: User, report: Report) -> set[int]:
    return set(Chapter.objects.writable_by(user).filter(report=report).values_list("pk", flat=True))


def _card(user: User, report: Report, due: DuePromise, own: set[int], bound: OutcomeForm | None) -> PromiseCard:
    if bound is not None and bound.instance.promise_id == due.promise.pk:
        return PromiseCard(due, bound)
    writes = report.is_writable and _may(user, due, report, own)
    return PromiseCard(due, outcome_form(due.promise, report, due.outcome) if writes else None)


def outcome_form(promise: Promise, report: Report, stored: PromiseOutcome | None, data: Any = None) -> OutcomeForm:
    """The form of one promise; its fields have places of their own on the page."""
    instance = stored or PromiseOutcome(promise=promise, report=report)
    return OutcomeForm(data, instance=instance, auto_id=f"atagande-{promise.pk}-%s")

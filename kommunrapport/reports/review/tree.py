"""The chapters of a report beside the editor: how far each has come, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.models.reports import FINISHED_STATUSES
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.review.threads import open_counts
from kommunrapport.reports.workbench import Shape, Workbench, status_shape


class Show(models.TextChoices):
    """Which chapters the tree shows; the value stands in the address."""

    ALL = "", "Alla"
    LEFT = "kvar", "Det som är kvar"
    MINE = "mina", "Mina"
    TO_REVIEW = "granska", "Att granska"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree. `comments` are those that are open."""

    entry: Entry
    is_current: bool
    comments: int

    @property
    def chapter(self) -> Chapter:
        return self.entry.chapter

    @property
    def shape(self) -> Shape:
        return status_shape(self.chapter.status)

    @property
    def is_left(self) -> bool:
        return self.chapter.status not in FINISHED_STATUSES or self.comments > 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow the tree, and how many chapters it leaves."""

    show: Show
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChapterTree:
    """The tree as it is shown. `comments` is how many are open in the whole report."""

    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    show: Show
    comments: int

    @property
    def query(self) -> str:
        """What the addresses of the chapters carry on."""
        return f"?visa={self.show.value}" if self.show else ""


def chapter_tree(user: User, bench: Workbench, wanted: str) -> ChapterTree:
    """The tree at a chapter, narrowed as `wanted` says; anything else than a choice shows all."""
    comments = open_counts(user, bench.opened.report)
    rows = tuple(Row(entry, entry is bench.entry, comments[entry.chapter.pk]) for entry in walk(bench.opened.outline))
    tests = _tests(user, bench)
    show = Show(wanted) if wanted in tests else Show.ALL
    choices = tuple(Choice(one, sum(map(test, rows)), one is show) for one, test in tests.items())
    return ChapterTree(tuple(_narrowed(rows, tests[show])), choices, show, comments.total())


def _tests(user: User, bench: Workbench) -> dict[Show, Callable[[Row], bool]]:
    """What each choice that the user has leaves; one that never leaves anything for this user is not offered."""
    access = access_of(user)
    tests: dict[Show, Callable[[Row], bool]] = {Show.ALL: lambda _: True, Show.LEFT: lambda row: row.is_left}
    if any(entry.chapter.responsible_id in access.positions for entry in walk(bench.opened.outline)):
        tests[Show.MINE] = lambda row: row.chapter.responsible_id in access.positions
    if access.may(Capability.LOCK, bench.opened.report.org_unit_id):
        tests[Show.TO_REVIEW] = lambda row: row.chapter.status == Chapter.Status.READY
    return tests


def _narrowed(rows: tuple[Row, ...], test: Callable[[Row], bool]) -> Iterator[Row]:
    """What passes, with the chapter that is open and all that either lies under."""
    kept = {row.chapter.pk for row in rows if test(row) or row.is_current}
    above = {row.chapter.pk: row.chapter.parent_id for row in rows}
    for pk in list(kept):
        parent = above[pk]
        while parent is not None and parent not in kept:
            kept.add(parent)
            parent = above[parent]
    yield from (row for row in rows if row.chapter.pk in kept)

"""What the page of one chapter shows: its place in the report, what it is about, and what was written last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Capability, Role
from kommunrapport.reports.chapter_html import render_entry, render_section
from kommunrapport.reports.live.resolving import figure_values, resolve_figures
from kommunrapport.reports.models import Chapter, ChapterSection, FrozenChapter, Report
from kommunrapport.reports.models.reports import FINISHED_STATUSES
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.printing import OpenReport
from kommunrapport.reports.registry import SECTIONS, Section, subject_kind
from kommunrapport.reports.scope import report_scope

# Each status of a chapter with its colour and its symbol of parts/sprite.html.
STATUS_SHAPES = {
    Chapter.Status.NOT_STARTED: ("none", "none"),
    Chapter.Status.DRAFT: ("doing", "edit"),
    Chapter.Status.READY: ("good", "check"),
    Chapter.Status.RETURNED: ("way", "comment"),
    Chapter.Status.REVIEWED: ("good", "good"),
}
SECTIONS_LEVEL = 3  # below the chapter's h2
PREVIEW_LEVEL = 2  # a preview has the heading of a sub-chapter at the deepest, so that no level is skipped


@dataclass(frozen=True, slots=True)
class Shape:
    """How a chapter's status looks, and its word."""

    tone: str
    symbol: str
    word: str


def status_shape(status: str) -> Shape:
    tone, symbol = STATUS_SHAPES[Chapter.Status(status)]
    return Shape(tone, symbol, Chapter.Status(status).label.capitalize())


@dataclass(frozen=True, slots=True)
class EditLink:
    """Where something of the chapter is changed."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as a reader meets it; `html` is "" when there is nothing to show."""

    section: ChapterSection
    kind: Section
    html: SafeString


@dataclass(frozen=True, slots=True)
class Workbench:
    """A report opened at one chapter, in the pages of `org_unit`: the report's own unit, or one that works for it."""

    opened: OpenReport
    entry: Entry
    org_unit: OrgUnit
    # The chapter as it was frozen last, while its text is closed; else None.
    frozen: SafeString | None = None

    @property
    def chapter(self) -> Chapter:
        return self.entry.chapter

    @property
    def shape(self) -> Shape:
        return status_shape(self.chapter.status)

    @property
    def ready_count(self) -> int:
        return sum(entry.chapter.status in FINISHED_STATUSES for entry in walk(self.opened.outline))

    @property
    def chapter_count(self) -> int:
        return sum(1 for _ in walk(self.opened.outline))

    @property
    def has_editor(self) -> bool:
        """False where the text belongs to a goal, a directive or the like, and is written on its page."""
        kind = subject_kind(self.chapter.subject_key)
        return kind is None or kind.edit_url is None

    @property
    def edit_links(self) -> list[EditLink]:
        """Where what the chapter stands for is changed."""
        kind = subject_kind(self.chapter.subject_key)
        _, _, pk = self.chapter.subject_key.partition(":")
        if kind is None or kind.edit_url is None or not pk.isdigit():
            return []
        url = kind.edit_url(int(pk), self.opened.scope.year, self.org_unit.slug)
        return [EditLink(text, f"{url}#{place}" if place else url) for text, place in kind.edits]

    @property
    def sections(self) -> list[ShownSection]:
        """What the chapter shows from the data, as it is now; nothing beside what is frozen."""
        if self.frozen is not None:
            return []
        scope = self.opened.scope.for_subject(self.chapter.subject_key)
        return [
            ShownSection(section, SECTIONS[section.key], render_section(section, scope, SECTIONS_LEVEL))
            for section in self.chapter.sections.all()
            if section.key in SECTIONS
        ]

    @property
    def preview(self) -> SafeString:
        """The chapter as a reader meets it, without the chapters below it."""
        entry = replace(self.entry, level=min(self.entry.level, PREVIEW_LEVEL))
        return render_entry(entry, self.opened.scope, with_children=False)


def find_workbench(opened: OpenReport, chapter_pk: int, org_unit: OrgUnit) -> Workbench | None:
    """The report at a chapter; None when the chapter is not in it."""
    for entry in walk(opened.outline):
        if entry.chapter.pk == chapter_pk:
            return Workbench(opened, entry, org_unit, _frozen_html(opened.report, chapter_pk))
    return None


def _frozen_html(report: Report, chapter_pk: int) -> SafeString | None:
    """The chapter as the latest version has it; None while the texts are open, and where no version has it."""
    if report.is_writable:
        return None
    frozen = FrozenChapter.objects.filter(version__report=report, chapter=chapter_pk).order_by("version__number").last()
    return mark_safe(frozen.html) if frozen else None  # noqa: S308 - rendered by our templates of cleaned text


def text_a_year_before(report: Report, entry: Entry) -> str:
    """What the same chapter said in last year's report of the same kind, with its figures; "" when there is none."""
    before = Chapter.objects.filter(
        report__org_unit=report.org_unit,
        report__kind=report.kind,
        report__occasion__kind=report.occasion.kind,
        report__occasion__year=report.occasion.year - 1,
    ).exclude(text="")
    subject = entry.chapter.subject_key
    same = before.filter(subject_key=subject) if subject else before.filter(heading__iexact=entry.title)
    found = same.select_related("report__org_unit", "report__occasion").first()
    if found is None:
        return ""
    return resolve_figures(found.text, report_scope(found.report)) if figure_values(found.text) else found.text


def only_reads(user: User, report: Report) -> bool:
    """Somebody who follows the report from outside: elected, auditor, or reader of what another unit sent."""
    access = access_of(user)
    if access.roles <= {Role.POLITICIAN, Role.AUDITOR}:
        return True
    inside = access.may(Capability.READ, report.org_unit_id)
    return not inside and not Chapter.objects.writable_by(user).filter(report=report).exists()


def may_write(user: User, chapter: Chapter) -> bool:
    return Chapter.objects.writable_by(user).filter(pk=chapter.pk).exists()


def neighbours[E](outline: tuple[E, ...]) -> Iterator[tuple[E, E | None, E | None]]:
    """Each main chapter with the one before it and the one after it."""
    for place, entry in enumerate(outline):
        yield entry, outline[place - 1] if place else None, next(iter(outline[place + 1 :]), None)

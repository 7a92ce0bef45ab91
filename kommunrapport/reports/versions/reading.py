"""A frozen version as it is read: by whom, and its chapters in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Chapter, FrozenChapter, Report, ReportVersion
from kommunrapport.reports.workbench import only_reads

_END_OF_CHAPTER = "</section>"


@dataclass(frozen=True, slots=True)
class Head:
    """What was said outside of the chapters. What an older program did not freeze is empty."""

    slug: str = ""
    title: str = ""
    kind: str = ""
    org_unit: str = ""
    municipality: str = ""
    municipality_code: str = ""
    accent_color: str = "#1f5f6b"
    year: int = 0
    period: str = ""
    years_shown: Sequence[int] = ()
    case_number: str = ""
    has_cover: bool = True
    contents_depth: int = 2

    @classmethod
    def of(cls, version: ReportVersion) -> Self:
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in version.head.items() if name in known})

    @property
    def full_title(self) -> str:
        return f"{self.title} {self.year}"


@dataclass(frozen=True, slots=True)
class FrozenEntry:
    """A frozen chapter in its place, with those below it; reads like an entry of a live outline."""

    chapter: FrozenChapter
    children: list[FrozenEntry] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.chapter.number

    @property
    def title(self) -> str:
        return self.chapter.heading

    @property
    def level(self) -> int:
        return self.chapter.level

    @property
    def anchor(self) -> str:
        return self.chapter.anchor

    def walk(self) -> Iterator[FrozenEntry]:
        """This entry and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def html(self) -> SafeString:
        """The chapter with all below it, as it was rendered when it was frozen."""
        start, end, rest = self.chapter.html.rpartition(_END_OF_CHAPTER)
        below = "".join(child.html for child in self.children)
        whole = f"{start}{below}{end}{rest}" if end else f"{rest}{below}"
        return mark_safe(whole)  # noqa: S308 - rendered by our templates of cleaned text, and never written again


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version read once: its head, and its chapters as a tree."""

    version: ReportVersion
    head: Head
    outline: tuple[FrozenEntry, ...]

    def walk(self) -> Iterator[FrozenEntry]:
        """All chapters, in reading order."""
        for entry in self.outline:
            yield from entry.walk()


def read_version(version: ReportVersion) -> ReadVersion:
    """The version with its chapters: one query."""
    return ReadVersion(version, Head.of(version), _tree(version.chapters.order_by("order")))


def _tree(chapters: Any) -> tuple[FrozenEntry, ...]:
    top: list[FrozenEntry] = []
    above: list[FrozenEntry] = []
    for chapter in chapters:
        entry = FrozenEntry(chapter)
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(entry)
        above.append(entry)
    return tuple(top)


def latest_version(report: Report) -> ReportVersion | None:
    """The version frozen last; None before the first."""
    return report.versions.order_by("number").last()


def versions_readable_by(user: User, report: Report) -> QuerySet[ReportVersion]:
    """The report's versions that the user may read, of a report that the user may read.

    A proposal is the nämnd's own until it is published: those outside read what was decided.
    """
    if _is_inside(user, report):
        return report.versions.all()
    decided = Q(kind__in=[ReportVersion.Kind.DECISION, ReportVersion.Kind.CORRECTION])
    return report.versions.filter(decided | Q(pk=report.published_version_id))


def _is_inside(user: User, report: Report) -> bool:
    of_unit = access_of(user).may(Capability.READ, report.org_unit_id)
    return of_unit or Chapter.objects.writable_by(user).filter(report=report).exists()


def version_read_by(user: User, report: Report) -> ReportVersion | None:
    """The version that is the report to this user; None for the report as it is being written.

    Everybody reads what is frozen while the texts are closed; those who never write do so from the first utskick on.
    """
    if report.is_writable and not only_reads(user, report):
        return None
    return versions_readable_by(user, report).order_by("number").last()

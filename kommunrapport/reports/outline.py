"""The order of a report's chapters, with their numbers, headings and anchors: the contents list follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.registry import SUBJECTS, SubjectHead
from kommunrapport.reports.scope import ReportScope

GONE = "Det som kapitlet handlar om gäller inte längre"


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in its place. `level` is 1 for the top; `number` is "" where the chapter is not numbered."""

    chapter: Chapter
    number: str
    title: str
    level: int
    children: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        return f"k{self.chapter.pk}"

    def walk(self) -> Iterator[Entry]:
        """This entry and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_outline(report: Report, scope: ReportScope) -> tuple[Entry, ...]:
    """The report's chapters as a tree; one query beside those of the subjects."""
    chapters = list(Chapter.objects.filter(report=report).select_related("responsible").prefetch_related("sections"))
    children: dict[int | None, list[Chapter]] = {}
    for chapter in chapters:
        children.setdefault(chapter.parent_id, []).append(chapter)
    return _entries(report, children, None, "", 1, scope)


def _entries(
    report: Report,
    children: dict[int | None, list[Chapter]],
    parent: int | None,
    prefix: str,
    level: int,
    scope: ReportScope,
) -> tuple[Entry, ...]:
    entries = []
    count = 0
    for chapter in children.get(parent, []):
        head = _subject_head(chapter, scope)
        number = head.number if head else ""
        if report.numbered:
            count += chapter.numbered
            number = f"{prefix}{count}" if chapter.numbered else ""
        below = _entries(report, children, chapter.pk, f"{number}." if number else prefix, level + 1, scope)
        entries.append(Entry(chapter, number, _title(chapter, head), level, below))
    return tuple(entries)


def chapter_title(chapter: Chapter, scope: ReportScope) -> str:
    """What one chapter is called in the report, without its number."""
    return _title(chapter, _subject_head(chapter, scope))


def _title(chapter: Chapter, head: SubjectHead | None) -> str:
    return chapter.heading or (head.title if head else GONE)


def _subject_head(chapter: Chapter, scope: ReportScope) -> SubjectHead | None:
    key, _, pk = chapter.subject_key.partition(":")
    if key not in SUBJECTS or not pk.isdigit():
        return None
    return subject_heads(key, scope).get(int(pk))


def subject_heads(key: str, scope: ReportScope) -> dict[int, SubjectHead]:
    """Those of a kind that are in scope, by their key and in the kommun's order; none for an unknown kind."""
    if key not in SUBJECTS:
        return {}
    return scope.memo(f"heads:{key}", lambda: {head.pk: head for head in SUBJECTS[key].heads(scope)})


def walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    """All entries of a tree, in reading order."""
    for entry in entries:
        yield from entry.walk()


def contents(entries: Iterable[Entry], depth: int) -> list[Entry]:
    """What the contents list shows: entries down to `depth` levels."""
    return [entry for entry in walk(entries) if entry.level <= depth]

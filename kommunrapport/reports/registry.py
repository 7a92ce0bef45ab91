"""What a chapter can show and stand for. The chapter apps register here from their `sections.py`.

A new kind of content is one function, one dataclass and one template; nothing in this package changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from kommunrapport.records.models import Versioned
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.params import NoParams
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class Section:
    """A registered section: `build` reads the data of one chapter and returns a frozen dataclass of blocks.

    `subject` is the kind of subject whose chapters it is for, "" for any chapter.
    """

    key: str
    title: str
    params: type
    build: Callable[[ReportScope, Any], Any]
    subject: str = ""

    @property
    def template(self) -> str:
        app, _, name = self.key.partition(".")
        return f"{app}/sections/{name}.html"

    @property
    def has_choices(self) -> bool:
        return bool(fields(self.params))

    def fits(self, subject_key: str) -> bool:
        """Whether it has something to show in the chapter of this subject, as "goals.goal:17"."""
        return self.subject in ("", subject_key.partition(":")[0])


@dataclass(frozen=True, slots=True)
class SubjectHead:
    """One thing a chapter can stand for, as it is headed. `number` is the kommun's own."""

    pk: int
    number: str
    title: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of thing that chapters can stand for, or repeat over. `heads` gives those in scope, in order.

    With `edit_url(pk, year, org_unit_slug)` its text and figures are changed on a page of its own, and the chapter
    has no editor. `edits` are the links to that page: what each says, and the place on the page ("" for the top), and
    `texts` the rows that hold what was written there for a report.
    """

    key: str
    title: str
    heads: Callable[[ReportScope], list[SubjectHead]]
    edit_url: Callable[[int, int, str], str] | None = None
    edits: tuple[tuple[str, str], ...] = (("Ändra", ""),)
    texts: Texts | None = None


type Texts = Callable[[int, Report], Iterable[Versioned]]

SECTIONS: dict[str, Section] = {}
SUBJECTS: dict[str, SubjectKind] = {}


def section[D](
    key: str, *, title: str, params: type = NoParams, subject: str = ""
) -> Callable[[Callable[[ReportScope, Any], D]], Callable[[ReportScope, Any], D]]:
    """Register a section: the function gets the scope and the section's params, and only reads.

    One that shows the subject of its chapter names the kind.
    """

    def register(build: Callable[[ReportScope, Any], D]) -> Callable[[ReportScope, Any], D]:
        SECTIONS[key] = Section(key, title, params, build, subject)
        return build

    return register


def subject(
    key: str,
    *,
    title: str,
    edit_url: Callable[[int, int, str], str] | None = None,
    edits: tuple[tuple[str, str], ...] = (("Ändra", ""),),
    texts: Texts | None = None,
) -> Callable[[Callable[[ReportScope], list[SubjectHead]]], Callable[[ReportScope], list[SubjectHead]]]:
    """Register a kind of subject by the function that lists those in scope."""

    def register(heads: Callable[[ReportScope], list[SubjectHead]]) -> Callable[[ReportScope], list[SubjectHead]]:
        SUBJECTS[key] = SubjectKind(key, title, heads, edit_url, edits, texts)
        return heads

    return register


def subject_kind(subject_key: str) -> SubjectKind | None:
    """The kind of what a chapter stands for, from "goals.goal:17"; None for a chapter that stands for itself."""
    return SUBJECTS.get(subject_key.partition(":")[0])


def subject_texts(chapter: Chapter) -> Iterable[Versioned]:
    """The rows that hold what was written about what the chapter stands for; none for one that stands for itself."""
    kind, (_, _, pk) = subject_kind(chapter.subject_key), chapter.subject_key.partition(":")
    return kind.texts(int(pk), chapter.report) if kind and kind.texts else ()

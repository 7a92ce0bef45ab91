"""What a template becomes in a report of one unit: one chapter for each subject where a chapter repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kommunrapport.reports.models import ReportTemplate, TemplateChapter
from kommunrapport.reports.outline import subject_heads
from kommunrapport.reports.registry import SubjectHead
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class Planned:
    """A chapter to be. `subject_key` is what it stands for, "" for a chapter that stands for itself."""

    source: TemplateChapter
    subject_key: str
    children: tuple[Planned, ...]


class TemplatePlan:
    """The chapters of a template as a tree, read once; None has none."""

    def __init__(self, template: ReportTemplate | None, scope: ReportScope) -> None:
        self._scope = scope
        self._children: dict[int | None, list[TemplateChapter]] = {}
        for chapter in TemplateChapter.objects.filter(template=template).prefetch_related("sections"):
            self._children.setdefault(chapter.parent_id, []).append(chapter)

    def chapters(self, parent: int | None = None) -> Iterator[Planned]:
        """The chapters below a template chapter, in order."""
        for source in self._children.get(parent, []):
            if source.repeats_over:
                yield from self._repeated(source, None)
            else:
                yield Planned(source, source.subject_key, tuple(self.chapters(source.pk)))

    def repeating(self) -> list[TemplateChapter]:
        """The chapters that stand for one chapter per subject."""
        return [source for below in self._children.values() for source in below if source.repeats_over]

    def for_subject(self, source: TemplateChapter, head: SubjectHead) -> Planned:
        """The chapter of one subject, with the chapters below its template chapter but without nested subjects."""
        return Planned(source, f"{source.repeats_over}:{head.pk}", tuple(self.chapters(source.pk)))

    def _repeated(self, source: TemplateChapter, parent: int | None) -> Iterator[Planned]:
        for head in subject_heads(source.repeats_over, self._scope).values():
            if head.parent == parent:
                one = self.for_subject(source, head)
                nested = tuple(self._repeated(source, head.pk))
                yield Planned(source, one.subject_key, one.children + nested)

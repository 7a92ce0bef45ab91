"""Making a report from its template, and adding chapters for subjects that have come since."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.text import slugify

from kommunrapport.organisation.models import Municipality, Occasion, OrgUnit, User
from kommunrapport.records.saving import claim_token, create_recorded, hold_row
from kommunrapport.reports.from_template import Planned, TemplatePlan
from kommunrapport.reports.models import Chapter, ChapterSection, Report, ReportTemplate, TemplateChapter
from kommunrapport.reports.outline import subject_heads
from kommunrapport.reports.registry import SubjectHead
from kommunrapport.reports.scope import ReportScope, report_scope
from kommunrapport.reports.services import hold_open_report, put_in_order

# In the headings of a template: the report's year, and the one before it.
YEAR_MARK, LAST_YEAR_MARK = "{år}", "{förra året}"
TAKEN_FROM_TEMPLATE = ("kind", "numbered", "contents_depth", "has_cover", "years_shown")


@transaction.atomic
def create_report(
    *, template: ReportTemplate, org_unit: OrgUnit, occasion: Occasion, title: str, token: str, by: User
) -> Report:
    """Make a unit's report for an occasion, with all chapters of the template; no `title` takes the template's.

    Raises AlreadyDone when the form was sent before, ValidationError when the unit has such a report.
    """
    claim_token(token, by)
    municipality = hold_row(Municipality.objects.all(), Municipality.objects.get().pk)  # two slugs are never the same
    report = create_recorded(
        Report,
        by=by,
        slug=_free_slug(municipality, org_unit, occasion),
        title=title or template.title,
        org_unit=org_unit,
        occasion=occasion,
        template=template,
        **{name: getattr(template, name) for name in TAKEN_FROM_TEMPLATE},
    )
    for order, planned in enumerate(TemplatePlan(template, report_scope(report)).chapters(), start=1):
        _create_chapter(report, None, planned, order, by)
    return report


@transaction.atomic
def add_missing_chapters(*, report: Report, by: User) -> int:
    """Add a chapter for each subject in scope that has none, in the kommun's order; returns how many.

    Nothing is removed, moved past another or written over. Raises Locked.
    """
    held = hold_open_report(report.pk)
    scope = report_scope(held)
    plan = TemplatePlan(held.template, scope)
    return sum(_Completion(held, source, plan, scope, by).run() for source in plan.repeating())


class _Completion:
    """Adding what is missing for one repeating chapter of the template."""

    def __init__(
        self, report: Report, source: TemplateChapter, plan: TemplatePlan, scope: ReportScope, by: User
    ) -> None:
        self._report, self._source, self._plan, self._by = report, source, plan, by
        self._heads = subject_heads(source.repeats_over, scope)
        chapters = Chapter.objects.filter(report=report, subject_key__startswith=f"{source.repeats_over}:")
        self._chapters = {int(chapter.subject_key.partition(":")[2]): chapter for chapter in chapters}
        self._home = self._find_home()

    def run(self) -> int:
        missing = [head for head in self._parents_first() if head.pk not in self._chapters]
        for head in missing:
            self._add(head)
        return len(missing)

    def _find_home(self) -> int | None:
        """Under which chapter they stand: where the first is now, else under the heading that the template has."""
        own = {chapter.pk for chapter in self._chapters.values()}
        for chapter in self._chapters.values():
            if chapter.parent_id not in own:
                return chapter.parent_id
        above = self._source.parent
        if above is None:
            return None
        same = Chapter.objects.filter(report=self._report, heading=_heading(above, self._report)).first()
        return same.pk if same else None

    def _parents_first(self, parent: int | None = None) -> Iterator[SubjectHead]:
        for head in self._heads.values():
            if head.parent == parent:
                yield head
                yield from self._parents_first(head.pk)

    def _add(self, head: SubjectHead) -> None:
        above = self._chapters.get(head.parent) if head.parent else None
        parent = above.pk if above else self._home
        siblings = list(Chapter.objects.filter(report=self._report, parent=parent))
        planned = self._plan.for_subject(self._source, head)
        chapter = _create_chapter(self._report, parent, planned, len(siblings) + 1, self._by)
        self._chapters[head.pk] = chapter
        siblings.insert(self._place(head, siblings), chapter)
        put_in_order(siblings, self._by)

    def _place(self, head: SubjectHead, siblings: list[Chapter]) -> int:
        """After the nearest subject before it, else before the first one after it, else last."""
        places = {chapter.subject_key: place for place, chapter in enumerate(siblings)}
        pks = list(self._heads)
        here = pks.index(head.pk)
        for pk in reversed(pks[:here]):
            if (place := places.get(f"{self._source.repeats_over}:{pk}")) is not None:
                return place + 1
        for pk in pks[here + 1 :]:
            if (place := places.get(f"{self._source.repeats_over}:{pk}")) is not None:
                return place
        return len(siblings)


def _create_chapter(report: Report, parent: int | None, planned: Planned, order: int, by: User) -> Chapter:
    source = planned.source
    chapter = create_recorded(
        Chapter,
        by=by,
        report=report,
        parent_id=parent,
        order=order,
        heading=_heading(source, report),
        numbered=source.numbered,
        subject_key=planned.subject_key,
        instruction=source.instruction,
        common_text=source.common_text,
    )
    for section in source.sections.all():
        create_recorded(
            ChapterSection, by=by, chapter=chapter, order=section.order, key=section.key, params=section.params
        )
    for below, child in enumerate(planned.children, start=1):
        _create_chapter(report, chapter.pk, child, below, by)
    return chapter


def _heading(source: TemplateChapter, report: Report) -> str:
    year = report.occasion.year
    return source.heading.replace(YEAR_MARK, str(year)).replace(LAST_YEAR_MARK, str(year - 1))


def _free_slug(municipality: Municipality, org_unit: OrgUnit, occasion: Occasion) -> str:
    """kungsbacka-2016; the next one kungsbacka-ks-2016, then with the occasion, then numbered."""
    name = slugify(municipality.short_name)
    kind = slugify(occasion.get_kind_display())
    with_unit = f"{name}-{org_unit.slug}-{occasion.year}"
    wanted = [f"{name}-{occasion.year}", with_unit, f"{name}-{org_unit.slug}-{kind}-{occasion.year}"]
    taken = set(Report.objects.filter(slug__startswith=f"{name}-").values_list("slug", flat=True))
    numbered = (f"{with_unit}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [*wanted, *numbered] if slug not in taken)

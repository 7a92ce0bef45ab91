"""Rules about reports that are being written: chapters without text or responsible, and late ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from kommunrapport.dates import format_date
from kommunrapport.measures.in_use import measures_used_by
from kommunrapport.measures.models import MeasureListItem
from kommunrapport.measures.series import Wanted
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.reports.checks.places import STILL_WRITTEN, finding, places
from kommunrapport.reports.live.resolving import resolve_figures
from kommunrapport.reports.models import Chapter, ChapterSection
from kommunrapport.reports.models.reports import FINISHED_STATUSES
from kommunrapport.reports.outline import Entry
from kommunrapport.reports.registry import SECTIONS, subject_kind
from kommunrapport.reports.rich_text import plain_text
from kommunrapport.reports.share_texts import wrong_shares


@rule("reports.text", title="Kapitel utan text")
def chapters_without_text(scope: CheckScope) -> Iterator[Finding]:
    """Nothing to read: no text, nothing shown from the data, no chapters below, and no goal or the like behind it."""
    for place in places(scope):
        if _is_empty(place.entry):
            severity = Severity.WARNING if _is_late(scope, place.chapter) or scope.is_due else Severity.INFO
            yield finding(place, severity, f"Kapitel {place.name} har ingen text", "", "Skriv")


@rule("reports.responsible", title="Kapitel utan ansvarig")
def chapters_without_responsible(scope: CheckScope) -> Iterator[Finding]:
    """Nobody is reminded of a chapter that nobody answers for."""
    for place in places(scope):
        if place.chapter.responsible_id is None and place.chapter.status not in FINISHED_STATUSES:
            yield finding(place, Severity.INFO, f"Kapitel {place.name} har ingen ansvarig", "", "Ange ansvarig")


@rule("reports.late", title="Försenade kapitel")
def late_chapters(scope: CheckScope) -> Iterator[Finding]:
    """Not ready though its day has passed."""
    for place in places(scope):
        deadline = place.chapter.deadline
        if deadline and _is_late(scope, place.chapter):
            why = f"Det skulle vara klart {format_date(deadline)}. Läge: {place.chapter.get_status_display()}."
            yield finding(place, Severity.WARNING, f"Kapitel {place.name} är försenat", why, "Öppna kapitlet")


@measures_used_by
def listed_measures(scope: CheckScope) -> Iterator[Wanted]:
    """The measures of the lists that the units' reports show."""
    shown = ChapterSection.objects.filter(
        key__in=_list_sections(),
        chapter__report__org_unit__in=scope.unit_ids,
        chapter__report__occasion=scope.occasion,
        chapter__report__state__in=STILL_WRITTEN,
    )
    found = shown.values_list("params__measure_list", "chapter__report__org_unit").distinct()
    units: dict[str, set[int]] = {}
    for slug, org_unit_id in found:
        units.setdefault(slug, set()).add(org_unit_id)
    items = MeasureListItem.objects.filter(measure_list__slug__in=[slug for slug in units if slug])
    for item in items.filter(measure__isnull=False).select_related("measure", "measure_list"):
        for org_unit_id in units[item.measure_list.slug]:
            if item.measure:
                yield Wanted(item.measure, org_unit_id)


def _list_sections() -> list[str]:
    """The sections that show a list of measures, of every app."""
    return [key for key, shown in SECTIONS.items() if any(f.name == "measure_list" for f in fields(shown.params))]


@rule("reports.shares", title="Andelar i texterna")
def shares_in_texts(scope: CheckScope) -> Iterator[Finding]:
    """A share in brackets that is not that of the numbers it stands with."""
    for place in places(scope):
        text = plain_text(resolve_figures(place.texts, place.scope))
        for found in wrong_shares(text):
            why = f"{found.part} av {found.whole} är {found.right}."
            said = f"Kapitel {place.name}: andelen i ”{found.quote}” stämmer inte"
            key = f"{found.whole}:{found.quote[:120]}"
            yield finding(place, Severity.WARNING, said, why, "Rätta texten", key)


def _is_empty(entry: Entry) -> bool:
    chapter = entry.chapter
    kind = subject_kind(chapter.subject_key)
    written_elsewhere = kind is not None and kind.edit_url is not None
    has_content = chapter.text or chapter.common_text or chapter.sections.all() or entry.children
    return not (written_elsewhere or has_content)


def _is_late(scope: CheckScope, chapter: Chapter) -> bool:
    is_past = chapter.deadline is not None and chapter.deadline < scope.today
    return is_past and chapter.status not in FINISHED_STATUSES

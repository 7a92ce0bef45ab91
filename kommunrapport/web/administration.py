"""The first page of administration, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from budget import administered as economy
from goals import administered as goals
from internal_control import administered as internal_control
from kommunrapport.administration import organisation
from kommunrapport.administration.described import Administered
from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.measures import administered as measures
from kommunrapport.reports import administered as reports

GROUPS: list[tuple[str, list[Administered]]] = [
    (
        "Kommunen",
        [
            organisation.MUNICIPALITY,
            organisation.ORG_UNITS,
            organisation.REORGANISATIONS,
            organisation.POSITIONS,
            organisation.USERS,
        ],
    ),
    ("Mål", [goals.GOALS, goals.GOAL_LEVELS, goals.FOCUS_AREAS, goals.VISIONS]),
    ("Direktiv och inriktningar", [goals.DIRECTIVES, goals.GUIDELINES]),
    ("Mätningar", [measures.MEASURES, measures.MEASURE_LISTS]),
    ("Ekonomi", [economy.AREAS, economy.THRESHOLDS, economy.COMPARABILITY_ITEMS]),
    ("Intern kontroll", [internal_control.SCALE_STEPS, internal_control.RISK_LEVELS]),
    (
        "Uppföljning",
        [organisation.OCCASIONS, goals.ASSESSMENT_LEVELS, goals.ASSESSMENT_RULES, goals.COMMENT_KINDS],
    ),
    ("Ord och rapporter", [organisation.LABELS, reports.TEMPLATES, reports.RETENTION_RULES]),
]


# Pages that are no list of rows: heading, then what each says, its address and what it is about.
PAGES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Ansvar",
        [
            (
                "Ansvar",
                "administration:responsibility",
                "Befattningar vars innehavare saknas, har slutat eller har för mycket.",
            )
        ],
    ),
    ("Året", [("Årsskifte", "administration:year_change", "Vad som följer med till nästa år, och att öppna det.")]),
    (
        "Tillsyn",
        [("Ändringslogg", "administration:change_log", "Vem som har ändrat vad, och när. Kan hämtas för revisorer.")],
    ),
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A link to one kind of row, and what it is about."""

    text: str
    url: str
    about: str


@administrator_required
@require_GET
def administration(request: HtmxRequest) -> HttpResponse:
    """What there is to administer."""
    groups = [(heading, [_entry(one) for one in described]) for heading, described in GROUPS]
    groups += [(heading, [Entry(text, reverse(url), about) for text, url, about in pages]) for heading, pages in PAGES]
    return render(request, "administration/landing.html", {"groups": groups})


def _entry(described: Administered) -> Entry:
    if described.single:
        return Entry("Kommunen", described.url("edit", 1), described.lead)
    return Entry(described.heading, described.url("list"), described.lead)

"""The row of links between the pages of the economy: those that the user may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.roles import Capability

# Word, name of the address, and whether only those who keep the economy open it.
_PAGES = (
    ("Budget", "budget:budget_register", False),
    ("Årets belopp", "budget:year_totals", True),
    ("Prognos", "budget:forecast_list", False),
    ("Åtgärdsplan", "budget:correction_plan", False),
    ("Investeringar", "budget:project_list", False),
    ("Ram och anslag", "budget:appropriation_list", False),
    ("Inläsningar", "budget:import_list", False),
)


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


def economy_links(figures: Figures) -> list[Link]:
    lens = figures.lens
    keeps = figures.access.may(Capability.MANAGE_BUDGET, lens.org_unit.pk)
    return [
        Link(text, reverse(name, args=[lens.year, lens.org_unit.slug]))
        for text, name, for_keepers in _PAGES
        if keeps or not for_keepers
    ]

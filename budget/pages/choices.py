"""The links that change how a page is seen; what is chosen stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from budget.models import Grouping
from budget.money import UNIT_PARAMETER, UNITS, MoneyUnit

GROUPING_PARAMETER = "indelning"


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a row of them."""

    text: str
    query: str
    is_current: bool


def unit_choices(query: QueryDict, chosen: MoneyUnit) -> tuple[Choice, ...]:
    """Thousands or kronor."""
    return tuple(Choice(slug, _with(query, UNIT_PARAMETER, slug), slug == chosen.slug) for slug in UNITS)


def grouping_choices(query: QueryDict, groupings: Iterable[str], chosen: str) -> tuple[Choice, ...]:
    """The groupings there are; none where there is nothing to choose."""
    found = tuple(
        Choice(Grouping(g).label.capitalize(), _with(query, GROUPING_PARAMETER, g), g == chosen) for g in groupings
    )
    return found if len(found) > 1 else ()


def _with(query: QueryDict, parameter: str, value: str) -> str:
    changed = query.copy()
    changed[parameter] = value
    return f"?{changed.urlencode()}"

"""How many errors a unit has, as the menu tells it: known since the rules were last run, never run for the menu."""

from __future__ import annotations

from django.core.cache import cache

from kommunrapport.organisation.models import Occasion, OrgUnit

KEPT_SECONDS = 10 * 60


def remember_errors(org_unit: OrgUnit, occasion: Occasion, count: int) -> None:
    """Keep the number of open errors for a while. What is kept already is not written again: a page only reads."""
    if known_errors(org_unit, occasion) != count:
        cache.set(_key(org_unit, occasion), count, KEPT_SECONDS)


def known_errors(org_unit: OrgUnit, occasion: Occasion) -> int | None:
    """The number when the rules were last run; None when that was too long ago."""
    count: int | None = cache.get(_key(org_unit, occasion))
    return count


def _key(org_unit: OrgUnit, occasion: Occasion) -> str:
    return f"quality:errors:{org_unit.pk}:{occasion.pk}"

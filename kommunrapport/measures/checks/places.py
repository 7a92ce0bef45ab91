"""Where a measure is seen and mended."""

from __future__ import annotations

from django.urls import reverse

from kommunrapport.measures.models import Measure
from kommunrapport.quality.scope import CheckScope


def measure_url(scope: CheckScope, measure: Measure, org_unit_id: int) -> str:
    """The measure's page for the unit."""
    return reverse("measures:measure_detail", args=[scope.year, scope.units[org_unit_id].slug, measure.slug])


def measure_place(scope: CheckScope, org_unit_id: int) -> str:
    """What is said of where it stands."""
    return f"Utfall {scope.year}, {scope.units[org_unit_id].name}"

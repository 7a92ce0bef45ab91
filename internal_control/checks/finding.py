"""How the rules tell what they find: what is confidential is told without its name."""

from __future__ import annotations

from django.urls import reverse

from kommunrapport.quality.registry import Finding, Severity
from kommunrapport.quality.scope import CheckScope


def control_finding(
    scope: CheckScope,
    *,
    key: int,
    org_unit_id: int,
    text: str,
    place: str,
    page: str,
    mend: str,
    args: tuple[int, ...] = (),
    anchor: str = "",
    why: str = "",
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding of a unit, mended on one of the pages of internal control."""
    unit = scope.units[org_unit_id]
    url = reverse(f"internal_control:{page}", args=[scope.year, unit.slug, *args])
    return Finding(
        key=str(key),
        severity=severity,
        text=text,
        where=f"{place}, {unit.name}",
        url=f"{url}#{anchor}" if anchor else url,
        why=why,
        mend=mend,
        org_unit_id=unit.pk,
    )


def due_severity(scope: CheckScope) -> Severity:
    """A warning when the units' last day has passed, before that something to know."""
    return Severity.WARNING if scope.is_due else Severity.INFO

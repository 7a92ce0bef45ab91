"""Which units stand behind one address."""

from __future__ import annotations

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.submissions import REPORTING_KINDS, reporting_unit
from kommunrapport.organisation.tree import ids_below


def unit_and_below(org_unit: OrgUnit) -> frozenset[int]:
    """Ids of the unit and all units under it."""
    return ids_below([org_unit.pk], OrgUnit.objects.child_ids())


def up_to_namnd(org_unit: OrgUnit) -> list[OrgUnit]:
    """The unit and those above it, up to the one that reports. Needs `parent__parent` selected."""
    units = [org_unit]
    top = reporting_unit(org_unit)
    while units[-1] != top and units[-1].parent is not None:
        units.append(units[-1].parent)
    return units


def units_in_view(org_unit: OrgUnit) -> frozenset[int]:
    """Ids of the unit, all under it, and those above it up to its nämnd: whose positions may answer for something."""
    return unit_and_below(org_unit) | {unit.pk for unit in up_to_namnd(org_unit)}


def units_read(user: User, lens: Lens) -> frozenset[int]:
    """Who oversees the unit sees it and its own parts, but no other nämnd under it."""
    below, readable = unit_and_below(lens.org_unit), access_of(user).readable_units
    if lens.org_unit.pk in readable:
        return below & readable
    parts = OrgUnit.objects.filter(pk__in=below).exclude(kind__in=REPORTING_KINDS).values_list("pk", flat=True)
    return frozenset({lens.org_unit.pk, *parts})

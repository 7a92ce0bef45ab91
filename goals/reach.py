"""Which units stand behind one address, and which a goal or directive is addressed to."""

from __future__ import annotations

from collections.abc import Sequence

from goals.models import Directive, Goal
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.organisation.tree import ids_below

# "Alla nämnder" is these: companies and förvaltningar are addressed by name.
NAMNDER = (OrgUnit.Kind.EXECUTIVE_BOARD, OrgUnit.Kind.COMMITTEE)


def unit_and_below(org_unit: OrgUnit) -> frozenset[int]:
    """Ids of the unit and all units under it."""
    return ids_below([org_unit.pk], OrgUnit.objects.child_ids())


def units_in_view(org_unit: OrgUnit) -> frozenset[int]:
    """Ids of the unit, all under it, and those above it up to its nämnd: whose goals the unit works with."""
    above = set()
    unit: OrgUnit | None = org_unit
    top = reporting_unit(org_unit)
    while unit is not None and unit != top:
        unit = unit.parent
        above.add(unit.pk if unit else top.pk)
    return unit_and_below(org_unit) | above


def addressed_units(subjects: Sequence[Goal] | Sequence[Directive], year: int) -> dict[int, list[OrgUnit]]:
    """The units each goal or directive is addressed to, by its id. Needs `addressed_units` prefetched."""
    namnder = list(OrgUnit.objects.valid_in(year).filter(kind__in=NAMNDER))
    return {s.pk: namnder if s.addresses_all else list(s.addressed_units.all()) for s in subjects}

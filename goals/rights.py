"""What one user may do with one subject of the steering model."""

from __future__ import annotations

from collections.abc import Iterable

from goals.services.holding import Subject, subject_key
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.models import Chapter


def may_write_about(user: User, subject: Subject, org_unit: OrgUnit, occasion: Occasion) -> bool:
    """The user writes all texts of the unit, or is responsible for its chapter about the subject."""
    if access_of(user).may(Capability.WRITE_TEXTS, org_unit.pk):
        return True
    chapters = Chapter.objects.writable_by(user).filter(report__org_unit=org_unit, report__occasion=occasion)
    return chapters.filter(subject_key=subject_key(subject)).exists()


def units_seen_into(user: User, org_units: Iterable[OrgUnit], occasion: Occasion) -> frozenset[int]:
    """Ids of those of the units whose texts and proposals the user reads.

    Own units, and for who oversees others those whose figures are closed. The others are still at work.
    """
    access = access_of(user)
    units = set(org_units)
    seen = {unit.pk for unit in units if unit.pk in access.readable_units}
    if access.reads_sent:
        closed = set(Submission.objects.closed().filter(occasion=occasion).values_list("org_unit", flat=True))
        seen |= {unit.pk for unit in units if reporting_unit(unit).pk in closed}
    return frozenset(seen)

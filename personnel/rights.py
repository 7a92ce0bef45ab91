"""What one user may do with the figures of the staff."""

from __future__ import annotations

from kommunrapport.organisation.access import Access
from kommunrapport.organisation.roles import Capability, Subject


def manages_staff(access: Access, org_unit_id: int) -> bool:
    """The user keeps the unit's figures of the staff, or answers for the staff in all units."""
    return access.may(Capability.MANAGE_PERSONNEL, org_unit_id) or Subject.PERSONNEL in access.subjects

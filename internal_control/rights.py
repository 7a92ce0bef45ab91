"""Who has uppsikt: reads what every nämnd has sent over."""

from __future__ import annotations

from django.utils import timezone

from kommunrapport.organisation.access import OVERSEEING_KINDS, access_of
from kommunrapport.organisation.models import Membership, User


def may_oversee(user: User) -> bool:
    """Auditors, administrators, and everybody with a role in the kommunstyrelse, fullmäktige or the whole kommun."""
    if access_of(user).reads_sent:
        return True
    roles = Membership.objects.filter(user=user).valid_on(timezone.localdate())
    return roles.filter(org_unit__kind__in=OVERSEEING_KINDS).exists()

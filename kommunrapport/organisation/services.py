"""Changing the kommun's units, users and words."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kommunrapport.organisation.models import Label, Membership, Municipality, OrgUnit, User
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import claim_token, create_recorded, delete_checked, save_checked
from kommunrapport.records.trees import require_no_loop


@transaction.atomic
def change_org_unit(*, pk: int, version: int, by: User, **changes: Any) -> OrgUnit:
    """Change a unit. Raises ValidationError when it would end up below itself, Conflict as `save_checked`."""
    require_no_loop(OrgUnit, pk, changes.get("parent"))
    return save_checked(OrgUnit, pk=pk, version=version, by=by, **changes)


@transaction.atomic
def add_user(*, token: str, by: User, email: str, **fields: Any) -> User:
    """Add somebody who can't sign in until they have chosen a password by an invitation."""
    claim_token(token, by)
    return create_recorded(User, by=by, email=email.lower(), password=make_password(None), **fields)


@transaction.atomic
def change_user(*, pk: int, version: int, by: User, email: str, **changes: Any) -> User:
    """Change a user; a former address no longer signs in.

    Raises ValidationError when nobody would be left to administer, Conflict as `save_checked`.
    """
    _hold_administrators()
    user = save_checked(User, pk=pk, version=version, by=by, email=email.lower(), **changes)
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    _require_an_administrator()
    return user


@transaction.atomic
def change_membership(*, pk: int, version: int, by: User, **changes: Any) -> Membership:
    """Change a role. Raises as `change_user`."""
    _hold_administrators()
    membership = save_checked(Membership, pk=pk, version=version, by=by, **changes)
    _require_an_administrator()
    return membership


@transaction.atomic
def delete_membership(*, pk: int, version: int, by: User) -> None:
    """Take a role from a user. Raises as `change_user`."""
    _hold_administrators()
    delete_checked(Membership, pk=pk, version=version, by=by)
    _require_an_administrator()


@transaction.atomic
def choose_label(*, key: str, text: str, version: int, by: User) -> None:
    """Choose the kommun's word for `key`; an empty one goes back to the program's own.

    `version` is that of the word the user saw, 0 when there was none. Raises Conflict as `save_checked`.
    """
    label = Label.objects.filter(key=key).first()
    if label is None:
        if text:
            create_recorded(Label, by=by, key=key, text=text)
    elif text:
        save_checked(Label, pk=label.pk, version=version, by=by, text=text)
    else:
        delete_checked(Label, pk=label.pk, version=version, by=by)


@transaction.atomic
def create_administrator(*, email: str, name: str, municipality: str) -> User:
    """Add somebody who administers the whole kommun, or give an existing user that role.

    An empty database gets the kommun itself, named `municipality`, and its topmost unit.
    """
    user = User.objects.filter(email__iexact=email).first() or create_recorded(
        User, by=None, email=email.lower(), name=name, password=make_password(None)
    )
    root = OrgUnit.objects.filter(parent=None).order_by("order", "pk").first() or _first_unit(municipality)
    if not Membership.objects.filter(user=user, org_unit=root, role=Role.ADMINISTRATOR).exists():
        create_recorded(Membership, by=None, user=user, org_unit=root, role=Role.ADMINISTRATOR)
    return user


def _first_unit(municipality: str) -> OrgUnit:
    if not Municipality.objects.exists():
        create_recorded(Municipality, by=None, pk=1, name=municipality, short_name=municipality)
    return create_recorded(OrgUnit, by=None, slug="kommun", name=municipality, kind=OrgUnit.Kind.MUNICIPALITY)


def _hold_administrators() -> None:
    """Keep two administrators from taking the role from each other at the same moment."""
    list(Membership.objects.filter(role=Role.ADMINISTRATOR).select_for_update(no_key=True, of=("self",)).order_by("pk"))


def _require_an_administrator() -> None:
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    if not administrators.valid_on(timezone.localdate()).exists():
        raise ValidationError("Någon måste kunna administrera. Ge först rollen administratör till någon annan.")

"""What people have typed and not saved: kept while they type, until they save it or throw it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet

from kommunrapport.records.models import Draft
from kommunrapport.records.saving import NUL, hold_row

if TYPE_CHECKING:
    from kommunrapport.organisation.models import User

MOST_DRAFTS = 200  # of one person; more is a script gone wrong


class TooManyDrafts(Exception):
    """The person has as many drafts as anybody may have."""


@transaction.atomic
def keep_draft(
    *,
    by: User,
    target: str,
    field: str,
    text: str,
    base_version: int,
    pk: int | None = None,
    title: str = "",
    url: str = "",
) -> Draft:
    """Keep the text as the person's draft `pk`; as a new draft when there is none, or it is gone.

    A page that is closed may send its text twice: the same text is one draft. Raises TooManyDrafts.
    """
    hold_row(get_user_model()._default_manager.all(), by.pk)
    own = drafts_of(by, target).filter(field=field)
    draft = (own.filter(pk=pk).first() if pk else None) or own.filter(text=text).first()
    if draft is None:
        if drafts_of(by).count() >= MOST_DRAFTS:
            raise TooManyDrafts
        draft = Draft(user=by, target=target, field=field)
    draft.text, draft.base_version, draft.title, draft.url = text, base_version, title, url
    draft.save()
    return draft


def forget_drafts(*, by: User, pks: Iterable[int]) -> None:
    """Take away own drafts: what they held is saved, or thrown away. Those of others are left alone."""
    Draft.objects.filter(user=by, pk__in=list(pks)).delete()


def drafts_of(user: User, target: str = "") -> QuerySet[Draft]:
    """What the person has typed and not saved, the latest first; all of it, or what belongs to `target`."""
    own = Draft.objects.filter(user=user)
    if NUL in target:
        return own.none()
    return own.filter(target=target) if target else own

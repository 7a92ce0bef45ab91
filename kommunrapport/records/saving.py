"""The one way a row is saved: row held, version compared, history written, in that order.

The row is held to the end of the transaction (PostgreSQL: row lock; SQLite: its one write lock, taken when the
transaction opens), so two people who save the same version never both succeed. Whoever guards the row by a state
(a submission, a report) holds that row first, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from kommunrapport.records.models import UsedToken, Versioned

if TYPE_CHECKING:
    from kommunrapport.organisation.models import User


NUL = "\0"  # stands in no text that PostgreSQL can store or look for
LONGEST_TOKEN = 64  # characters


class Conflict(Exception):
    """Somebody saved after the version the user was looking at. `stored` is the row as it is now."""

    def __init__(self, stored: Versioned) -> None:
        super().__init__(f"{stored._meta.label} {stored.pk} is now at version {stored.version}")
        self.stored = stored


class Locked(Exception):
    """The figures or texts are closed for entry. `sentence` says why, since when and who can open them."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDone(Exception):
    """The same form was sent before, and acted then."""


def hold_row[M: models.Model](queryset: models.QuerySet[M], pk: Any) -> M:
    """Fetch a row and keep every other saver waiting for it until the transaction ends."""
    return queryset.select_for_update(no_key=True, of=("self",)).get(pk=pk)


@transaction.atomic
def save_checked[V: Versioned](model: type[V], *, pk: int, version: int, by: User, **changes: Any) -> V:
    """Save `changes` to the row that was at `version` when the user saw it.

    A many-to-many field takes all its rows. A repeated post, whose values are stored already, is a success and
    writes nothing.
    Raises Conflict when somebody else saved since, ValidationError when the row would break a rule.
    """
    row = hold_row(model._default_manager.all(), pk)
    related = _many_to_many(model, changes)
    plain = {name: value for name, value in changes.items() if name not in related}
    if _is_stored(row, plain, related):
        return row
    if row.version != version:
        raise Conflict(row)
    for name, value in plain.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean()
    row.skip_history_when_saving = True  # type: ignore[attr-defined]  # save() below writes one line for it all
    for name, rows in related.items():
        getattr(row, name).set(rows)
    del row.skip_history_when_saving  # type: ignore[attr-defined]
    return _recorded_save(row, by, [*plain, "version"])


@transaction.atomic
def create_recorded[V: Versioned](model: type[V], *, by: User | None, **fields: Any) -> V:
    """Create a row with its first line of history.

    Raises ValidationError when the row would break a rule.
    """
    related = _many_to_many(model, fields)
    row = model(**{name: value for name, value in fields.items() if name not in related})
    row.full_clean()
    _recorded_save(row, by, None)
    for name, rows in related.items():
        getattr(row, name).set(rows)
    return row


@transaction.atomic
def create_once[V: Versioned](model: type[V], *, token: str, by: User, **fields: Any) -> V:
    """Create a row from a form that must act once. Raises AlreadyDone, and ValidationError as `create_recorded`."""
    claim_token(token, by)
    return create_recorded(model, by=by, **fields)


@transaction.atomic
def delete_checked[V: Versioned](model: type[V], *, pk: int, version: int, by: User) -> None:
    """Delete the row that was at `version`; its history stays. Raises Conflict as `save_checked`."""
    row = hold_row(model._default_manager.all(), pk)
    if row.version != version:
        raise Conflict(row)
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()


def claim_token(token: str, by: User) -> None:
    """Spend a form's one-time token, in the transaction of what the form does.

    Raises AlreadyDone when the token was spent before, so that a double click has one effect, and for what is none.
    """
    if not _is_token(token):
        raise AlreadyDone(token)
    _, created = UsedToken.objects.get_or_create(token=token, defaults={"used_by": by})
    if not created:
        raise AlreadyDone(token)


def is_spent(token: str) -> bool:
    """Whether the form with this token has acted: then its values exist, and checking them again would refuse them."""
    return _is_token(token) and UsedToken.objects.filter(token=token).exists()


def _is_token(token: str) -> bool:
    """Whether it can be one at all: PostgreSQL stores neither a zero character nor more than there is room for."""
    return NUL not in token and len(token) <= LONGEST_TOKEN


def _many_to_many(model: type[Versioned], fields: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in model._meta.many_to_many}
    return {name: value for name, value in fields.items() if name in names}


def _is_stored(row: Versioned, plain: dict[str, Any], related: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in plain.items()) and all(
        set(getattr(row, name).all()) == set(rows) for name, rows in related.items()
    )


def _recorded_save[V: Versioned](row: V, by: User | None, update_fields: list[str] | None) -> V:
    row._history_user = by  # type: ignore[attr-defined]
    row.save(update_fields=update_fields)
    return row

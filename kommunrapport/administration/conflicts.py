"""Two people changed the same row: what each of them wrote, field by field."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models

from kommunrapport.administration.forms import RecordForm
from kommunrapport.administration.values import shown
from kommunrapport.records.models import Versioned


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the user changed, and that now holds something else."""

    label: str
    stored: str
    mine: str


@dataclass(frozen=True, slots=True)
class Collision:
    """`form` holds the user's values where the user changed something, else the stored ones, and the new version:
    sent as it is, it saves the user's own changes and keeps the other's. `confirmations` are sent with it: (name,
    value) of the texts whose personnummer the user has said must stand there."""

    changed_by: str
    changed_at: datetime.datetime | None
    differences: list[Difference]
    form: RecordForm
    confirmations: list[tuple[str, str]]


def collision(form: RecordForm, stored: Versioned) -> Collision:
    """Compare what was posted with what is stored, with the version the user saw as their common ground."""
    posted = form.changes()
    seen = _seen(stored, form.cleaned_data["version"])
    mine = {name: value for name, value in posted.items() if name not in seen or _comparable(value) != seen[name]}
    fields = {name: stored._meta.get_field(name) for name in posted}
    now = {name: _value(stored, field) for name, field in fields.items()}
    differences = [
        Difference(str(form.fields[name].label), shown(fields[name], now[name]), shown(fields[name], value))
        for name, value in mine.items()
        if _comparable(value) != _comparable(now[name])
    ]
    latest = stored.history.first()  # type: ignore[attr-defined]
    return Collision(
        changed_by=str(latest.history_user) if latest and latest.history_user else "Någon",
        changed_at=latest.history_date if latest else None,
        differences=differences,
        form=type(form)(instance=stored, initial=mine | {"version": stored.version}),
        confirmations=form.confirmations,
    )


def _seen(stored: Versioned, version: int) -> dict[str, Any]:
    """The row as it was at `version`, comparable; empty when history does not go that far back."""
    line = stored.history.filter(version=version).first()  # type: ignore[attr-defined]
    if line is None:
        return {}
    plain = {field.name: _comparable(getattr(line, field.attname)) for field in line.tracked_fields}
    many = {
        field.name: frozenset(getattr(line, field.name).values_list(field.m2m_reverse_field_name(), flat=True))
        for field in line._history_m2m_fields
    }
    return plain | many


def _value(row: Versioned, field: Any) -> Any:
    return getattr(row, field.name).all() if field.many_to_many else getattr(row, field.name)


def _comparable(value: Any) -> Any:
    """A related row by its key, many of them as a set of keys."""
    match value:
        case models.Model():
            return value.pk
        case models.QuerySet():
            return frozenset(row.pk for row in value)
        case _:
            return value

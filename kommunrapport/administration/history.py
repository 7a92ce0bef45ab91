"""Who changed what, when, from what to what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models
from simple_history.models import DeletedObject, ModelChange

from kommunrapport.administration.values import shown
from kommunrapport.records.models import Versioned


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """One save: what changed in it. `changes` is empty for the line that made the row."""

    who: str
    when: datetime.datetime
    created: bool
    changes: list[FieldChange]


def history_of(row: Versioned) -> list[Event]:
    """The latest first. Saves that changed nothing a person can see are left out."""
    lines = list(row.history.select_related("history_user"))  # type: ignore[attr-defined]
    events = [_event(line, _changes(row, line, earlier)) for line, earlier in pairwise(lines)]
    events += [_event(line, []) for line in lines[-1:]]
    return [event for event in events if event.changes or event.created]


def _event(line: Any, changes: list[FieldChange]) -> Event:
    who = str(line.history_user) if line.history_user else "Programmet"
    return Event(who, line.history_date, line.history_type == "+" and not changes, changes)


def _changes(row: Versioned, line: Any, earlier: Any) -> list[FieldChange]:
    delta = line.diff_against(earlier, foreign_keys_are_objs=True)
    return [_change(row, change) for change in delta.changes]


def _change(row: Versioned, change: ModelChange) -> FieldChange:
    field: Any = row._meta.get_field(change.field)
    label = str(field.verbose_name)
    return FieldChange(label[:1].upper() + label[1:], _words(field, change.old), _words(field, change.new))


def _words(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(value, DeletedObject):
        # The library stands this in for an empty relation too: its key tells them apart.
        return shown(field, None) if value.pk is None else "borttagen"
    if field.many_to_many:
        return shown(field, [row[field.m2m_reverse_field_name()] for row in value])  # type: ignore[attr-defined]
    return shown(field, value)

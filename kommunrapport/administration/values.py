"""A value of any field as a person reads it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from kommunrapport.dates import format_date
from kommunrapport.numbers import EN_DASH, editable_number


def shown(field: Any, value: Any) -> str:
    """The words for `value` of a model field: a choice's label, Ja or Nej, a date, names of related rows.

    A related row may come as its key; nothing is a dash.
    """
    if field.many_to_many:
        return ", ".join(str(row) for row in value) or EN_DASH
    if value is None or value == "":
        return EN_DASH
    if field.is_relation:
        return str(value if isinstance(value, models.Model) else field.related_model._default_manager.get(pk=value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return plain(value)


def plain(value: object) -> str:
    """A value without a field: as `shown`."""
    match value:
        case bool():
            return "Ja" if value else "Nej"
        case datetime.datetime() | datetime.date():
            return format_date(value)
        case Decimal():
            return editable_number(value, None)
        case _:
            return str(value)

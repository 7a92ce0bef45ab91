"""What keeps a row from being deleted: everything that points at it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import models

from kommunrapport.records.models import Versioned


def what_hangs_on(row: Versioned) -> list[str]:
    """Sentence parts such as "3 aktiviteter", one for each kind of row that points at this one; empty when none do.

    Histories do not count: they stay. A row's own many-to-many choices go with it.
    """
    counts: Counter[str] = Counter()
    for relation in row._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            counts[_words(relation)] += _count(row, relation)
    return [f"{count} {words}" for words, count in counts.items() if count]


def _count(row: Versioned, relation: Any) -> int:
    if relation.on_delete in (models.DO_NOTHING, models.SET_NULL) or _is_own_choice(row, relation):
        return 0
    return int(relation.related_model._base_manager.filter(**{relation.field.name: row}).count())


def _is_own_choice(row: Versioned, relation: Any) -> bool:
    return any(
        field.remote_field.through is relation.related_model and field.m2m_field_name() == relation.field.name
        for field in row._meta.many_to_many
    )


def _words(relation: Any) -> str:
    """The plural of what points here; for a row of a many-to-many, the plural of the row that chose this one."""
    owner = relation.related_model._meta.auto_created or relation.related_model
    return str(owner._meta.verbose_name_plural)

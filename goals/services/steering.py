"""Changing goals as adopted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from goals.models import Goal
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import save_checked
from kommunrapport.records.trees import require_no_loop


@transaction.atomic
def change_goal(*, pk: int, version: int, by: User, **changes: Any) -> Goal:
    """Change a goal. Raises ValidationError when it would be below or replace itself, Conflict as `save_checked`."""
    require_no_loop(Goal, pk, changes.get("parent"))
    replaced = changes.get("replaces")
    if replaced and replaced.pk == pk:
        raise ValidationError({"replaces": "Ett mål kan inte ersätta sig självt."})
    return save_checked(Goal, pk=pk, version=version, by=by, **changes)

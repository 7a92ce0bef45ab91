"""Changing what is measured; outcomes are in services.py."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kommunrapport.measures.models import Measure
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import save_checked
from kommunrapport.records.trees import require_no_loop


@transaction.atomic
def change_measure(*, pk: int, version: int, by: User, **changes: Any) -> Measure:
    """Change a measure. Raises ValidationError when it would be a part of itself, Conflict as `save_checked`."""
    require_no_loop(Measure, pk, changes.get("parent"))
    return save_checked(Measure, pk=pk, version=version, by=by, **changes)

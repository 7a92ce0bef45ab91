"""Areas that come with a file: made when the file is read in, with the sums they stand under."""

from __future__ import annotations

from typing import Any

from budget.imports.mapping import area_key
from budget.models import AreaCode, BudgetArea, ImportBatch
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import create_recorded


def create_areas(batch: ImportBatch, by: User) -> dict[str, int]:
    """Make the new areas of the batch's plan; returns the pk of each by its key. What is made meanwhile is used."""
    planned = {_key(area): area for area in batch.plan.get("new_areas", [])}
    created: dict[str, int] = {}

    def make(key: str) -> int:
        if key not in created:
            area = planned[key]
            parent = make(area["parent"]) if area["parent"] in planned else None
            created[key] = _make(batch, area, parent, by).pk
        return created[key]

    for key in planned:
        make(key)
    return created


def _key(area: dict[str, Any]) -> str:
    return area_key(area["grouping"], area["name"])


def _make(batch: ImportBatch, area: dict[str, Any], parent_id: int | None, by: User) -> BudgetArea:
    same = {"org_unit": batch.org_unit, "grouping": area["grouping"], "name": area["name"]}
    found = BudgetArea.objects.filter(**same, parent_id=parent_id).first()
    if found is None:
        parent = BudgetArea.objects.get(pk=parent_id) if parent_id else None
        plain = {name: area[name] for name in ("order", "has_heading", "total_label", "nature")}
        found = create_recorded(BudgetArea, by=by, **same, parent=parent, **plain)
    for code in area["codes"]:
        if not found.codes.filter(code=code).exists():
            create_recorded(AreaCode, by=by, area=found, code=code, valid_from=None)
    return found

"""How a source reads its files, in words."""

from __future__ import annotations

from budget.imports.mapping import SCALES, Mapping, Role
from budget.models import Figure, ImportSource


def describe(source: ImportSource) -> str:
    """ "Utfall och budget i tusental kronor (tkr), 6 kolumner"; that nothing is known of a source that is new."""
    if not source.mapping:
        return "Kopplas med sin första fil"
    mapping = Mapping.from_json(source.mapping)
    if not mapping.columns:
        return f"SIE, {len(mapping.dimensions)} dimensioner"
    figures = dict.fromkeys(Figure(column.figure).label for column in mapping.amounts if not column.is_variance)
    unit = dict(SCALES).get(mapping.scale or 1, "")
    read = sum(column.role != Role.IGNORED for column in mapping.columns)
    return f"{', '.join(figures).capitalize()} i {unit}, {read} kolumner"

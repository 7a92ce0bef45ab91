"""The kommun's steering model as a figure."""

from __future__ import annotations

from dataclasses import dataclass

from goals.models import FocusArea, Vision
from goals.scope import directives_in_scope, goals_in_scope, guidelines_in_scope
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class ModelLevel:
    """One step of the steering model: what it is called, and what stands there."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SteeringModel:
    """The kommun's steering model from vision to follow-up, drawn from the data."""

    title: str
    levels: tuple[ModelLevel, ...]


@section("goals.steering_model", title="Styrmodellen")
def steering_model(scope: ReportScope, params: object) -> SteeringModel:
    """Vision, areas, each level of goals, directives and guidelines in force this year."""
    visions = Vision.objects.filter(valid_from__lte=scope.year).order_by("-valid_from")[:1]
    by_level: dict[str, list[str]] = {}
    for goal in goals_in_scope(scope):
        by_level.setdefault(goal.level.name, []).append(goal.title)
    levels = [
        ModelLevel("Vision", tuple(vision.title for vision in visions)),
        ModelLevel("Områden", tuple(FocusArea.objects.values_list("name", flat=True))),
        *(ModelLevel(name, tuple(titles)) for name, titles in by_level.items()),
        ModelLevel("Direktiv och uppdrag", tuple(d.title for d, _ in directives_in_scope(scope).values())),
        ModelLevel("Inriktningar", tuple(g.title for g, _ in guidelines_in_scope(scope).values())),
    ]
    return SteeringModel(f"Så styrs {scope.municipality.name}", tuple(level for level in levels if level.items))

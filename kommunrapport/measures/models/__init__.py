"""Measures over the years: what is measured, what came out, what was aimed at. One store for every chapter."""

from kommunrapport.measures.models.choices import AgeGroup, Sex, ValueKind
from kommunrapport.measures.models.measures import Measure, MeasureList, MeasureListItem
from kommunrapport.measures.models.observations import Observation, Target

__all__ = [
    "AgeGroup",
    "Measure",
    "MeasureList",
    "MeasureListItem",
    "Observation",
    "Sex",
    "Target",
    "ValueKind",
]

"""Risks, controls, results and actions: each one row through the years."""

from internal_control.models.actions import ControlFollowUp, ImprovementAction
from internal_control.models.conclusions import ControlConclusion
from internal_control.models.plans import ControlPlan, ControlTest, PlannedControl
from internal_control.models.risks import Risk, RiskLevel, RiskRating, RiskScaleStep

__all__ = [
    "ControlConclusion",
    "ControlFollowUp",
    "ControlPlan",
    "ControlTest",
    "ImprovementAction",
    "PlannedControl",
    "Risk",
    "RiskLevel",
    "RiskRating",
    "RiskScaleStep",
]

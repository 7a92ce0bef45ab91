"""The municipal steering model: from vision to activity, and what is said about each every year."""

from goals.models.activities import Activity
from goals.models.assessments import AssessmentLevel, AssessmentRule, GoalAssessment
from goals.models.comments import CommentKind, GoalComment
from goals.models.directives import Directive, DirectiveFollowUp
from goals.models.guidelines import Guideline, GuidelineFollowUp, ProviderReport
from goals.models.steering import FocusArea, Goal, GoalLevel, GoalMeasure, Vision

__all__ = [
    "Activity",
    "AssessmentLevel",
    "AssessmentRule",
    "CommentKind",
    "Directive",
    "DirectiveFollowUp",
    "FocusArea",
    "Goal",
    "GoalAssessment",
    "GoalComment",
    "GoalLevel",
    "GoalMeasure",
    "Guideline",
    "GuidelineFollowUp",
    "ProviderReport",
    "Vision",
]

"""The pages of the steering model, by topic."""

from goals.views.activities import (
    activity_carry_over,
    activity_create,
    activity_edit,
    activity_list,
    activity_mark,
)
from goals.views.comments import comment_hand_over, comment_reopen, comment_write
from goals.views.directives import directive_close, directive_detail, directive_list
from goals.views.goals import assessment_propose, goal_detail, goal_history, goal_list
from goals.views.guidelines import guideline_detail, guideline_list, provider_report

__all__ = [
    "activity_carry_over",
    "activity_create",
    "activity_edit",
    "activity_list",
    "activity_mark",
    "assessment_propose",
    "comment_hand_over",
    "comment_reopen",
    "comment_write",
    "directive_close",
    "directive_detail",
    "directive_list",
    "goal_detail",
    "goal_history",
    "goal_list",
    "guideline_detail",
    "guideline_list",
    "provider_report",
]

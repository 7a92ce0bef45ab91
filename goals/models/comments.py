"""What units write about goals."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from goals.models.steering import Goal
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.records.models import Versioned


class CommentKind(Versioned):
    """One of the text fields by which the kommun follows up a goal: Kommentar, or three of them."""

    order = models.PositiveSmallIntegerField("ordning", unique=True)
    name = models.CharField("rubrik", max_length=80)
    instruction = models.CharField("instruktion", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "textfält"
        verbose_name_plural = "textfält"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class GoalComment(Versioned):
    """What one unit writes of one kind about a goal. The coordinating unit's text is the joint analysis.

    `text` is cleaned HTML. An addressed unit's text is its contribution, ready when `handed_over_at` is set.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="comments", verbose_name="mål")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    kind = models.ForeignKey(CommentKind, on_delete=models.PROTECT, related_name="+", verbose_name="textfält")
    text = models.TextField("text", blank=True)
    handed_over_at = models.DateTimeField("lämnad", null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kommentar till mål"
        verbose_name_plural = "kommentarer till mål"
        ordering = ["kind__order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "org_unit", "occasion", "kind"], name="goals_goal_comment_once")
        ]

    def __str__(self) -> str:
        return f"{self.goal}, {self.org_unit}"

"""The kommun's scale, the rule that suggests, and what was proposed."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from goals.models.steering import Goal
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.records.models import Versioned


class AssessmentRule(Versioned):
    """How the program suggests an assessment at one kind of occasion, and what is asked. Shares are percent.

    Reached: more than `reached_above` percent of the deciding measures meet their target. On the way: at least
    `on_way_from` percent meet it or are better than the year before. `partly_from`: a measure that has come this
    far in percent of its target counts as better; empty when the kommun has no such rule.
    """

    occasion_kind = models.CharField("tillfälle", max_length=20, choices=Occasion.Kind, unique=True)
    question = models.CharField("fråga", max_length=200)
    reached_above = models.DecimalField(
        "nått: mer än (procent)",
        max_digits=5,
        decimal_places=2,
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    on_way_from = models.DecimalField(
        "på rätt väg: minst (procent)",
        max_digits=5,
        decimal_places=2,
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    partly_from = models.DecimalField(
        "nära målet räknas från (procent av målvärdet)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "regel för bedömning"
        verbose_name_plural = "regler för bedömning"

    def __str__(self) -> str:
        return f"Bedömning vid {self.get_occasion_kind_display()}"


class AssessmentLevel(Versioned):
    """One step of the kommun's scale at one kind of occasion. `meaning` ties it to the rule."""

    class Meaning(models.TextChoices):
        REACHED = "reached", "nått"
        ON_WAY = "on_way", "på rätt väg"
        NOT_REACHED = "not_reached", "inte nått"
        OTHER = "other", "annat, föreslås aldrig"

    class Icon(models.TextChoices):
        GOOD = "good", "ifylld cirkel med bock"
        WAY = "way", "halv cirkel"
        BAD = "bad", "romb med kryss"
        NONE = "none", "streckad ring"

    occasion_kind = models.CharField("tillfälle", max_length=20, choices=Occasion.Kind)
    order = models.PositiveSmallIntegerField("ordning")
    meaning = models.CharField("betyder", max_length=20, choices=Meaning)
    short = models.CharField("kort ord", max_length=40)
    sentence = models.CharField("mening i rapporten", max_length=120)
    printed = models.BooleanField("skrivs ut", default=True)
    icon = models.CharField("märke", max_length=10, choices=Icon)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "steg i bedömningen"
        verbose_name_plural = "steg i bedömningen"
        ordering = ["occasion_kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["occasion_kind", "order"], name="goals_assessment_level_order_once"),
            models.UniqueConstraint(
                fields=["occasion_kind", "meaning"],
                condition=~Q(meaning="other"),
                name="goals_assessment_level_meaning_once",
                violation_error_message="Tillfället har redan ett steg med den betydelsen.",
            ),
        ]

    def __str__(self) -> str:
        return self.short


class GoalAssessment(Versioned):
    """What a person proposed for a goal, beside what the rule suggested then. The decision decides.

    `suggested` and `reasons` are as they were when it was proposed; the live suggestion is computed.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="assessments", verbose_name="mål")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    level = models.ForeignKey(AssessmentLevel, on_delete=models.PROTECT, related_name="+", verbose_name="bedömning")
    motivation = models.TextField("motivering", blank=True)
    suggested = models.ForeignKey(
        AssessmentLevel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="förslag",
    )
    reasons = models.JSONField("skäl till förslaget", default=list, blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="föreslagen av"
    )
    proposed_at = models.DateTimeField("föreslagen", null=True, blank=True)
    # The body and day of the decision on the report that the assessment stood in; empty while it is a proposal.
    decided_by = models.CharField("beslutad av", max_length=120, blank=True)
    decided_on = models.DateField("beslutad", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "bedömning av mål"
        verbose_name_plural = "bedömningar av mål"
        constraints = [
            models.UniqueConstraint(fields=["goal", "occasion"], name="goals_goal_assessment_once"),
            models.CheckConstraint(
                condition=Q(suggested=None) | Q(suggested=F("level")) | ~Q(motivation=""),
                name="goals_goal_assessment_says_why",
                violation_error_message="Skriv varför bedömningen skiljer sig från förslaget.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by="") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="goals_goal_assessment_decided_by_somebody",
                violation_error_message="Ett beslut har ett organ och ett datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.level}"

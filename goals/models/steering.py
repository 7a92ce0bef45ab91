"""Vision, focus areas, goals and the measures that follow them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.measures.models import Measure
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned


class VisionQuerySet(models.QuerySet["Vision"]):
    def valid_in(self, year: int) -> VisionQuerySet:
        """Visions in force, the latest first."""
        return self.filter(valid_from__lte=year).filter(Q(valid_to=None) | Q(valid_to__gte=year))


class Vision(Versioned):
    """The kommun's picture of the future, adopted by fullmäktige."""

    title = models.CharField("namn", max_length=120)
    wording = models.TextField("lydelse", blank=True)
    valid_from = models.PositiveSmallIntegerField("gäller från år")
    valid_to = models.PositiveSmallIntegerField("gäller till år", null=True, blank=True)

    objects = VisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "vision"
        verbose_name_plural = "visioner"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.title


class FocusArea(Versioned):
    """A theme that groups goals: utvecklingsområde, perspektiv, prioriterat område."""

    name = models.CharField("namn", max_length=120)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "område"
        verbose_name_plural = "områden"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class GoalLevel(Versioned):
    """A level of goals with the kommun's own words: Kommunfullmäktiges mål, Kommunstyrelsens mål."""

    order = models.PositiveSmallIntegerField("ordning", unique=True)
    name = models.CharField("namn i flertal", max_length=80, help_text="Till exempel Kommunfullmäktiges mål.")
    wording_label = models.CharField(
        "lydelsens rubrik", max_length=80, help_text="Till exempel Kommunfullmäktiges formulering."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "målnivå"
        verbose_name_plural = "målnivåer"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class GoalQuerySet(models.QuerySet["Goal"]):
    def valid_in(self, year: int) -> GoalQuerySet:
        return self.filter(valid_from__lte=year).filter(Q(valid_to=None) | Q(valid_to__gte=year))

    def concerning(self, org_unit: OrgUnit) -> GoalQuerySet:
        """Goals the unit coordinates, is addressed by, or shares with all."""
        return self.concerning_any({org_unit.pk})

    def concerning_any(self, org_units: Collection[int]) -> GoalQuerySet:
        """Goals that concern one of the units, given by id."""
        addressed = Q(coordinating_unit__in=org_units) | Q(addressed_units__in=org_units) | Q(addresses_all=True)
        return self.filter(addressed).distinct()

    def assessable_by(self, user: User) -> GoalQuerySet:
        """Goals of units whose texts and assessments the user may write."""
        return self.filter(coordinating_unit__in=access_of(user).units.get(Capability.WRITE_TEXTS, frozenset()))

    def own(self, user: User, year: int) -> GoalQuerySet:
        """Goals where a position of the user answers for a measure or for an activity of `year`."""
        positions = access_of(user).positions
        measured = Q(goal_measures__measure__owner__in=positions)
        return self.filter(measured | Q(activities__year=year, activities__responsible__in=positions)).distinct()


class Goal(Versioned):
    """A goal as adopted. A changed wording is a new row that `replaces` this one."""

    level = models.ForeignKey(GoalLevel, on_delete=models.PROTECT, related_name="goals", verbose_name="nivå")
    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name="område",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_goals",
        verbose_name="under mål",
    )
    number = models.CharField("nummer", max_length=12, help_text="Kommunens eget, till exempel 4.5.")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("kort namn", max_length=120)
    wording = models.TextField("antagen lydelse")
    rationale = models.TextField("motivering", blank=True)
    decided_by = models.CharField("beslutat av", max_length=120, blank=True)
    coordinating_unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="coordinated_goals", verbose_name="samordnar"
    )
    addressed_units = models.ManyToManyField(
        OrgUnit, blank=True, related_name="addressed_goals", verbose_name="adresserade"
    )
    addresses_all = models.BooleanField("adresserar alla nämnder", default=False)
    is_financial = models.BooleanField("finansiellt mål", default=False)
    reported_elsewhere = models.CharField("redovisas på annat håll", max_length=200, blank=True)
    valid_from = models.PositiveSmallIntegerField("gäller från år")
    valid_to = models.PositiveSmallIntegerField("gäller till år", null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="ersätter",
    )

    objects = GoalQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[addressed_units])

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["order", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="goals_goal_years_in_order",
                violation_error_message="Sista året ligger före det första. Ändra något av dem.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="goals_goal_not_its_own_parent",
                violation_error_message="Ett mål kan inte ligga under sig självt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class GoalMeasure(Versioned):
    """A measure by which a goal is followed. Outcomes are those of the goal's coordinating unit.

    A deciding measure counts in the suggested assessment; the others are only shown.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="goal_measures", verbose_name="mål")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="goal_measures", verbose_name="mätning")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    deciding = models.BooleanField("räknas i bedömningen", default=True)
    label = models.CharField("namn i målet", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mätning i mål"
        verbose_name_plural = "mätningar i mål"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "measure"],
                name="goals_goal_measure_once",
                violation_error_message="Målet har redan den mätningen.",
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.measure)

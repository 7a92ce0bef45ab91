"""What money is divided into, and the codes of the ledger that lead there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import OrgUnit, Position
from kommunrapport.records.models import Versioned


class Grouping(models.TextChoices):
    """A way to divide money. The first three divide the same operating money; projects are investments."""

    UNIT = "unit", "enhet"
    FIELD = "field", "verksamhetsområde"
    NATURE = "nature", "slag"
    PROJECT = "project", "investeringsprojekt"


OPERATING = (Grouping.UNIT, Grouping.FIELD, Grouping.NATURE)


def valid_in(year: int) -> Q:
    """Rows whose years, open at either end, include `year`."""
    return (Q(valid_from=None) | Q(valid_from__lte=year)) & (Q(valid_to=None) | Q(valid_to__gte=year))


class BudgetAreaQuerySet(models.QuerySet["BudgetArea"]):
    def of_grouping(self, grouping: str) -> BudgetAreaQuerySet:
        return self.filter(grouping=grouping)

    def valid_in(self, year: int) -> BudgetAreaQuerySet:
        return self.filter(valid_in(year))


class BudgetArea(Versioned):
    """A row of the economy: an enhet, a verksamhetsområde, a slag (by nature) or an investment project.

    The areas of a grouping are a tree; amounts stand on its leaves, and an area with parts is their sum. `org_unit` is
    the unit whose tree it is; units below it may use it too (a kommun-wide slag).
    """

    class Nature(models.TextChoices):
        INCOME = "income", "intäkt"
        COST = "cost", "kostnad"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="budget_areas", verbose_name="enhet")
    grouping = models.CharField("indelning", max_length=10, choices=Grouping, default=Grouping.UNIT)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )
    name = models.CharField("namn", max_length=120)
    order = models.PositiveSmallIntegerField("ordning", default=0)
    has_heading = models.BooleanField(
        "rubrik ovanför delarna", default=True, help_text="För ett område med delar: skriv namnet ovanför dem."
    )
    total_label = models.CharField(
        "summaraden heter", max_length=120, blank=True, help_text="För ett område med delar, till exempel Summa stöd."
    )
    nature = models.CharField("intäkt eller kostnad", max_length=10, choices=Nature, blank=True)
    responsible = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_areas",
        verbose_name="ansvarig",
    )
    is_undistributed = models.BooleanField(
        "ofördelat", default=False, help_text="Det av ramen som ännu inte är fördelat på någon."
    )
    valid_from = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField("till år", null=True, blank=True)

    objects = BudgetAreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ekonomiskt område"
        verbose_name_plural = "ekonomiska områden"
        ordering = ["grouping", "order", "name"]
        constraints = [
            models.UniqueConstraint(
                "org_unit",
                "grouping",
                Coalesce(F("parent"), Value(0), output_field=models.BigIntegerField()),
                Lower("name"),
                name="budget_area_name_once_among_siblings",
                violation_error_message="Det finns redan ett område med det namnet på samma nivå.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="budget_area_not_its_own_parent",
                violation_error_message="Ett område kan inte vara del av sig självt.",
            ),
            models.CheckConstraint(
                condition=Q(nature="") | Q(grouping=Grouping.NATURE),
                name="budget_area_nature_of_a_nature",
                violation_error_message="Bara ett slag är intäkt eller kostnad. Lämna tomt för andra indelningar.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="budget_area_years_in_order",
                violation_error_message="Sista året ligger före det första. Ändra något av dem.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaCodeQuerySet(models.QuerySet["AreaCode"]):
    def valid_in(self, year: int) -> AreaCodeQuerySet:
        return self.filter(valid_in(year))


class AreaCode(Versioned):
    """A code of the ledger that leads to an area: of an ansvar, a verksamhet, a konto or a projekt by its grouping.

    A code with a star at the end is a beginning ("40*"); the longest that fits wins. Codes are text: 0410 is not 410.
    """

    area = models.ForeignKey(BudgetArea, on_delete=models.CASCADE, related_name="codes", verbose_name="område")
    code = models.CharField("kod", max_length=30, help_text="Hela koden, eller början följd av *, till exempel 40*.")
    valid_from = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField("till år", null=True, blank=True)

    objects = AreaCodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kod"
        verbose_name_plural = "koder"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "code",
                Coalesce(F("valid_from"), Value(0), output_field=models.IntegerField()),
                name="budget_area_code_once_per_area",
                violation_error_message="Området har redan den koden.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="budget_area_code_years_in_order",
                violation_error_message="Sista året ligger före det första. Ändra något av dem.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

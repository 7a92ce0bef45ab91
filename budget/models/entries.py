"""Amounts: budget and outcome. Ledger sign, kronor: income is negative, cost positive."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from budget.models.areas import BudgetArea
from budget.models.batches import ImportBatch
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.models import Versioned


def _place(verbose_name: str) -> Any:
    return models.ForeignKey(
        BudgetArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=verbose_name
    )


def _nothing(name: str) -> Coalesce:
    """The column with 0 for NULL, since a unique constraint takes two NULLs for different."""
    return Coalesce(F(name), Value(0), output_field=models.BigIntegerField())


PLACES = ("by_unit", "by_field", "by_nature", "by_project")
KEY: tuple[str | Coalesce, ...] = ("org_unit", "year", *(_nothing(name) for name in ("month", *PLACES)))


class Placed(Versioned):
    """An amount's place: whose it is, when, and a leaf in each grouping where that is known.

    `month` None is the whole year; a leaf has either months or the whole year, never both. A row of an investment
    project stands in no other grouping. A row from a file has its `batch`, and is never edited: what a later file or
    a person says instead is a new row, and `replaced_by` then says which batch took its place.
    """

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    month = models.PositiveSmallIntegerField("månad", null=True, blank=True)
    by_unit = _place("enhet i indelningen")
    by_field = _place("verksamhetsområde")
    by_nature = _place("slag")
    by_project = _place("investeringsprojekt")
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)s_rows", editable=False
    )
    replaced_by = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_%(class)s", editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(month=None) | Q(month__gte=1, month__lte=12),
                name="budget_%(class)s_month_is_a_month",
                violation_error_message="Månaden är ett tal från 1 till 12.",
            ),
            models.CheckConstraint(
                condition=Q(by_project=None) & ~Q(by_unit=None, by_field=None, by_nature=None)
                | Q(by_project__isnull=False, by_unit=None, by_field=None, by_nature=None),
                name="budget_%(class)s_has_a_place",
                violation_error_message="Beloppet hör antingen till driften eller till ett investeringsprojekt.",
            ),
        ]


class EntryQuerySet[E: models.Model](models.QuerySet[E]):
    def current(self) -> EntryQuerySet[E]:
        """What counts: not what a later import has replaced."""
        return self.filter(replaced_by=None)

    def operating(self) -> EntryQuerySet[E]:
        """The operating budget, without investments."""
        return self.filter(by_project=None)


class BudgetEntry(Placed):
    """The budget as it was adopted, or a change of it with its decision. The final budget is their sum."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", "ursprunglig budget"
        SUPPLEMENTARY = "supplementary", "tilläggsanslag"
        REBUDGETING = "rebudgeting", "ombudgetering"
        REALLOCATION = "reallocation", "omfördelning"

    CHANGES = (Kind.SUPPLEMENTARY, Kind.REBUDGETING, Kind.REALLOCATION)

    kind = models.CharField("slag av budget", max_length=20, choices=Kind, default=Kind.ORIGINAL)
    description = models.CharField("vad det gäller", max_length=300, blank=True)
    decided_by = models.CharField("beslutat av", max_length=120, blank=True, help_text="Till exempel fullmäktige.")
    decided_on = models.DateField("beslutsdatum", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=30, blank=True, help_text="Till exempel § 112.")
    financing = models.CharField("finansieras av", max_length=200, blank=True)
    one_off = models.BooleanField("engångsbelopp", default=False)
    # The two rows of an omfördelning, or of an ombudgetering between years, share it.
    transfer = models.CharField("hör ihop med", max_length=36, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Placed.Meta):
        verbose_name = "budgetbelopp"
        verbose_name_plural = "budgetbelopp"
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                *KEY,
                name="budget_budgetentry_original_once",
                condition=Q(replaced_by=None, kind="original"),
                violation_error_message="Området har redan en ursprunglig budget för den tiden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def has_decision(self) -> bool:
        return bool(self.decided_by and self.decided_on)


class LedgerEntry(Placed):
    """What was booked, or the year's outcome as somebody typed it where there is no file."""

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Placed.Meta):
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                *KEY,
                name="budget_ledgerentry_once",
                condition=Q(replaced_by=None),
                violation_error_message="Området har redan ett utfall för den tiden.",
            ),
        ]

    def __str__(self) -> str:
        return f"utfall {self.year}"

"""Files that were read in: where from, how they were understood, and what each changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from budget.models.areas import BudgetArea
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.records.models import Versioned


class Figure(models.TextChoices):
    """What an amount of a file says."""

    ORIGINAL = "original", "budget"
    CHANGE = "change", "budgetändring"
    BUDGET = "budget", "slutlig budget"
    OUTCOME = "outcome", "utfall"
    FORECAST = "forecast", "prognos"
    VARIANCE = "variance", "avvikelse"
    FORECAST_VARIANCE = "forecast_variance", "avvikelse mot prognos"


class ImportSource(Versioned):
    """Where files come from, and how they are read: the mapping is saved once, and used for every file after."""

    slug = models.SlugField("kortnamn", unique=True, max_length=60)
    name = models.CharField("namn", max_length=120, help_text="Till exempel Huvudboken, månadsfil.")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    # The shape is held by budget.imports.mapping.
    mapping = models.JSONField("koppling", default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportBatch(Versioned):
    """One file on its way in, or read in: the history of the amounts it brought."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "väntar på att läsas"
        MAPPING = "mapping", "kolumner ska kopplas"
        PREVIEW = "preview", "att granska"
        APPLIED = "applied", "inläst"
        UNDONE = "undone", "ångrad"
        REFUSED = "refused", "kunde inte läsas"
        CANCELLED = "cancelled", "avbruten"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    source = models.ForeignKey(
        ImportSource, on_delete=models.PROTECT, null=True, blank=True, related_name="batches", verbose_name="källa"
    )
    year = models.PositiveSmallIntegerField("år")
    file = models.FileField("fil", upload_to="inlasningar/")
    file_name = models.CharField("filens namn", max_length=255)
    checksum = models.CharField("kontrollsumma (SHA-256)", max_length=64)
    size = models.PositiveIntegerField("storlek i byte")
    state = models.CharField("läge", max_length=10, choices=State, default=State.UPLOADED)
    refusal = models.TextField("varför den inte kunde läsas", blank=True)
    # How the file is read: a budget.imports.mapping.Mapping, a copy of the source's when it was read.
    mapping = models.JSONField("koppling", default=dict, blank=True)
    # What was found in the file: a budget.imports.understanding.Understanding.
    understanding = models.JSONField("så förstods filen", default=dict, blank=True)
    # What is created beside the amounts: a budget.imports.lines.Reading.plan.
    plan = models.JSONField("vad som skapas", default=dict, blank=True)
    control_total = models.DecimalField("kontrollsumma", max_digits=15, decimal_places=2, null=True, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="inlagd av")
    uploaded_at = models.DateTimeField("inlagd", auto_now_add=True)
    applied_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="inläst av"
    )
    applied_at = models.DateTimeField("inläst", null=True, blank=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ångrad av"
    )
    undone_at = models.DateTimeField("ångrad", null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["understanding", "plan"])

    class Meta:
        verbose_name = "inläsning"
        verbose_name_plural = "inläsningar"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_by=None, applied_at=None) | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="budget_import_applied_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None) | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="budget_import_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="budget_import_refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class StagedLine(models.Model):
    """One amount that the file sets, beside what is stored: a line of the preview, and afterwards of the receipt."""

    class Change(models.TextChoices):
        NEW = "new", "ny"
        CHANGED = "changed", "ändras"
        UNCHANGED = "unchanged", "oförändrad"
        REMOVED = "removed", "tas bort"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="lines")
    # The first row of the file behind the amount, and how many rows it sums; None for what is removed.
    row = models.PositiveIntegerField("rad", null=True)
    rows = models.PositiveIntegerField("antal rader", default=1)
    cell = models.CharField("cell", max_length=40, blank=True)
    figure = models.CharField("uppgift", max_length=20, choices=Figure)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    month = models.PositiveSmallIntegerField("månad", null=True)
    as_of = models.DateField("prognosens datum", null=True)
    by_unit = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, null=True, related_name="+")
    by_field = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, null=True, related_name="+")
    by_nature = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, null=True, related_name="+")
    by_project = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, null=True, related_name="+")
    # Grouping -> the name of an area that is created when the file is read in.
    new_places = models.JSONField("nya områden", default=dict)
    old = models.DecimalField("nu (kr)", max_digits=15, decimal_places=2, null=True)
    new = models.DecimalField("i filen (kr)", max_digits=15, decimal_places=2, null=True)
    change = models.CharField("vad händer", max_length=10, choices=Change)

    class Meta:
        verbose_name = "rad i inläsning"
        verbose_name_plural = "rader i inläsning"
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return f"rad {self.row}"


class ImportProblem(models.Model):
    """Something in the file that a person should know: an error keeps its row out, a remark does not."""

    class Severity(models.TextChoices):
        ERROR = "error", "fel"
        REMARK = "remark", "upplysning"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problems")
    severity = models.CharField("allvar", max_length=10, choices=Severity, default=Severity.ERROR)
    row = models.PositiveIntegerField("rad", null=True)
    place = models.CharField("var", max_length=120, blank=True)
    raw = models.CharField("i filen", max_length=200, blank=True)
    sentence = models.CharField("vad och vad göra", max_length=500)

    class Meta:
        verbose_name = "anmärkning på filen"
        verbose_name_plural = "anmärkningar på filen"
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return self.sentence


class ControlValueQuerySet(models.QuerySet["ControlValue"]):
    def in_force(self) -> ControlValueQuerySet:
        """Of files that are read in, and of what was typed from a publication."""
        return self.filter(Q(batch=None) | Q(batch__state="applied"))


class ControlValue(models.Model):
    """A sum or deviation as a source printed it. It is compared with what is computed, and printed nowhere.

    The sum of `figure` over `parts` (leaves) should be `amount`. Kronor, ledger sign; a variance is favourable when
    positive. `step` is the unit it was printed in (100 for tkr with one decimal), `addends` how many printed
    amounts it sums.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, null=True, blank=True, related_name="control_values"
    )
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    figure = models.CharField("uppgift", max_length=20, choices=Figure)
    as_of = models.DateField("prognosens datum", null=True, blank=True)
    label = models.CharField("som det står", max_length=200)
    place = models.CharField("var", max_length=120, blank=True)
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2)
    step = models.DecimalField("avrundat till (kr)", max_digits=15, decimal_places=2)
    addends = models.PositiveSmallIntegerField("antal delar")
    parts = models.ManyToManyField(BudgetArea, related_name="+", verbose_name="delar")

    objects = ControlValueQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrollvärde"
        verbose_name_plural = "kontrollvärden"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label

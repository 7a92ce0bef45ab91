"""What a kind of report looks like in this kommun, before there is a report."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from kommunrapport.records.models import Versioned


class ReportKind(models.TextChoices):
    ANNUAL_REPORT = "annual_report", "årsredovisning"
    INTERIM_REPORT = "interim_report", "delårsrapport"
    PLAN = "plan", "plan"
    FOLLOW_UP = "follow_up", "uppföljning"
    MEMO = "memo", "tjänsteskrivelse"


class Layout(Versioned):
    """How a report is numbered and begins; a report takes these from its template when it is made."""

    kind = models.CharField("slag", max_length=20, choices=ReportKind, default=ReportKind.ANNUAL_REPORT)
    numbered = models.BooleanField("numrerade kapitel", default=True)
    contents_depth = models.PositiveSmallIntegerField(
        "nivåer i innehållsförteckningen", default=2, choices=[(n, str(n)) for n in range(1, 5)]
    )
    has_cover = models.BooleanField("försättsblad", default=True)
    years_shown = models.PositiveSmallIntegerField(
        "antal år i tabeller", default=3, choices=[(n, str(n)) for n in range(1, 8)]
    )

    class Meta:
        abstract = True


class Heading(Versioned):
    """A chapter's place and head. `subject_key` ties it to a thing that gives number and heading, as goals.goal:17."""

    order = models.PositiveSmallIntegerField("ordning", default=0)
    heading = models.CharField("rubrik", max_length=200, blank=True)
    numbered = models.BooleanField("numreras", default=True)
    subject_key = models.CharField("handlar om", max_length=80, blank=True)
    instruction = models.TextField("instruktion", blank=True, help_text="Visas för den som skriver, trycks aldrig.")
    common_text = models.TextField(
        "gemensam text", blank=True, help_text="Kommungemensam, kan inte ändras i rapporten."
    )

    class Meta:
        abstract = True


class ReportTemplate(Layout):
    """A kind of report as the kommun wants it."""

    slug = models.SlugField("kortnamn", unique=True, max_length=60)
    name = models.CharField("namn", max_length=150)
    title = models.CharField("rapportens titel", max_length=150)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mall"
        verbose_name_plural = "mallar"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TemplateChapter(Heading):
    """A chapter of a template. With `repeats_over` it stands for one chapter per subject in scope."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.CASCADE, related_name="chapters", verbose_name="mall")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children", verbose_name="under"
    )
    repeats_over = models.CharField("upprepas för", max_length=40, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kapitel i mall"
        verbose_name_plural = "kapitel i mall"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(repeats_over="") | models.Q(heading="", subject_key=""),
                name="reports_template_chapter_repeats_or_stands",
                violation_error_message="Ett kapitel som upprepas tar sin rubrik från det som upprepas.",
            )
        ]

    def __str__(self) -> str:
        return self.heading or self.repeats_over or self.subject_key


class TemplateSection(Versioned):
    """What a chapter of the template shows from the data."""

    chapter = models.ForeignKey(
        TemplateChapter, on_delete=models.CASCADE, related_name="sections", verbose_name="kapitel"
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    key = models.CharField("innehåll", max_length=60)
    params = models.JSONField("val", default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "innehåll i mall"
        verbose_name_plural = "innehåll i mall"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.key

"""What was sent out and decided: frozen once, never rendered again."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.models import User
from kommunrapport.reports.models.reports import Chapter, Report


class ReportVersion(models.Model):
    """A report as it was sent out, decided or corrected: its chapters, its head and its files. Rows never change.

    `head` holds all that a page or a PDF says outside of the chapters. `checksum` is that of the frozen content, so
    that what is written now can be held against it.
    """

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", "förvaltningens förslag"
        DECISION = "decision", "beslutad version"
        CORRECTION = "correction", "rättad version"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions", verbose_name="rapport")
    number = models.PositiveSmallIntegerField("version")
    kind = models.CharField("slag", max_length=12, choices=Kind)
    reason = models.CharField("skäl", max_length=500, blank=True)
    body = models.CharField("organ", max_length=120, blank=True)
    decided_on = models.DateField("beslutsdatum", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    wording = models.TextField("beslutets lydelse", blank=True)
    verified_on = models.DateField("justerat", null=True, blank=True)
    head = models.JSONField("huvud", default=dict)
    checksum = models.CharField("kontrollsumma", max_length=64)
    # Of all that is stored of the version, so that it can be seen that nothing has been changed since.
    seal = models.CharField("sigill", max_length=64, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="fryst av")
    created_at = models.DateTimeField("fryst", auto_now_add=True)

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_version_number_once"),
            models.CheckConstraint(
                condition=~Q(kind="decision") | (Q(decided_on__isnull=False) & ~Q(body="")),
                name="reports_version_decided_by_somebody",
                violation_error_message="Ett beslut har ett organ och ett datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, version {self.number}"

    @property
    def verified_day(self) -> datetime.date | None:
        """The day the minutes were verified, registered with the decision or afterwards; None when not known yet."""
        late = next((event.details["verified_on"] for event in self.events.all() if event.action == "verify"), None)
        return self.verified_on or (datetime.date.fromisoformat(late) if late else None)


class FrozenChapter(models.Model):
    """One chapter of a version: what it said and showed. `html` is the chapter without those below it.

    `text` is the author's own text, `data` the blocks of its sections ({"key", "data"} of each), as they stood.
    """

    version = models.ForeignKey(
        ReportVersion, on_delete=models.CASCADE, related_name="chapters", verbose_name="version"
    )
    chapter = models.ForeignKey(
        Chapter, on_delete=models.SET_NULL, null=True, related_name="frozen", verbose_name="kapitel"
    )
    order = models.PositiveSmallIntegerField("ordning")
    level = models.PositiveSmallIntegerField("nivå")
    number = models.CharField("nummer", max_length=20, blank=True)
    heading = models.CharField("rubrik", max_length=300)
    anchor = models.CharField("ankare", max_length=40)
    common_text = models.TextField("gemensam text", blank=True)
    text = models.TextField("text", blank=True)
    html = models.TextField("html")
    data = models.JSONField("data", default=list)

    class Meta:
        verbose_name = "fryst kapitel"
        verbose_name_plural = "frysta kapitel"
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="reports_frozen_chapter_order_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class FrozenFile(models.Model):
    """A file of a version as it was made, with its checksum (SHA-256 in hexadecimal)."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        HTML = "html", "webbsida"
        JSON = "json", "data (JSON)"
        XLSX = "xlsx", "tabeller (Excel)"
        CSV = "csv", "tabeller (csv)"
        MEMO_PDF = "memo_pdf", "tjänsteskrivelse (PDF)"

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="files", verbose_name="version")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    name = models.CharField("namn", max_length=120)
    file = models.FileField("fil", upload_to="versioner/")
    size = models.PositiveIntegerField("storlek")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    created_at = models.DateTimeField("skapad", auto_now_add=True)

    class Meta:
        verbose_name = "fryst fil"
        verbose_name_plural = "frysta filer"
        ordering = ["version", "kind"]
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="reports_frozen_file_once")]

    def __str__(self) -> str:
        return self.name


class ReportEvent(models.Model):
    """One step of a report's way: who did what, when, why, and what came of it. Rows never change.

    `details` are the answers that belong to no version: what the body said when it gave the report back.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events", verbose_name="rapport")
    action = models.CharField("steg", max_length=30)
    from_state = models.CharField("från", max_length=20, choices=Report.State)
    to_state = models.CharField("till", max_length=20, choices=Report.State)
    reason = models.CharField("skäl", max_length=500, blank=True)
    details = models.JSONField("uppgifter", default=dict, blank=True)
    version = models.ForeignKey(
        ReportVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name="version"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="av")
    at = models.DateTimeField("när", auto_now_add=True)

    class Meta:
        verbose_name = "steg"
        verbose_name_plural = "steg"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.action}"

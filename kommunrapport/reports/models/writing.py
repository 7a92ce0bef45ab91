"""What stands round a text while it is written: comments, promises and pictures."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import User
from kommunrapport.records.models import Versioned
from kommunrapport.reports.models.reports import Chapter, Report
from kommunrapport.reports.models.versions import FrozenChapter, ReportVersion


class ReviewComment(Versioned):
    """What a reader says of a chapter, or of the words quoted from it. An answer has `reply_to`.

    `before` and `after` are the words round the quote, which find it again when it stands in several places.
    `version_read` is set when a frozen version was commented on.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="comments", verbose_name="kapitel")
    version_read = models.ForeignKey(
        ReportVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="läst version"
    )
    reply_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies", verbose_name="svar på"
    )
    quote = models.TextField("citat", blank=True)
    before = models.CharField("före citatet", max_length=80, blank=True)
    after = models.CharField("efter citatet", max_length=80, blank=True)
    text = models.TextField("kommentar")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="av")
    created_at = models.DateTimeField("skriven", auto_now_add=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="löst av"
    )
    resolved_at = models.DateTimeField("löst", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kommentar till kapitel"
        verbose_name_plural = "kommentarer till kapitel"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="reports_comment_resolved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Promise(Versioned):
    """Something the chapter promises for the time ahead; it comes back beside the same chapter next time."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="promises", verbose_name="kapitel")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    text = models.CharField("åtagande", max_length=500)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "åtagande"
        verbose_name_plural = "åtaganden"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class PromiseOutcome(Versioned):
    """What became of a promise, told in a later report. One that is under way comes back once more."""

    class Status(models.TextChoices):
        KEPT = "kept", "infriat"
        ONGOING = "ongoing", "pågår"
        DROPPED = "dropped", "utgår"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="outcomes", verbose_name="åtagande")
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="promise_outcomes", verbose_name="rapport"
    )
    status = models.CharField("läge", max_length=10, choices=Status)
    remark = models.CharField("anmärkning", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljt åtagande"
        verbose_name_plural = "uppföljda åtaganden"
        ordering = ["promise__order", "promise"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "report"], name="reports_promise_outcome_once"),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(remark=""),
                name="reports_promise_dropped_for_a_reason",
                violation_error_message="Skriv varför åtagandet utgår.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise}: {self.get_status_display()}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def readable_by(self, user: User) -> PictureQuerySet:
        """Pictures of reports that the user may read."""
        return self.filter(report__in=Report.objects.readable_by(user))

    def published(self) -> PictureQuerySet:
        """Pictures in what anybody may read without signing in."""
        chapters = FrozenChapter.objects.filter(
            version=OuterRef("report__published_version"),
            html__contains=Concat(
                Value('data-picture="'),
                Cast(OuterRef("pk"), models.TextField()),
                Value('"'),
                output_field=models.TextField(),
            ),
        )
        return self.filter(Exists(chapters))


class Picture(Versioned):
    """A picture of a report, made again as PNG or JPEG without what the camera told. Texts refer to it by its key."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pictures", verbose_name="rapport")
    file = models.FileField("fil", upload_to="bilder/")
    media_type = models.CharField("slag", max_length=20)
    width = models.PositiveIntegerField("bredd")
    height = models.PositiveIntegerField("höjd")
    alt_text = models.CharField(
        "alternativtext", max_length=300, help_text="Vad bilden visar, för den som inte ser den."
    )
    caption = models.CharField("bildtext", max_length=300, blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64)

    objects = PictureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "bild"
        verbose_name_plural = "bilder"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt_text=""),
                name="reports_picture_has_alternative_text",
                violation_error_message="Skriv vad bilden visar.",
            )
        ]

    def __str__(self) -> str:
        return self.alt_text

    def read(self) -> bytes:
        """The file. Raises FileNotFoundError."""
        with self.file.open("rb") as file:
            content: bytes = file.read()
        return content

"""One report of one unit at one occasion, and its chapters."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, User
from kommunrapport.organisation.period import FULL_YEAR, PERIOD_KINDS, Period
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.records.models import Versioned
from kommunrapport.reports.models.templates import Heading, Layout, ReportTemplate

FINISHED_STATUSES = ("ready", "reviewed")
SENT_STATES = ("sent", "published", "archived")
WRITABLE_STATES = ("open", "remitted")


class ReportQuerySet(models.QuerySet["Report"]):
    def readable_by(self, user: User) -> ReportQuerySet:
        """Reports of own units, those with own chapters, and those översända for who may read what was sent."""
        access = access_of(user)
        own = Q(org_unit__in=access.readable_units)
        if access.units.get(Capability.WRITE_OWN_CHAPTERS):
            own |= Q(pk__in=Chapter.objects.filter(responsible__in=access.positions).values("report"))
        return self.filter(own | Q(state__in=SENT_STATES) if access.reads_sent else own)

    def of_period(self, period: Period) -> ReportQuerySet:
        """Reports of the period's occasion; what is reported at plans stands with the full year."""
        of_year = self.filter(occasion__year=period)
        if period.kind == FULL_YEAR:
            return of_year.exclude(occasion__kind__in=set(PERIOD_KINDS) - {FULL_YEAR})
        return of_year.filter(occasion__kind=period.kind)

    def for_lens(self, org_unit: OrgUnit, period: Period) -> ReportQuerySet:
        """Reports of the unit, and of the nämnd it works for."""
        return self.of_period(period).filter(org_unit__in={org_unit.pk, reporting_unit(org_unit).pk})

    def sent_to(self, user: User) -> ReportQuerySet:
        """Reports of other units that have been översända and that the user therefore may read."""
        access = access_of(user)
        if not access.reads_sent:
            return self.none()
        return self.filter(state__in=SENT_STATES).exclude(org_unit__in=access.readable_units)

    def writable(self) -> ReportQuerySet:
        """Reports whose texts may be changed."""
        return self.filter(Q(state__in=WRITABLE_STATES) | Q(is_correcting=True))

    def under_way(self) -> ReportQuerySet:
        """Reports that still have something to do before they have left the nämnd, or that are being corrected."""
        return self.filter(~Q(state__in=SENT_STATES) | Q(is_correcting=True))

    def sent(self) -> ReportQuerySet:
        """Reports that have left the nämnd."""
        return self.filter(state__in=SENT_STATES)

    def with_progress(self) -> ReportQuerySet:
        """Annotate `chapter_count`, and `ready_count`: how many of them are ready or reviewed."""
        return self.annotate(
            chapter_count=Count("chapters"),
            ready_count=Count("chapters", filter=Q(chapters__status__in=FINISHED_STATUSES)),
        )

    def with_versions(self) -> ReportQuerySet:
        """Annotate `version_count`: how many versions have been frozen, None where none has."""
        numbers = self.model.objects.filter(pk=OuterRef("pk")).values("versions__number").order_by("-versions__number")
        return self.annotate(version_count=Subquery(numbers[:1]))


class Report(Layout):
    """A report being written or decided. The row guards the texts of its chapters."""

    class State(models.TextChoices):
        OPEN = "open", "öppen"
        PROPOSAL = "proposal", "förvaltningens förslag"
        REMITTED = "remitted", "återremitterad av nämnden"
        DECIDED = "decided", "beslutad"
        SENT = "sent", "översänd"
        PUBLISHED = "published", "publicerad"
        ARCHIVED = "archived", "arkiverad"

    slug = models.SlugField("kortnamn i adressen", unique=True, max_length=80)
    title = models.CharField("titel", max_length=150)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="reports", verbose_name="enhet")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="reports", verbose_name="tillfälle")
    template = models.ForeignKey(
        ReportTemplate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="mall",
    )
    state = models.CharField("läge", max_length=20, choices=State, default=State.OPEN)
    # A decided report whose texts are open for a correction; its readers go on reading what is frozen.
    is_correcting = models.BooleanField("rättas", default=False)
    case_number = models.CharField("diarienummer", max_length=40, blank=True)
    # What anybody may read without signing in, at one address however it is replaced.
    published_version = models.ForeignKey(
        "reports.ReportVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="publicerad version",
    )

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        ordering = ["-occasion__year", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "occasion", "kind"],
                name="reports_report_once",
                violation_error_message="Enheten har redan en sådan rapport för tillfället.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.occasion.year}"

    @property
    def is_writable(self) -> bool:
        """Whether the texts may be changed, now and by who has the right."""
        return self.is_correcting or self.state in WRITABLE_STATES


def about_subject(subject_key: str) -> str:
    """What names a chapter without a heading of its own where its title, which comes from the data, is not read."""
    try:
        model = apps.get_model(subject_key.partition(":")[0])
    except (LookupError, ValueError):
        return subject_key
    return f"Kapitel om {model._meta.verbose_name}"


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def readable_by(self, user: User) -> ChapterQuerySet:
        access = access_of(user)
        own = Q(report__org_unit__in=access.readable_units)
        return self.filter(own | Q(report__state__in=SENT_STATES) if access.reads_sent else own)

    def writable_by(self, user: User) -> ChapterQuerySet:
        """Chapters of units whose texts the user writes, or for which the user's position is responsible."""
        access = access_of(user)
        every = Q(report__org_unit__in=access.units.get(Capability.WRITE_TEXTS, frozenset()))
        # A chef answers for a chapter of the nämnd's report, which is not a report of the own unit.
        positions = access.positions if access.units.get(Capability.WRITE_OWN_CHAPTERS) else frozenset()
        return self.filter(every | Q(responsible__in=positions))


class Chapter(Heading):
    """A chapter: the author's text, then what its sections show. `text` is cleaned HTML.

    An empty heading with a subject takes title and number from the data.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "ej påbörjad"
        DRAFT = "draft", "utkast"
        READY = "ready", "klar"
        RETURNED = "returned", "återlämnad"
        REVIEWED = "reviewed", "granskad"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="chapters", verbose_name="rapport")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children", verbose_name="under"
    )
    text = models.TextField("text", blank=True)
    responsible = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="chapters",
        verbose_name="ansvarig",
    )
    deadline = models.DateField("klart senast", null=True, blank=True)
    status = models.CharField("läge", max_length=20, choices=Status, default=Status.NOT_STARTED)
    status_reason = models.CharField("skäl", max_length=500, blank=True)

    objects = ChapterQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kapitel"
        verbose_name_plural = "kapitel"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.heading or about_subject(self.subject_key)


class ChapterSection(Versioned):
    """What a chapter shows from the data: a registered section and its choices."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="sections", verbose_name="kapitel")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    key = models.CharField("innehåll", max_length=60)
    params = models.JSONField("val", default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "innehåll i kapitel"
        verbose_name_plural = "innehåll i kapitel"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.key

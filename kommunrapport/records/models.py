"""What every editable row has, and the one-time token of a form that must act once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class Versioned(models.Model):
    """A row that several people may edit: its `version` counts the saves, so that nobody overwrites unseen.

    Saved only through `records.saving`. Models that inherit it declare `history = HistoricalRecords()`.
    """

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True


class Draft(models.Model):
    """What somebody has typed and not saved, kept while typing. `target` names the row, as "reports.chapter:17".

    `base_version` is the version of the row the typing began on, 0 for a row that did not exist. `title` and `url`
    lead back to the page. A text that is begun again, or in another window, is a draft of its own: none takes the
    place of another.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    target = models.CharField("gäller", max_length=300)
    field = models.CharField("fält", max_length=60)
    text = models.TextField("text")
    base_version = models.PositiveIntegerField("skrivet på version", default=0)
    title = models.CharField("rubrik", max_length=200, blank=True)
    url = models.CharField("sida", max_length=300, blank=True)
    saved_at = models.DateTimeField("sparat", auto_now=True)

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"
        ordering = ["-saved_at", "-pk"]
        indexes = [models.Index(fields=["user", "target", "field"], name="records_draft_of_target")]

    def __str__(self) -> str:
        return f"{self.target} {self.field}"


class Presence(models.Model):
    """That somebody has a text open in the editor since `since`, as of `seen_at`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    target = models.CharField("gäller", max_length=120)
    since = models.DateTimeField("öppnade")
    seen_at = models.DateTimeField("sågs", db_index=True)

    class Meta:
        verbose_name = "närvaro"
        verbose_name_plural = "närvaro"
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "target"], name="records_presence_once")]

    def __str__(self) -> str:
        return self.target


class RetentionRule(Versioned):
    """How long what is not the archive's is kept; an empty number of months keeps it."""

    class What(models.TextChoices):
        DRAFTS = "drafts", "utkast som inte sparats"
        COMMENTS = "comments", "lösta kommentarer, räknat från beslutet"
        HISTORY = "history", "ändringshistorik, räknat från ändringen"

    what = models.CharField("vad", max_length=20, choices=What, unique=True)
    months = models.PositiveSmallIntegerField("gallras efter månader", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "gallringsregel"
        verbose_name_plural = "gallringsregler"
        ordering = ["what"]

    def __str__(self) -> str:
        return self.get_what_display()


class Removal(Versioned):
    """What a rule took away on one day, as the proof of it: how many rows, from before which day."""

    what = models.CharField("vad", max_length=20, choices=RetentionRule.What)
    before = models.DateField("från före")
    count = models.PositiveIntegerField("antal")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "gallring"
        verbose_name_plural = "gallringar"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.count} {self.get_what_display()}, från före {self.before}"


class UsedToken(models.Model):
    """A one-time token that a form has spent: the same form sent twice acts once."""

    token = models.CharField("engångsnyckel", max_length=64, unique=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    used_at = models.DateTimeField("använd", auto_now_add=True)

    class Meta:
        verbose_name = "använd engångsnyckel"
        verbose_name_plural = "använda engångsnycklar"

    def __str__(self) -> str:
        return self.token

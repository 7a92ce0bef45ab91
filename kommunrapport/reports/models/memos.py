"""The official memo by which a report comes to those who decide."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import Position
from kommunrapport.records.models import Versioned
from kommunrapport.reports.models.reports import Report


class Memo(Versioned):
    """A tjänsteskrivelse or tjänsteutlåtande, as the kommun's labels have it. Its case number is the report's.

    Each list holds one of its rows on each line. A row of `signatures` is a name and, after a comma, a title.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="memo", verbose_name="rapport")
    heading = models.CharField("ärende", max_length=200)
    dated = models.DateField("datum")
    officer = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="memos", verbose_name="handläggare"
    )
    recipient = models.CharField("mottagare", max_length=150)
    background = models.TextField("bakgrund", blank=True)
    proposals = models.TextField("förslag till beslut", blank=True)
    signatures = models.TextField("underskrifter", blank=True)
    documents = models.TextField("beslutsunderlag", blank=True)
    attachments = models.TextField("bilagor", blank=True)
    dispatch = models.TextField("expedieras till", blank=True)
    information = models.TextField("för kännedom", blank=True)
    holds_report = models.BooleanField(
        "rapportens kapitel ingår", default=False, help_text="Då skrivs rapporten i skrivelsen i stället för bredvid."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "tjänsteskrivelse"
        verbose_name_plural = "tjänsteskrivelser"

    def __str__(self) -> str:
        return self.heading


class MemoInstance(Versioned):
    """One instance the matter goes through, in order: its body, meeting, paragraph and what it did."""

    memo = models.ForeignKey(Memo, on_delete=models.CASCADE, related_name="instances", verbose_name="skrivelse")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    body = models.CharField("instans", max_length=120)
    meeting_on = models.DateField("sammanträde", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    outcome = models.CharField("beslut", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "instans"
        verbose_name_plural = "instanser"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.body

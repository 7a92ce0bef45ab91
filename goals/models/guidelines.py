"""Inriktningar and outside providers: followed up in words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.records.models import Versioned


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    def valid_in(self, year: int) -> GuidelineQuerySet:
        return self.filter(valid_from__lte=year).filter(Q(valid_to=None) | Q(valid_to__gte=year))


class Guideline(Versioned):
    """An inriktning: values and approach, followed up in words only. `wording` is as adopted, cleaned HTML."""

    slug = models.SlugField("kortnamn", unique=True, max_length=60)
    number = models.CharField("nummer", max_length=12, blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("kort namn", max_length=120)
    wording = models.TextField("lydelse")
    valid_from = models.PositiveSmallIntegerField("gäller från år")
    valid_to = models.PositiveSmallIntegerField("gäller till år", null=True, blank=True)

    objects = GuidelineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "inriktning"
        verbose_name_plural = "inriktningar"
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title


class GuidelineFollowUp(Versioned):
    """How one unit works with a guideline one year. `text` is cleaned HTML."""

    guideline = models.ForeignKey(
        Guideline, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="inriktning"
    )
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    heading = models.CharField("rubrik", max_length=150, blank=True)
    text = models.TextField("text", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljning av inriktning"
        verbose_name_plural = "uppföljningar av inriktningar"
        constraints = [
            models.UniqueConstraint(fields=["guideline", "org_unit", "occasion"], name="goals_guideline_follow_up_once")
        ]

    def __str__(self) -> str:
        return f"{self.guideline}, {self.org_unit}"


class ProviderReport(Versioned):
    """What happened during the year at somebody who runs a service for a unit of the kommun."""

    provider = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="utförare")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="för enheten")
    year = models.PositiveSmallIntegerField("år")
    text = models.TextField("text", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljning av utförare"
        verbose_name_plural = "uppföljningar av utförare"
        ordering = ["provider__name"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "org_unit", "year"], name="goals_provider_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.year}"

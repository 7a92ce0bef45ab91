"""The organisation in time, and its posts."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.access import access_of
from kommunrapport.records.models import Versioned

if TYPE_CHECKING:
    from kommunrapport.organisation.models.people import User


class OrgUnitQuerySet(models.QuerySet["OrgUnit"]):
    def readable_by(self, user: User) -> OrgUnitQuerySet:
        """Units whose pages the user may open: own and below, and those with something sent to the user."""
        access = access_of(user)
        if access.reads_sent:
            sent = Q(submissions__state__in=["locked", "sent"]) | Q(
                reports__state__in=["sent", "published", "archived"]
            )
            return self.filter(Q(pk__in=access.readable_units) | sent).distinct()
        return self.filter(pk__in=access.readable_units)

    def valid_in(self, year: int) -> OrgUnitQuerySet:
        """Units that exist some day of `year`."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=datetime.date(year, 12, 31)),
            Q(valid_to=None) | Q(valid_to__gte=datetime.date(year, 1, 1)),
        )

    def child_ids(self) -> dict[int | None, list[int]]:
        """The tree in one query: parent id -> ids of its children."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent_id in self.model._default_manager.values_list("pk", "parent_id"):
            children[parent_id].append(pk)
        return children


class OrgUnit(Versioned):
    """A part of the kommun, for the time it exists. What replaces it stands in `successors`."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "kommun"
        COUNCIL = "council", "fullmäktige"
        EXECUTIVE_BOARD = "executive_board", "kommunstyrelse"
        COMMITTEE = "committee", "nämnd"
        SUBCOMMITTEE = "subcommittee", "utskott"
        ADMINISTRATION = "administration", "förvaltning"
        UNIT = "unit", "enhet"
        COMPANY = "company", "bolag"
        JOINT_AUTHORITY = "joint_authority", "kommunalförbund"
        PRIVATE_PROVIDER = "private_provider", "privat utförare"

    slug = models.SlugField("kortnamn i adressen", unique=True, max_length=40)
    name = models.CharField("namn", max_length=120)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="hör till",
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    valid_from = models.DateField("gäller från", null=True, blank=True)
    valid_to = models.DateField("gäller till", null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name="ersätts av"
    )

    objects = OrgUnitQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[successors])

    class Meta:
        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_org_unit_dates_in_order",
                violation_error_message="Sista dagen ligger före den första. Ändra någon av dem.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="organisation_org_unit_not_its_own_parent",
                violation_error_message="En enhet kan inte höra till sig själv.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PositionQuerySet(models.QuerySet["Position"]):
    def held_by(self, user: User) -> PositionQuerySet:
        """Positions the user holds, or stands in for today."""
        return self.filter(pk__in=access_of(user).positions)


class Position(Versioned):
    """A post in the organisation: who is responsible for something is always a position, never a person."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="positions", verbose_name="enhet")
    title = models.CharField("titel", max_length=120)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name="innehavare",
    )
    phone = models.CharField("telefon", max_length=40, blank=True)

    objects = PositionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "befattning"
        verbose_name_plural = "befattningar"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "title"],
                name="organisation_position_title_once_per_unit",
                violation_error_message="Enheten har redan en befattning med den titeln.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Substitute(Versioned):
    """Somebody who stands in for the holder of a position, from one day to another."""

    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, related_name="substitutes", verbose_name="befattning"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="substitutions",
        verbose_name="ersättare",
    )
    valid_from = models.DateField("från")
    valid_to = models.DateField("till", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ersättare"
        verbose_name_plural = "ersättare"
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_substitute_dates_in_order",
                violation_error_message="Sista dagen ligger före den första. Ändra någon av dem.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} för {self.position}"

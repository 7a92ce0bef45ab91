"""Users and their roles."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models.units import OrgUnit
from kommunrapport.organisation.roles import Role, Subject
from kommunrapport.records.models import Versioned


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail, in any case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Versioned):
    """Somebody who signs in, with an e-mail address. What the user may do comes from memberships."""

    email = models.EmailField("e-post", unique=True, error_messages={"unique": "Adressen finns redan."})
    name = models.CharField("namn", max_length=120)
    is_active = models.BooleanField("kan logga in", default=True)
    date_joined = models.DateTimeField("tillagd", default=timezone.now, editable=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "användare"
        verbose_name_plural = "användare"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: datetime.date) -> MembershipQuerySet:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class Membership(Versioned):
    """A user's role in a unit and all below it, for a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="användare")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="memberships", verbose_name="enhet")
    role = models.CharField("roll", max_length=20, choices=Role)
    subject = models.CharField("ämne", max_length=20, choices=Subject, blank=True)
    valid_from = models.DateField("från", null=True, blank=True)
    valid_to = models.DateField("till", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "behörighet"
        verbose_name_plural = "behörigheter"
        ordering = ["user__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "org_unit", "role", "subject"],
                name="organisation_membership_role_once_per_unit",
                violation_error_message="Användaren har redan den rollen i enheten.",
            ),
            models.CheckConstraint(
                condition=(Q(role=Role.SUBJECT_OWNER) & ~Q(subject="")) | (~Q(role=Role.SUBJECT_OWNER) & Q(subject="")),
                name="organisation_membership_subject_with_its_role",
                violation_error_message="Ange ämne för en ämnesansvarig, och bara för en ämnesansvarig.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} i {self.org_unit}"

"""What the program did of its own in the year: reminders sent, and years begun."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.models import User


class SentReminder(models.Model):
    """A mail to one person about all that waits. `week` is the ISO week, as "2017-W04".

    `sent_by` is None for the weekly mail, of which there is one per person and week. `stands_in_for` is the holder
    whose tasks a substitute was reminded of.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reminders", verbose_name="till")
    stands_in_for = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="ersätter"
    )
    week = models.CharField("vecka", max_length=8)
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="skickad av"
    )
    sent_at = models.DateTimeField("skickad", auto_now_add=True)
    body = models.TextField("text")

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "week"], condition=Q(sent_by=None), name="annual_cycle_one_reminder_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.week}"


class YearChange(models.Model):
    """That the kommun began a year. `created` lists the rows it made, as [model label, pk, version], for undoing."""

    year = models.PositiveSmallIntegerField("år")
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gjort av")
    done_at = models.DateTimeField("gjort", auto_now_add=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ångrat av"
    )
    undone_at = models.DateTimeField("ångrat", null=True, blank=True)
    created = models.JSONField("skapade rader", default=list, blank=True)

    class Meta:
        verbose_name = "årsskifte"
        verbose_name_plural = "årsskiften"
        ordering = ["-year", "-done_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(undone_at=None),
                name="annual_cycle_year_begun_once",
                violation_error_message="Årsskiftet är redan gjort.",
            )
        ]

    def __str__(self) -> str:
        return f"Årsskifte till {self.year}"

"""The truth about work in the background; the task queue only says "run job N"."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.models import User


class Job(models.Model):
    """One piece of work: how far it is, who works on it until when, and what came out.

    A worker claims a job by raising `fence` and setting `lease_until`; a result is stored only under the fence it
    was claimed with, so a worker that was thought dead can't overwrite a newer result.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "i kö"
        RUNNING = "running", "pågår"
        DONE = "done", "klar"
        FAILED = "failed", "misslyckades"

    kind = models.CharField("slag", max_length=60)
    params = models.JSONField("uppgifter", default=dict)
    state = models.CharField("läge", max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("procent klart", default=0)
    step = models.CharField("steg", max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField("försök", default=0)
    fence = models.PositiveIntegerField("omgång", default=0)
    lease_until = models.DateTimeField("tas om efter", null=True, blank=True)
    error = models.CharField("fel", max_length=500, blank=True)
    result = models.FileField("fil", upload_to="jobb/", blank=True)
    file_name = models.CharField("filens namn", max_length=120, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="beställd av")
    created_at = models.DateTimeField("beställd", auto_now_add=True)
    finished_at = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        verbose_name = "jobb"
        verbose_name_plural = "jobb"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="jobs_job_progress_is_percent"),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="jobs_job_failure_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

"""The truth about work in the background; the task queue only says "run job N"."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.models import User

LEFT_WAITING = timedelta(minutes=5)


class JobQuerySet(models.QuerySet["Job"]):
    def ordered_by(self, user: User) -> JobQuerySet:
        """Nobody else sees a job, since its result is made with what this user may read."""
        return self.filter(created_by=user)

    def overdue(self, now: datetime) -> JobQuerySet:
        """Not finished, and its worker or its place in the queue is believed lost."""
        return self.filter(_expired(now), state__in=[Job.State.WAITING, Job.State.RUNNING])

    def claimable(self, now: datetime) -> JobQuerySet:
        return self.filter(Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING) & _expired(now))

    def left_waiting(self, now: datetime) -> JobQuerySet:
        """In the queue for so long that no worker can be running; one that runs keeps moving `lease_until` ahead."""
        return self.filter(_expired(now), state=Job.State.WAITING, created_at__lt=now - LEFT_WAITING)


def _expired(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)


class Job(models.Model):
    """One piece of work: how far it is, who works on it until when, and what came out.

    A worker claims a job by raising `fence` and setting `lease_until`; a result is stored only under the fence it
    was claimed with, so a worker that was thought dead can't overwrite a newer result. After `lease_until` the job is
    taken up again: a running one has lost its worker, a waiting one its place in the queue or is due for a new attempt.
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
    # Stays when the file itself is removed after some days: then `result` is empty.
    file_name = models.CharField("filens namn", max_length=120, blank=True)
    content_type = models.CharField("filens slag", max_length=100, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="beställd av")
    created_at = models.DateTimeField("beställd", auto_now_add=True)
    finished_at = models.DateTimeField("avslutad", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "jobb"
        verbose_name_plural = "jobb"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="jobs_job_progress_is_percent"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="jobs_job_failure_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state in {Job.State.DONE, Job.State.FAILED}

    @property
    def file_is_gone(self) -> bool:
        """There was a file, and it has been removed for its age."""
        return bool(self.file_name) and not self.result

    @property
    def mark(self) -> str:
        """Changes when what the page shows has changed."""
        return f"{self.state} {self.fence} {self.progress} {self.step}"

"""Rows for tests: plain functions whose defaults are valid."""

from datetime import datetime
from itertools import count

from kommunrapport.jobs.models import Job
from kommunrapport.organisation.models import User

_numbers = count(1)


def create_user(**fields) -> User:
    """Somebody who can sign in by `force_login`, with no role."""
    number = next(_numbers)
    defaults = {"email": f"person{number}@example.se", "name": f"Person {number}"}
    return User.objects.create(**defaults | fields)


def create_job(*, created_at: datetime | None = None, **fields) -> Job:
    """Defaults to one that waits for a worker. `created_at` is set afterwards, since the row sets its own."""
    defaults = {"kind": "tests.letter", "params": {"text": "hej"}}
    job = Job.objects.create(created_by=fields.pop("created_by", None) or create_user(), **defaults | fields)
    if created_at:
        job.created_at = created_at
        job.save(update_fields=["created_at"])
    return job

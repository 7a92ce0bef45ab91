"""Whether the program works, asked by the machine that watches it."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kommunrapport.jobs.models import Job

logger = logging.getLogger(__name__)


@never_cache
@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the program can serve people, 503 when it cannot; open to all, so it gives no details.

    A worker that stands still is told, but is no 503: people can still do everything but get their files.
    """
    pending = pending_migrations()
    worker = worker_keeps_up() if pending == 0 else None
    facts = {"database": pending is not None, "pending_migrations": pending, "worker": worker}
    return JsonResponse(facts, status=200 if pending == 0 else 503)


def pending_migrations() -> int | None:
    """How many migrations the database lacks; None when the database does not answer."""
    try:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error:
        logger.exception("The database does not answer")
        return None


def worker_keeps_up() -> bool:
    """No job has been left in the queue for five minutes."""
    return not Job.objects.left_waiting(timezone.now()).exists()

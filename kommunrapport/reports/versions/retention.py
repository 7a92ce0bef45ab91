"""Removing what the kommun has decided not to keep: drafts, resolved comments and history. Never what is frozen."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from itertools import batched
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kommunrapport.records.models import Draft, Removal, RetentionRule, Versioned
from kommunrapport.records.saving import create_recorded
from kommunrapport.reports.models import Chapter, Report, ReportVersion, ReviewComment
from kommunrapport.reports.models.reports import SENT_STATES

_AT_A_TIME = 500
_CLOSED_STATES = (Report.State.DECIDED, *SENT_STATES)


def remove_what_is_too_old(today: datetime.date) -> dict[str, int]:
    """Do what the rules say; returns how many rows went away by each. Safe to run twice.

    What went away stands in the change log, in numbers, for who asks for it later.
    """
    removed = {}
    for rule in RetentionRule.objects.exclude(months=None):
        before = months_before(today, rule.months or 0)
        removed[rule.what] = count = _REMOVERS[rule.what](before)
        if count:
            create_recorded(Removal, by=None, what=rule.what, before=before, count=count)
    return removed


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def remove_drafts(before: datetime.date) -> int:
    """What was typed and neither saved nor touched since."""
    return _remove(Draft.objects.filter(saved_at__lt=_midnight(before)))


def remove_comments(before: datetime.date) -> int:
    """Resolved comments of reports decided before that day, with their answers and their history.

    What was said of a frozen version stays with it.
    """
    decided = ReportVersion.objects.filter(report=OuterRef("chapter__report"), decided_on__lt=before)
    resolved = ReviewComment.objects.filter(Exists(decided), reply_to=None, version_read=None)
    resolved = resolved.exclude(resolved_at=None).exclude(replies__version_read__isnull=False)
    threads = set(resolved.values_list("pk", flat=True))
    gone = threads | set(ReviewComment.objects.filter(reply_to__in=threads).values_list("pk", flat=True))
    count = _remove(ReviewComment.objects.filter(pk__in=threads))
    for keys in batched(sorted(gone), _AT_A_TIME):
        ReviewComment.history.filter(id__in=keys).delete()
    return count


def remove_history(before: datetime.date) -> int:
    """Lines of history from before that day.

    The latest line of each row that exists stays, since it says who wrote what stands there now, and so does the
    history of a report that is not decided yet.
    """
    models = [model for model in apps.get_models() if issubclass(model, Versioned) and hasattr(model, "history")]
    return sum(_remove(_old_lines(model, before)) for model in models)


def _old_lines(model: Any, before: datetime.date) -> QuerySet[Any]:
    lines = model.history.model.objects
    later = lines.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    row = model._default_manager.filter(pk=OuterRef("id"))
    old = lines.filter(history_date__lt=_midnight(before)).filter(Exists(later) | ~Exists(row))
    if model is Report:
        return old.exclude(_is_open("pk", "id"))
    return old.exclude(_is_open("pk", "report_id")) if model is Chapter else old


def _is_open(name: str, outer: str) -> Q:
    open_reports = Report.objects.filter(**{name: OuterRef(outer)}).exclude(state__in=_CLOSED_STATES)
    return Q(Exists(open_reports))


def _remove(rows: QuerySet[Any]) -> int:
    """Remove them some at a time, so that nobody who saves waits for long; returns how many."""
    keys = list(rows.values_list("pk", flat=True))
    for some in batched(keys, _AT_A_TIME):
        rows.model._default_manager.filter(pk__in=some).delete()
    return len(keys)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


_REMOVERS: dict[str, Callable[[datetime.date], int]] = {
    RetentionRule.What.DRAFTS: remove_drafts,
    RetentionRule.What.COMMENTS: remove_comments,
    RetentionRule.What.HISTORY: remove_history,
}

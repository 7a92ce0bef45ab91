"""Rows round a report that is written, sent out and decided; small, with keyword arguments for what matters."""

import datetime

from django.utils import timezone

from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Chapter, Report, ReportVersion, ReviewComment
from tests.factories import create_chapter, create_report, create_user


def create_version(*, report: Report | None = None, created_by: User | None = None, **fields) -> ReportVersion:
    """A frozen version without chapters; a decision when `kind` says so."""
    report = report or create_report()
    defaults = {"number": report.versions.count() + 1, "kind": ReportVersion.Kind.PROPOSAL, "checksum": "0" * 64}
    if fields.get("kind") == ReportVersion.Kind.DECISION:
        defaults |= {"body": "Kommunstyrelsen", "decided_on": datetime.date(2017, 2, 28), "paragraph": "§ 41"}
    return ReportVersion.objects.create(report=report, created_by=created_by or create_user(), **defaults | fields)


def create_comment(*, chapter: Chapter | None = None, author: User | None = None, **fields) -> ReviewComment:
    """A comment on the whole chapter."""
    chapter = chapter or create_chapter()
    return ReviewComment.objects.create(
        chapter=chapter, author=author or create_user(), **{"text": "Skriv vad som ska ske."} | fields
    )


def resolve(comment: ReviewComment, by: User) -> ReviewComment:
    """The comment as resolved."""
    comment.resolved_by, comment.resolved_at = by, timezone.now()
    comment.save()
    return comment

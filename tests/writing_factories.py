"""Rows round a report that is written, sent out and decided; small, with keyword arguments for what matters."""

import datetime
from hashlib import sha256
from uuid import uuid4

from django.utils import timezone

from kommunrapport.jobs.files import write_whole
from kommunrapport.organisation.models import User
from kommunrapport.reports.models import (
    Chapter,
    FrozenChapter,
    FrozenFile,
    Memo,
    MemoInstance,
    Picture,
    Promise,
    Report,
    ReportVersion,
    ReviewComment,
)
from kommunrapport.reports.versions.files import store_file
from tests.factories import create_chapter, create_report, create_user
from tests.reports.pictures.photos import png


def create_version(*, report: Report | None = None, created_by: User | None = None, **fields) -> ReportVersion:
    """A frozen version without chapters; a decision when `kind` says so."""
    report = report or create_report()
    defaults = {"number": report.versions.count() + 1, "kind": ReportVersion.Kind.PROPOSAL, "checksum": "0" * 64}
    if fields.get("kind") == ReportVersion.Kind.DECISION:
        defaults |= {"body": "Kommunstyrelsen", "decided_on": datetime.date(2017, 2, 28), "paragraph": "§ 41"}
    return ReportVersion.objects.create(report=report, created_by=created_by or create_user(), **defaults | fields)


def create_frozen_chapter(*, version: ReportVersion, chapter: Chapter | None = None, **fields) -> FrozenChapter:
    """A chapter of a version, last in it; as it was frozen from `chapter` where there is one."""
    order = version.chapters.count() + 1
    defaults = {"order": order, "level": 1, "number": str(order), "heading": f"Kapitel {order}", "anchor": f"k{order}"}
    if chapter:
        defaults |= {"heading": str(chapter), "anchor": f"k{chapter.pk}", "text": chapter.text}
    fields = defaults | fields
    page = f'<section class="chapter opening" id="{fields["anchor"]}"><h2>{fields["heading"]}</h2></section>'
    return FrozenChapter.objects.create(version=version, chapter=chapter, **{"html": page} | fields)


def create_frozen_file(*, version: ReportVersion, kind: str = "json", content: bytes = b"{}") -> FrozenFile:
    """A file of a version."""
    return store_file(version=version, kind=kind, content=content)


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


def create_promise(*, chapter: Chapter | None = None, **fields) -> Promise:
    """Something a chapter promises."""
    return Promise.objects.create(chapter=chapter or create_chapter(), **{"text": "En ny e-tjänst"} | fields)


def create_picture(*, report: Report | None = None, **fields) -> Picture:
    """A small picture of a report, with its file."""
    content = png()
    defaults = {"media_type": "image/png", "width": 60, "height": 40, "alt_text": "Ett torg"}
    made = {"file": write_whole(f"bilder/{uuid4().hex}.png", content), "sha256": sha256(content).hexdigest()}
    return Picture.objects.create(report=report or create_report(), **defaults | made | fields)


def create_memo(*, report: Report | None = None, **fields) -> Memo:
    """A memo with a proposal and a background."""
    defaults = {"heading": "Årsredovisning 2025", "dated": datetime.date(2026, 2, 4), "recipient": "Kommunstyrelsen"}
    defaults |= {"proposals": "Kommunstyrelsen godkänner årsredovisningen.", "background": "Året är slut."}
    return Memo.objects.create(report=report or create_report(), **defaults | fields)


def create_memo_instance(*, memo: Memo | None = None, **fields) -> MemoInstance:
    """An instance that has not met."""
    return MemoInstance.objects.create(memo=memo or create_memo(), **{"order": 1, "body": "Kommunstyrelsen"} | fields)

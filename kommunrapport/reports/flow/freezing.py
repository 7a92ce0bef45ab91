"""Freezing a report as a version: once, in the transaction of the step. Nothing frozen is rendered again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kommunrapport.organisation.models import User
from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.flow.content import Content, content_of
from kommunrapport.reports.memos.printing import frozen_memo
from kommunrapport.reports.models import FrozenChapter, Report, ReportVersion
from kommunrapport.reports.outline import walk
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.versions.files import order_files
from kommunrapport.reports.versions.integrity import seal


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided: who, when, under which paragraph, in which words, and when the minutes were verified."""

    body: str
    decided_on: datetime.date
    paragraph: str = ""
    wording: str = ""
    verified_on: datetime.date | None = None


def freeze(*, report: Report, kind: str, by: User, reason: str = "", decision: Decision | None = None) -> ReportVersion:
    """Freeze the report as its next version, and order its files. The caller holds the report's row.

    A decision takes its chapters and checksum from the latest proposal, to the letter; the others are read now.
    """
    if kind == ReportVersion.Kind.DECISION:
        version = _copy_proposal(report, by, decision)
    else:
        version = _freeze_content(report, kind, by, reason)
    seal(version)
    order_files(version, by=by)
    return version


def _freeze_content(report: Report, kind: str, by: User, reason: str) -> ReportVersion:
    opened = open_report(report)
    content = content_of(opened)
    version = ReportVersion.objects.create(
        report=report,
        number=_next_number(report),
        kind=kind,
        reason=reason,
        head=content.head | {"memo": frozen_memo(report)},
        checksum=content.checksum,
        created_by=by,
    )
    html = [render_entry(entry, opened.scope, with_children=False) for entry in walk(opened.outline)]
    for chapter in _frozen_chapters(version, content, html):
        chapter.save()
    return version


def _frozen_chapters(version: ReportVersion, content: Content, html: Sequence[str]) -> list[FrozenChapter]:
    return [
        FrozenChapter(
            version=version,
            chapter_id=chapter.chapter_id,
            order=order,
            level=chapter.level,
            number=chapter.number,
            heading=chapter.heading,
            anchor=chapter.anchor,
            common_text=chapter.common_text,
            text=chapter.text,
            html=html[order - 1],
            data=chapter.sections,
        )
        for order, chapter in enumerate(content.chapters, start=1)
    ]


def _copy_proposal(report: Report, by: User, decision: Decision | None) -> ReportVersion:
    """The proposal as decided. Raises ReportVersion.DoesNotExist when nothing was sent out."""
    assert decision is not None  # noqa: S101 (the step asks for it)
    proposal = report.versions.filter(kind=ReportVersion.Kind.PROPOSAL).latest("number")
    version = ReportVersion.objects.create(
        report=report,
        number=_next_number(report),
        kind=ReportVersion.Kind.DECISION,
        body=decision.body,
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
        wording=decision.wording,
        verified_on=decision.verified_on,
        head=proposal.head | {"case_number": report.case_number},
        checksum=proposal.checksum,
        created_by=by,
    )
    for chapter in _copies(proposal, version):
        chapter.save()
    return version


def _copies(proposal: ReportVersion, version: ReportVersion) -> list[FrozenChapter]:
    copies = list(proposal.chapters.order_by("order"))
    for copy in copies:
        copy.pk, copy.version = None, version
        copy._state.adding = True
    return copies


def _next_number(report: Report) -> int:
    return report.versions.count() + 1

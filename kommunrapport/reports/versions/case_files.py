"""What a matter consists of, as files: its documents in order, its way, and everything that was said and changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from os.path import splitext
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone

from kommunrapport.reports.models import FrozenFile, Report, ReportVersion
from kommunrapport.reports.states import REPORT_STEPS
from kommunrapport.reports.versions.case_history import HEADINGS as HISTORY_HEADINGS
from kommunrapport.reports.versions.case_history import history_of_case
from kommunrapport.reports.versions.files import PictureGone, read_file
from kommunrapport.reports.versions.pages import files_of
from kommunrapport.reports.versions.words import decision_words, version_name
from kommunrapport.spreadsheets.csv_writing import write_csv

_DOCUMENTS = (FrozenFile.Kind.MEMO_PDF, FrozenFile.Kind.PDF)
_EVENT_HEADINGS = ("När", "Vem", "Steg", "Från", "Till", "Version", "Skäl", "Uppgifter")
_COMMENT_HEADINGS = (
    "Nummer",
    "Svar på",
    "Kapitel",
    "Läst version",
    "Citat",
    "Kommentar",
    "Av",
    "När",
    "Löst av",
    "Löst",
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a package: where it lies, what it is, and how to get its bytes (which may raise FileDamaged)."""

    path: str
    what: str
    read: Callable[[], bytes]


def case_name(report: Report) -> str:
    """The diarienummer as part of a file's name, "KS-2017-12"; the report's own name where there is none."""
    return re.sub(r"[^A-Za-zÅÄÖåäö0-9]+", "-", report.case_number).strip("-") or report.slug


def documents(report: Report) -> list[CaseFile]:
    """The documents of the matter in the order they came to be, numbered and with the diarienummer."""
    found = [
        (version, stored)
        for version in _versions(report)
        for kind in _DOCUMENTS
        for stored in version.files.all()
        if stored.kind == kind
    ]
    name = case_name(report)
    return [
        CaseFile(f"{number:02}_{name}_{_word(version, stored)}.pdf", _what(version, stored), partial(read_file, stored))
        for number, (version, stored) in enumerate(found, start=1)
    ]


def archive(report: Report) -> list[CaseFile]:
    """What is kept for ever: every file of every version, the matter as data, and the steps it took."""
    files = [
        CaseFile(f"versioner/{version.number:02}/{stored.name}", _what(version, stored), partial(read_file, stored))
        for version in _versions(report)
        for stored in files_of(version)
    ]
    return [
        CaseFile("arende.json", "Uppgifter om ärendet och dess versioner", partial(_case_data, report)),
        CaseFile("steg.csv", "Ärendets väg: vem gjorde vad, när och varför", partial(_events, report)),
        *files,
    ]


def everything(report: Report) -> list[CaseFile]:
    """The archive, and what was said and changed on the way: comments, pictures and the history of every row."""
    pictures = [
        CaseFile(f"bilder/{picture.pk}{splitext(name)[1]}", picture.alt_text, partial(_stored, name))
        for picture in report.pictures.all()
        for name in [str(picture.file.name)]
    ]
    return [
        *archive(report),
        CaseFile("kommentarer.csv", "Kommentarer och svar, som de lyder nu", partial(_comments, report)),
        CaseFile(
            "andringar.csv",
            "Alla ändringar av rapport, kapitel, kommentarer, åtaganden och skrivelse, från vad till vad",
            partial(_changes, report),
        ),
        *pictures,
    ]


def _versions(report: Report) -> list[ReportVersion]:
    return list(report.versions.order_by("number").select_related("report").prefetch_related("files", "events"))


def _word(version: ReportVersion, stored: FrozenFile) -> str:
    if stored.kind == FrozenFile.Kind.MEMO_PDF:
        return f"tjansteskrivelse-version-{version.number}"
    word = {"proposal": "forslag", "decision": "beslutad", "correction": "rattad"}[version.kind]
    return f"{word}-version-{version.number}"


def _what(version: ReportVersion, stored: FrozenFile) -> str:
    decided = decision_words(version)
    return f"{stored.get_kind_display()}: {version_name(version)}{f', {decided}' if decided else ''}"


def _case_data(report: Report) -> bytes:
    data = {
        "case_number": report.case_number,
        "report": report.slug,
        "title": str(report),
        "org_unit": report.org_unit.name,
        "state": report.state,
        "versions": [_version_data(version) for version in _versions(report)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _version_data(version: ReportVersion) -> dict[str, Any]:
    verified_on = version.verified_day
    return {
        "number": version.number,
        "kind": version.kind,
        "frozen_at": version.created_at.isoformat(),
        "body": version.body,
        "decided_on": version.decided_on and version.decided_on.isoformat(),
        "paragraph": version.paragraph,
        "wording": version.wording,
        "verified_on": verified_on and verified_on.isoformat(),
        "reason": version.reason,
        "head": version.head,
        "content_sha256": version.checksum,
        "files": [{"name": file.name, "bytes": file.size, "sha256": file.sha256} for file in version.files.all()],
    }


def _events(report: Report) -> bytes:
    return write_csv(_EVENT_HEADINGS, _event_rows(report))


def _event_rows(report: Report) -> Iterator[tuple[str, ...]]:
    for event in report.events.select_related("by", "version"):
        step = REPORT_STEPS.get(event.action)
        yield (
            _moment(event.at),
            event.by.name,
            step.button if step else event.action,
            event.get_from_state_display(),
            event.get_to_state_display(),
            version_name(event.version) if event.version else "",
            event.reason,
            json.dumps(event.details, ensure_ascii=False) if event.details else "",
        )


def _comments(report: Report) -> bytes:
    return write_csv(_COMMENT_HEADINGS, _comment_rows(report))


def _comment_rows(report: Report) -> Iterator[tuple[str, ...]]:
    for chapter in report.chapters.prefetch_related(
        "comments__author", "comments__resolved_by", "comments__version_read"
    ):
        for comment in chapter.comments.all():
            yield (
                str(comment.pk),
                str(comment.reply_to_id or ""),
                str(chapter),
                version_name(comment.version_read) if comment.version_read else "",
                comment.quote,
                comment.text,
                comment.author.name,
                _moment(comment.created_at),
                comment.resolved_by.name if comment.resolved_by else "",
                _moment(comment.resolved_at) if comment.resolved_at else "",
            )


def _changes(report: Report) -> bytes:
    return write_csv(HISTORY_HEADINGS, history_of_case(report))


def _stored(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
    except FileNotFoundError as gone:
        raise PictureGone(name) from gone
    return content


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")

"""The files of a version: ordered when it is frozen, made once, and never given out when they are not as they were."""

from __future__ import annotations

import hashlib
import logging

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponse

from kommunrapport.http import XLSX
from kommunrapport.jobs.files import write_whole
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.services import start_job
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import hold_row
from kommunrapport.reports.models import FrozenFile, ReportVersion

FREEZE_FILES = "reports.freeze_files"
MEDIA_TYPES: dict[str, str] = {
    FrozenFile.Kind.PDF: "application/pdf",
    FrozenFile.Kind.MEMO_PDF: "application/pdf",
    FrozenFile.Kind.HTML: "text/html; charset=utf-8",
    FrozenFile.Kind.JSON: "application/json",
    FrozenFile.Kind.XLSX: XLSX,
    FrozenFile.Kind.CSV: "text/csv; charset=utf-8",
}

logger = logging.getLogger(__name__)


class FileDamaged(Exception):
    """A stored file is gone, or is not what was frozen. `sentence` says what to do."""

    def __init__(self, stored: FrozenFile) -> None:
        super().__init__(f"{stored.file.name} of version {stored.version_id} is not as it was frozen")
        self.sentence = (
            f"Filen {stored.name} saknas eller stämmer inte med sin kontrollsumma, och lämnas därför inte ut. "
            "Säg till den som sköter programmet: filen ska hämtas tillbaka ur en säkerhetskopia."
        )


class PictureGone(FileDamaged):
    """The file of a picture is gone."""

    def __init__(self, name: str) -> None:
        Exception.__init__(self, f"{name} is gone")
        self.sentence = (
            f"Bilden {name} saknas på disken, så ärendet lämnas inte ut halvt. "
            "Säg till den som sköter programmet: filen ska hämtas tillbaka ur en säkerhetskopia."
        )


def order_files(version: ReportVersion, *, by: User) -> Job:
    """Have the files of the version made in the background; those that are there already stay as they are."""
    return start_job(kind=FREEZE_FILES, params={"version": version.pk}, by=by)


@transaction.atomic
def store_file(*, version: ReportVersion, kind: str, content: bytes) -> FrozenFile:
    """Keep a file of the version. One that is there already is never replaced: it is answered."""
    hold_row(ReportVersion.objects.all(), version.pk)  # of two workers with the same job one is first
    there = version.files.filter(kind=kind).first()
    if there:
        return there
    sha256 = hashlib.sha256(content).hexdigest()
    stored = write_whole(f"versioner/{version.pk}-{kind}-{sha256[:16]}", content)
    name = file_name(version, kind)
    return FrozenFile.objects.create(
        version=version, kind=kind, name=name, file=stored, size=len(content), sha256=sha256
    )


def file_name(version: ReportVersion, kind: str) -> str:
    """What the user's computer calls it: kungsbacka-2016-version-2.pdf"""
    stem = f"{version.report.slug}-version-{version.number}"
    return f"{stem}-skrivelse.pdf" if kind == FrozenFile.Kind.MEMO_PDF else f"{stem}.{kind}"


def read_file(stored: FrozenFile) -> bytes:
    """The bytes as they were frozen. Raises FileDamaged when they are not, or are gone."""
    try:
        with default_storage.open(str(stored.file.name)) as file:
            content: bytes = file.read()
    except OSError as error:
        raise FileDamaged(stored) from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileDamaged(stored)
    return content


def file_answer(stored: FrozenFile) -> HttpResponse:
    """The file to download. Raises FileDamaged."""
    try:
        content = read_file(stored)
    except FileDamaged as damaged:
        logger.error("%s", damaged)
        raise
    headers = {"Content-Disposition": f'attachment; filename="{stored.name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=MEDIA_TYPES[stored.kind], headers=headers)

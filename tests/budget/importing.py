"""A file on its way in, as the wizard takes it: put in, answered, previewed and read in."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from budget.imports.applying import apply_import
from budget.imports.mapping import Mapping
from budget.imports.receiving import choose_mapping, receive_file
from budget.imports.staging import prepare_import
from budget.models import ImportBatch, ImportSource
from kommunrapport.organisation.models import OrgUnit, User
from tests.factories import create_user


def tell(percent: int, step: str) -> None:
    """Nobody listens."""


def workbook(rows: Sequence[Sequence[object]], sheet: str = "Blad1") -> bytes:
    """An .xlsx file with the rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def put_in(
    unit: OrgUnit,
    content: bytes | str,
    *,
    name: str = "tabell.csv",
    year: int = 2025,
    source: ImportSource | None = None,
    by: User | None = None,
) -> ImportBatch:
    """A file that has been read as far as it goes without a person."""
    content = content.encode() if isinstance(content, str) else content
    by = by or create_user()
    file = SimpleUploadedFile(name, content)
    token = f"{name}-{ImportBatch.objects.count()}"
    batch = receive_file(org_unit=unit, year=year, file=file, source=source, token=token, by=by)
    return prepare_import(batch, by=by, tell=tell)


def answer(batch: ImportBatch, **changes) -> ImportBatch:
    """Accept what the wizard suggests, but for `changes` of the mapping; returns the preview."""
    mapping = replace(Mapping.from_json(batch.mapping), **changes)
    by = batch.uploaded_by
    chosen = choose_mapping(pk=batch.pk, version=batch.version, mapping=mapping, by=by)
    return prepare_import(chosen, by=by, tell=tell)


def read_in(batch: ImportBatch, *, takes_away: bool = False) -> ImportBatch:
    return apply_import(pk=batch.pk, version=batch.version, takes_away=takes_away, by=batch.uploaded_by)

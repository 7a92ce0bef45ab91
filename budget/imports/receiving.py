"""A file comes in, and a person says how it is to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from budget.imports.mapping import Mapping
from budget.models import Figure, ImportBatch, ImportSource
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Conflict, claim_token, create_recorded, hold_row, save_checked
from kommunrapport.spreadsheets.limits import MAX_BYTES

State = ImportBatch.State
WAITING = (State.UPLOADED, State.MAPPING, State.PREVIEW)
MAX_NAME_CHARACTERS = 200


@transaction.atomic
def receive_file(
    *, org_unit: OrgUnit, year: int, file: File, source: ImportSource | None, token: str, by: User
) -> ImportBatch:
    """Keep a file as it came, under a name of our own. Nothing of it is read yet.

    Raises Locked when the year is closed, AlreadyDone when the form was sent before, ValidationError for a file that
    is too large.
    """
    claim_token(token, by)
    hold_open_submission(org_unit, year, FULL_YEAR)
    if (file.size or 0) > MAX_BYTES:
        most = MAX_BYTES // 1_000_000
        raise ValidationError({"file": f"Filen är för stor. En fil får vara högst {most} MB."})
    name = "".join(char for char in file.name or "" if char.isprintable())[-MAX_NAME_CHARACTERS:] or "fil"
    checksum = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    file.name = checksum
    return create_recorded(
        ImportBatch,
        by=by,
        org_unit=org_unit,
        source=source,
        year=year,
        file=file,
        file_name=name,
        checksum=checksum,
        size=file.size or 0,
        mapping=source.mapping if source else {},
        uploaded_by=by,
    )


@transaction.atomic
def choose_mapping(*, pk: int, version: int, mapping: Mapping, by: User, **more: Any) -> ImportBatch:
    """Save how the file is to be read, and `more` of the batch (its source); it is read anew after that.

    Raises Conflict, and ValidationError with sentences for a mapping that can't be used.
    """
    check_mapping(mapping)
    _hold_waiting(pk)
    return save_checked(
        ImportBatch, pk=pk, version=version, by=by, mapping=mapping.as_json(), state=State.UPLOADED, refusal="", **more
    )


@transaction.atomic
def choose_table(*, pk: int, version: int, sheet: str, header_row: int, by: User) -> ImportBatch:
    """Look for the columns in another sheet, or below another row of heads. Raises Conflict."""
    _hold_waiting(pk)
    mapping = Mapping(sheet=sheet, header_row=header_row).as_json()
    return save_checked(
        ImportBatch, pk=pk, version=version, by=by, mapping=mapping, understanding={}, state=State.UPLOADED, refusal=""
    )


@transaction.atomic
def read_again(*, pk: int, by: User) -> ImportBatch:
    """Let the file be read once more as it was, so that its preview compares with what is stored now."""
    batch = _hold_waiting(pk)
    return save_checked(ImportBatch, pk=pk, version=batch.version, by=by, state=State.UPLOADED)


@transaction.atomic
def set_control_total(*, pk: int, version: int, control_total: Decimal | None, by: User) -> ImportBatch:
    """Keep the total that the user expects, in kronor. Raises Conflict."""
    _hold_waiting(pk)
    return save_checked(ImportBatch, pk=pk, version=version, by=by, control_total=control_total)


def _hold_waiting(pk: int) -> ImportBatch:
    """The batch, if it is still on its way in. Raises Conflict."""
    batch = hold_row(ImportBatch.objects.all(), pk)
    if batch.state not in WAITING:
        raise Conflict(batch)
    return batch


def check_mapping(mapping: Mapping) -> None:
    """Raises ValidationError when something is missing, or two columns say the same thing."""
    if mapping.dimensions or not mapping.columns:
        return
    wrong = [*_missing(mapping), *_said_twice(mapping)]
    if wrong:
        raise ValidationError(wrong)


def _missing(mapping: Mapping) -> Iterator[str]:
    if mapping.scale is None:
        yield "Välj om beloppen är kronor, tusental eller miljoner."
    if not mapping.codes and mapping.label is None:
        yield "Välj vilken kolumn som har namnen på raderna, eller en kolumn med koder."
    if all(column.is_variance for column in mapping.amounts):
        yield "Välj minst en kolumn med belopp: budget, utfall eller prognos."
    for column in mapping.amounts:
        if column.figure == Figure.FORECAST and not column.as_of:
            yield f"Skriv vilken dag prognosen i kolumnen ”{column.header}” gäller."


def _said_twice(mapping: Mapping) -> Iterator[str]:
    seen: dict[tuple[object, ...], str] = {}
    for column in mapping.amounts:
        key = (column.figure, column.year, column.month, column.nature, column.as_of)
        if key in seen:
            yield f"Kolumnerna ”{seen[key]}” och ”{column.header}” säger samma sak. Läs bara in en av dem."
        seen.setdefault(key, column.header)


@transaction.atomic
def cancel_import(*, pk: int, version: int, by: User) -> ImportBatch:
    """Put the file aside; nothing is changed. A second call does nothing. Raises Conflict."""
    batch = hold_row(ImportBatch.objects.all(), pk)
    if batch.state == State.CANCELLED:
        return batch
    _hold_waiting(pk)
    return save_checked(ImportBatch, pk=pk, version=version, by=by, state=State.CANCELLED)


def remember_mapping(*, source: ImportSource, mapping: Mapping, by: User) -> ImportSource:
    """Save with the source how its files are read. Raises Conflict."""
    return save_checked(ImportSource, pk=source.pk, version=source.version, by=by, mapping=mapping.as_json())

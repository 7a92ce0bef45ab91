"""Reading a file in without a person: the wizard's road with a saved mapping, and nothing stored unless all is well."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from budget.imports.applying import BaseChanged, apply_import
from budget.imports.changes import Change
from budget.imports.receiving import State, receive_file
from budget.imports.staging import Prepared, read_import, store_prepared
from budget.imports.understanding import NotUnderstood
from budget.models import Figure, ImportBatch, ImportSource
from kommunrapport.numbers import format_number
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict, Locked

NEW_COLUMNS = "Kolumnerna är inte de som källan känner. Läs in filen på sidan Inläsningar en gång, och spara svaren."
NO_RIGHT = "{by} har inte rätt att läsa in filer för {org_unit}. Ange någon annan med --user."
BASE_CHANGED = "Någon ändrade beloppen medan filen lästes. Inget är inläst, kör igen."
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Unattended:
    """What a file comes to. `obstacles` are sentences; with any of them nothing is stored."""

    batch: ImportBatch
    prepared: Prepared | None
    obstacles: tuple[str, ...]
    takes_away: bool

    @property
    def counts(self) -> dict[str, int]:
        return self.prepared.counts if self.prepared else {}

    @property
    def changes(self) -> int:
        return sum(count for change, count in self.counts.items() if change != Change.UNCHANGED)

    def lines(self) -> Iterator[str]:
        """Counts and control sums, one line each."""
        if self.prepared is None or self.prepared.state != State.PREVIEW:
            return
        yield "1 ändring" if self.changes == 1 else f"{self.changes} ändringar"
        for change in Change:
            yield f"{change.label}: {self.counts.get(change, 0)}"
        for (figure, year), total in _totals(self.prepared).items():
            yield f"Summa {Figure(figure).label} {year}: {format_number(total, 2)} kr"


def read_unattended(*, source: ImportSource, year: int, path: Path, takes_away: bool) -> Unattended:
    """Read the file with the source's mapping; nothing is stored."""
    batch = ImportBatch(org_unit=source.org_unit, source=source, year=year, file_name=path.name, mapping=source.mapping)
    try:
        prepared = read_import(batch, path, tell=_nobody_listens)
    except NotUnderstood as refused:
        return Unattended(batch, None, (refused.sentence,), takes_away)
    return Unattended(batch, prepared, tuple(_obstacles(prepared, takes_away)), takes_away)


def store_unattended(unattended: Unattended, *, path: Path, by: User) -> str:
    """Read in what was found; returns why nothing was stored, empty when it was."""
    batch, prepared = unattended.batch, unattended.prepared
    if prepared is None or unattended.obstacles:
        return " ".join(unattended.obstacles)
    if not access_of(by).may(Capability.MANAGE_BUDGET, batch.org_unit_id):
        return NO_RIGHT.format(by=by, org_unit=batch.org_unit)
    stored: list[ImportBatch] = []
    try:
        with transaction.atomic(), path.open("rb") as content:
            stored.append(_received(batch, File(content, path.name), by))
            kept = store_prepared(stored[0], prepared, by=by)
            apply_import(pk=kept.pk, version=kept.version, takes_away=unattended.takes_away, by=by)
    except (Locked, ValidationError, BaseChanged, Conflict) as refused:
        for one in stored:
            one.file.storage.delete(str(one.file.name))
        return _why(refused)
    return ""


def last_importer(source: ImportSource) -> User | None:
    """The person who last read in a file of the source, if still here."""
    applied = source.batches.filter(state=State.APPLIED).select_related("applied_by").order_by("-applied_at")
    latest = applied.first()
    return latest.applied_by if latest and latest.applied_by and latest.applied_by.is_active else None


def _received(batch: ImportBatch, file: File, by: User) -> ImportBatch:
    token = secrets.token_urlsafe(32)
    return receive_file(org_unit=batch.org_unit, year=batch.year, file=file, source=batch.source, token=token, by=by)


def _obstacles(prepared: Prepared, takes_away: bool) -> Iterator[str]:
    if prepared.state != State.PREVIEW:
        yield NEW_COLUMNS
        return
    errors = [problem for problem in prepared.problems if problem.is_error]
    for problem in errors[:_SHOWN]:
        raw = f" I filen står: {problem.raw}" if problem.raw else ""
        yield f"{problem.place}: {problem.sentence}{raw}"
    if len(errors) > _SHOWN:
        yield f"… och {len(errors) - _SHOWN} fel till."
    removed = prepared.counts.get(Change.REMOVED, 0)
    if removed and not takes_away:
        yield f"{removed} belopp finns inte i filen och skulle tas bort. Kör igen med --takes-away om det är meningen."


def _totals(prepared: Prepared) -> dict[tuple[str, int], Decimal]:
    totals: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for line in prepared.lines:
        if line.new is not None:
            totals[line.figure, line.year] += line.new
    return dict(totals)


def _why(refused: Exception) -> str:
    match refused:
        case Locked():
            return refused.sentence
        case ValidationError():
            return " ".join(refused.messages)
    return BASE_CHANGED


def _nobody_listens(percent: int, step: str) -> None:
    """The command is waited for."""

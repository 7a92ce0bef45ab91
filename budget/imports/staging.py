"""Reading a file in the background: from uploaded to a question about its columns, or to a preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.imports.changes import stage
from budget.imports.lines import Problem
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex
from budget.imports.reading_files import Opened, as_known_areas, open_file, read_file, understand_file
from budget.imports.receiving import State, check_mapping
from budget.imports.understanding import NotUnderstood, Understanding
from budget.models import ImportBatch, ImportProblem, StagedLine
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import save_checked
from kommunrapport.spreadsheets.reading import SourceFile

type Tell = Callable[[int, str], None]

_MAX_PROBLEMS = 500
_ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a file comes to before anything is stored; `lines` and what follows are empty while columns are asked for.

    `lines` are unsaved, `counts` how many there are of each change.
    """

    state: str
    understanding: dict[str, Any]
    mapping: Mapping
    lines: list[StagedLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plan: dict[str, Any] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(str(line.change) for line in self.lines))


def prepare_import(batch: ImportBatch, *, by: User, tell: Tell) -> ImportBatch:
    """Read the file, and stop where a person is needed: MAPPING, PREVIEW, or REFUSED with the reason.

    Safe to run again. Raises Conflict when somebody put the file aside meanwhile.
    """
    try:
        prepared = read_import(batch, Path(batch.file.path), tell=tell)
    except NotUnderstood as error:
        return _save(batch, by, state=State.REFUSED, refusal=error.sentence)
    tell(85, "Skriver förhandsgranskningen")
    return store_prepared(batch, prepared, by=by)


def read_import(batch: ImportBatch, path: Path, *, tell: Tell) -> Prepared:
    """Read the file at `path` as the batch says, which may be unsaved; nothing is stored. Raises NotUnderstood."""
    tell(5, "Läser filen")
    opened = open_file(path, batch.file_name)
    tell(40, "Tolkar kolumnerna")
    known = Mapping.from_json(batch.mapping) if batch.mapping else None
    answered = bool(batch.understanding) and known is not None
    found, mapping = understand_file(opened, batch, known)
    if known is None:
        mapping = as_known_areas(opened, mapping, batch)
    understanding = batch.understanding if answered else found.as_json()
    if not answered and not (known and _knows(known, opened, found) and _is_complete(mapping)):
        return Prepared(State.MAPPING, understanding, mapping)
    mapping = known if answered and known else mapping
    tell(60, "Jämför med det som finns")
    index = AreaIndex(batch.org_unit, batch.year, mapping)
    reading = read_file(opened, mapping, index, batch)
    is_whole = not any(problem.is_error for problem in reading.problems)
    lines = stage(batch, reading.lines, index, is_whole=is_whole)
    return Prepared(State.PREVIEW, understanding, mapping, lines, reading.problems, reading.plan())


def _knows(known: Mapping, opened: Opened, found: Understanding) -> bool:
    """Whether a source's mapping was made for files like this one; a head that is renamed is asked about."""
    if known.scale is None:
        return False
    return known.fits(tuple(found.headers)) if isinstance(opened, SourceFile) else bool(known.dimensions)


def _is_complete(mapping: Mapping) -> bool:
    try:
        check_mapping(mapping)
    except ValidationError:
        return False
    return True


@transaction.atomic
def store_prepared(batch: ImportBatch, prepared: Prepared, *, by: User) -> ImportBatch:
    """Keep what was read as the question or the preview of the batch, in place of what it had. Raises Conflict."""
    plan = prepared.plan | {"counts": prepared.counts} if prepared.state == State.PREVIEW else {}
    saved = _save(
        batch,
        by,
        state=prepared.state,
        understanding=prepared.understanding,
        mapping=prepared.mapping.as_json(),
        plan=plan,
        refusal="",
    )
    batch.lines.all().delete()
    batch.problems.all().delete()
    for line in prepared.lines:
        line.batch = batch
    StagedLine.objects.bulk_create(prepared.lines, batch_size=_ROWS_AT_A_TIME)
    shown = sorted(prepared.problems, key=lambda problem: (not problem.is_error, problem.row or 0))[:_MAX_PROBLEMS]
    ImportProblem.objects.bulk_create([_problem(batch, one) for one in shown], batch_size=_ROWS_AT_A_TIME)
    return saved


def _problem(batch: ImportBatch, problem: Problem) -> ImportProblem:
    severity = ImportProblem.Severity.ERROR if problem.is_error else ImportProblem.Severity.REMARK
    return ImportProblem(
        batch=batch,
        severity=severity,
        row=problem.row,
        place=problem.place[:120],
        raw=problem.raw[:200],
        sentence=problem.sentence[:500],
    )


def _save(batch: ImportBatch, by: User, **changes: Any) -> ImportBatch:
    return save_checked(ImportBatch, pk=batch.pk, version=batch.version, by=by, **changes)

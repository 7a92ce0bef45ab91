"""Reading a file in the background: from uploaded to a question about its columns, or to a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from budget.imports.changes import stage
from budget.imports.lines import Problem
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex
from budget.imports.reading_files import as_known_areas, open_file, read_file, understand_file
from budget.imports.receiving import State, check_mapping
from budget.imports.understanding import NotUnderstood
from budget.models import ImportBatch, ImportProblem, StagedLine
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import save_checked

type Tell = Callable[[int, str], None]

_MAX_PROBLEMS = 500
_ROWS_AT_A_TIME = 500


def prepare_import(batch: ImportBatch, *, by: User, tell: Tell) -> ImportBatch:
    """Read the file, and stop where a person is needed: MAPPING, PREVIEW, or REFUSED with the reason.

    Safe to run again. Raises Conflict when somebody put the file aside meanwhile.
    """
    try:
        return _prepare(batch, by, tell)
    except NotUnderstood as error:
        return _save(batch, by, state=State.REFUSED, refusal=error.sentence)


def _prepare(batch: ImportBatch, by: User, tell: Tell) -> ImportBatch:
    tell(5, "Läser filen")
    opened = open_file(batch)
    tell(40, "Tolkar kolumnerna")
    known = Mapping.from_json(batch.mapping) if batch.mapping else None
    answered = bool(batch.understanding) and known is not None
    understanding, mapping = understand_file(opened, batch, known)
    if known is None:
        mapping = as_known_areas(opened, mapping, batch)
    fits = known is not None and known.scale is not None and (mapping.columns or mapping.dimensions)
    if not answered and not (fits and _is_complete(mapping)):
        return _save(batch, by, state=State.MAPPING, understanding=understanding.as_json(), mapping=mapping.as_json())
    mapping = known if answered and known else mapping
    tell(60, "Jämför med det som finns")
    index = AreaIndex(batch.org_unit, batch.year, mapping)
    reading = read_file(opened, mapping, index, batch)
    staged = stage(batch, reading.lines, index)
    tell(85, "Skriver förhandsgranskningen")
    return _store_preview(batch, by, staged, reading.problems, understanding.as_json(), mapping, reading.plan())


def _is_complete(mapping: Mapping) -> bool:
    try:
        check_mapping(mapping)
    except ValueError:
        return False
    return True


@transaction.atomic
def _store_preview(
    batch: ImportBatch,
    by: User,
    staged: list[StagedLine],
    problems: list[Problem],
    understanding: dict[str, Any],
    mapping: Mapping,
    plan: dict[str, Any],
) -> ImportBatch:
    saved = _save(
        batch, by, state=State.PREVIEW, understanding=understanding, mapping=mapping.as_json(), plan=plan, refusal=""
    )
    batch.lines.all().delete()
    batch.problems.all().delete()
    StagedLine.objects.bulk_create(staged, batch_size=_ROWS_AT_A_TIME)
    shown = sorted(problems, key=lambda problem: (not problem.is_error, problem.row or 0))[:_MAX_PROBLEMS]
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

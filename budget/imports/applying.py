"""Reading in what was previewed, all of it or nothing, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from budget.imports.changes import Change, Key, Stored, key_of, stored_amounts
from budget.imports.mapping import Mapping
from budget.imports.new_areas import create_areas
from budget.imports.receiving import State, remember_mapping
from budget.models import (
    PLACES,
    BudgetArea,
    BudgetEntry,
    ControlValue,
    Figure,
    Forecast,
    ForecastRound,
    ImportBatch,
    LedgerEntry,
    StagedLine,
)
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Conflict, Locked, create_recorded, delete_checked, hold_row, save_checked

_ROWS_AT_A_TIME = 500
_KINDS = {Figure.ORIGINAL: BudgetEntry.Kind.ORIGINAL, Figure.CHANGE: BudgetEntry.Kind.SUPPLEMENTARY}
_MODELS: dict[str, Any] = {
    Figure.ORIGINAL: BudgetEntry,
    Figure.CHANGE: BudgetEntry,
    Figure.OUTCOME: LedgerEntry,
    Figure.FORECAST: Forecast,
}


class BaseChanged(Exception):
    """Somebody changed an amount after the preview was made: what it promised is no longer what would happen."""


@transaction.atomic
def apply_import(*, pk: int, version: int, takes_away: bool, by: User) -> ImportBatch:
    """Store what the preview shows. A second call for a file that is read in does nothing.

    `takes_away`: the user has agreed to what disappears. Raises Conflict, Locked, BaseChanged, and ValidationError
    when something disappears that nobody agreed to.
    """
    batch = hold_row(ImportBatch.objects.select_related("source", "org_unit"), pk)
    if batch.state == State.APPLIED:
        return batch
    if batch.version != version or batch.state != State.PREVIEW:
        raise Conflict(batch)
    lines = list(batch.lines.all())
    if any(line.change == Change.REMOVED for line in lines) and not takes_away:
        raise ValidationError({"takes_away": "Kryssa för att beloppen som inte finns i filen ska tas bort."})
    created = _carry_out(batch, lines, by)
    done = {"state": State.APPLIED, "plan": batch.plan | {"created": created}}
    return save_checked(ImportBatch, pk=pk, version=version, by=by, applied_by=by, applied_at=timezone.now(), **done)


def _carry_out(batch: ImportBatch, lines: list[StagedLine], by: User) -> list[int]:
    """Change what the preview changes; returns the areas that were made."""
    _hold_open(lines)
    stored = _unchanged_base(batch, lines)
    created = create_areas(batch, by)
    _take_away(batch, [line for line in lines if line.change in (Change.CHANGED, Change.REMOVED)], stored)
    _store(batch, [line for line in lines if line.change in (Change.NEW, Change.CHANGED)], created, by)
    _store_controls(batch, created)
    if batch.source:
        remember_mapping(source=batch.source, mapping=Mapping.from_json(batch.mapping), by=by)
    return sorted(created.values())


def _hold_open(lines: Iterable[StagedLine]) -> None:
    units = OrgUnit.objects.in_bulk({line.org_unit_id for line in lines})
    for unit, year in sorted({(line.org_unit_id, line.year) for line in lines if line.change != Change.UNCHANGED}):
        hold_open_submission(units[unit], year, FULL_YEAR)


def _unchanged_base(batch: ImportBatch, lines: list[StagedLine]) -> dict[Key, Stored]:
    """What is stored now. Raises BaseChanged when it is not what the preview compared with."""
    stored = stored_amounts(batch, {line.figure for line in lines}, {line.year for line in lines})
    for line in lines:
        now = stored.get(key_of(line)) if not line.new_places else None
        if (now.amount if now else None) != line.old:
            raise BaseChanged
    return stored


def _take_away(batch: ImportBatch, lines: list[StagedLine], stored: dict[Key, Stored]) -> None:
    """Mark what the file takes the place of; nothing is deleted."""
    by_model: dict[Any, list[int]] = {}
    for line in lines:
        by_model.setdefault(_MODELS[line.figure], []).append(stored[key_of(line)].pk)
    for model, pks in by_model.items():
        for start in range(0, len(pks), _ROWS_AT_A_TIME):
            model.objects.filter(pk__in=pks[start : start + _ROWS_AT_A_TIME]).update(replaced_by=batch)


def _store(batch: ImportBatch, lines: list[StagedLine], created: dict[str, int], by: User) -> None:
    rounds: dict[object, ForecastRound] = {}
    rows: dict[Any, list[models.Model]] = {}
    for line in lines:
        places = {f"{name}_id": getattr(line, f"{name}_id") for name in PLACES}
        places |= {f"by_{grouping}_id": created[key] for grouping, key in line.new_places.items()}
        model = _MODELS[line.figure]
        row = _forecast(batch, line, places, rounds, by) if model is Forecast else _entry(batch, line, places, model)
        rows.setdefault(model, []).append(row)
    for model, found in rows.items():
        model.objects.bulk_create(found, batch_size=_ROWS_AT_A_TIME)


def _entry(batch: ImportBatch, line: StagedLine, places: dict[str, int | None], model: Any) -> models.Model:
    row: models.Model = model(
        batch=batch, org_unit_id=line.org_unit_id, year=line.year, month=line.month, amount=line.new, **places
    )
    if isinstance(row, BudgetEntry):
        row.kind = _KINDS[Figure(line.figure)]
    return row


def _forecast(
    batch: ImportBatch,
    line: StagedLine,
    places: dict[str, int | None],
    rounds: dict[object, ForecastRound],
    by: User,
) -> Forecast:
    if line.as_of not in rounds:
        rounds[line.as_of] = _round(batch, line, by)
    area = next(pk for pk in places.values() if pk is not None)
    return Forecast(batch=batch, forecast_round=rounds[line.as_of], area_id=area, amount=line.new or Decimal(0))


def _round(batch: ImportBatch, line: StagedLine, by: User) -> ForecastRound:
    """The forecast of that day, made if it is new. Raises Locked when it is closed."""
    same = {"org_unit": batch.org_unit, "year": line.year, "as_of": line.as_of}
    found = ForecastRound.objects.filter(**same).first()
    if found is None:
        return create_recorded(ForecastRound, by=by, **same)
    if not found.is_open(timezone.localdate()):
        raise Locked(f"Prognosen per {line.as_of} är låst. Öppna den först, eller läs inte in prognosen.")
    return found


def _store_controls(batch: ImportBatch, created: dict[str, int]) -> None:
    for control in batch.plan.get("controls", []):
        value = ControlValue.objects.create(
            batch=batch,
            org_unit=batch.org_unit,
            year=control["year"],
            figure=control["figure"],
            as_of=control["as_of"] or None,
            label=control["label"][:200],
            place=control["place"],
            amount=Decimal(control["amount"]),
            step=Decimal(control["step"]),
            addends=control["addends"],
        )
        value.parts.set([int(part) if part.isdecimal() else created[part] for part in control["parts"]])


@transaction.atomic
def undo_import(*, pk: int, version: int, by: User) -> ImportBatch:
    """Take a file's amounts away again, and bring back what they replaced.

    Raises Conflict, Locked, and ValidationError when something later builds on the file.
    """
    batch = hold_row(ImportBatch.objects.select_related("org_unit"), pk)
    if batch.state == State.UNDONE:
        return batch
    if batch.version != version or batch.state != State.APPLIED:
        raise Conflict(batch)
    _hold_open(batch.lines.all())
    for model in (BudgetEntry, LedgerEntry, Forecast):
        rows: Any = model._default_manager
        if rows.filter(batch=batch).exclude(replaced_by=None).exists():
            raise ValidationError("En senare inläsning bygger på den här filen. Ångra den senare först.")
        rows.filter(batch=batch).delete()
        rows.filter(replaced_by=batch).update(replaced_by=None)
    _remove_unused(batch.plan.get("created", []), by)
    return save_checked(
        ImportBatch, pk=pk, version=version, by=by, state=State.UNDONE, undone_by=by, undone_at=timezone.now()
    )


def _remove_unused(pks: list[int], by: User) -> None:
    """Areas that came with the file go with it, unless something else stands on them by now. Parts go first."""
    left = list(BudgetArea.objects.filter(pk__in=pks))
    removed = True
    while removed:
        kept = [area for area in left if not _removed(area, by)]
        removed, left = len(kept) < len(left), kept


def _removed(area: BudgetArea, by: User) -> bool:
    try:
        with transaction.atomic():
            delete_checked(BudgetArea, pk=area.pk, version=area.version, by=by)
    except (ProtectedError, Conflict):
        return False
    return True

"""What a person asks of a file, stored together with the background work it takes."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify

from budget.imports.mapping import Mapping
from budget.imports.receiving import choose_mapping, choose_table, read_again, receive_file
from budget.models import ImportBatch, ImportSource
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.services import start_job
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.records.saving import create_recorded

PREPARE = "budget.prepare_import"
APPLY = "budget.apply_import"


@transaction.atomic
def put_in(
    *, org_unit: OrgUnit, year: int, file: File, source: ImportSource | None, token: str, by: User
) -> ImportBatch:
    """Keep a file, and have it read. Raises what `receive_file` raises."""
    batch = receive_file(org_unit=org_unit, year=year, file=file, source=source, token=token, by=by)
    return _reading(batch, by)


@transaction.atomic
def choose_columns(
    *, pk: int, version: int, mapping: Mapping, source: ImportSource | None, new_source: str, by: User
) -> ImportBatch:
    """Save how the file is read, and have it read so. `source` is what the answers are saved with when it is read in.

    `new_source` is the name of a source to make. Raises Conflict, and ValidationError with sentences.
    """
    batch = choose_mapping(pk=pk, version=version, mapping=mapping, by=by, source=source)
    if new_source:
        made = _make_source(new_source, batch.org_unit, by)
        batch = choose_mapping(pk=pk, version=batch.version, mapping=mapping, by=by, source=made)
    return _reading(batch, by)


@transaction.atomic
def look_elsewhere(*, pk: int, version: int, sheet: str, header_row: int, by: User) -> ImportBatch:
    """Have the columns found in another sheet, or below another row. Raises Conflict."""
    return _reading(choose_table(pk=pk, version=version, sheet=sheet, header_row=header_row, by=by), by)


@transaction.atomic
def preview_again(*, pk: int, by: User) -> ImportBatch:
    """Have the preview made anew, since what it compared with has changed. Raises Conflict."""
    return _reading(read_again(pk=pk, by=by), by, base_changed=True)


def try_reading_again(*, batch: ImportBatch, by: User) -> Job:
    """Order the reading once more, after it was given up."""
    return start_job(kind=PREPARE, params={"batch": batch.pk, "version": batch.version}, by=by)


def order_applying(*, batch: ImportBatch, version: int, takes_away: bool, by: User) -> Job:
    """Have what the preview shows read in. Sent twice, it is read in once."""
    params = {"batch": batch.pk, "version": version, "takes_away": takes_away}
    return start_job(kind=APPLY, params=params, by=by)


def latest_job(batch: ImportBatch) -> Job | None:
    """The last work ordered for the file, whoever ordered it."""
    jobs = Job.objects.filter(kind__in=[PREPARE, APPLY], params__batch=batch.pk)
    return jobs.order_by("-created_at", "-pk").first()


def _reading(batch: ImportBatch, by: User, **more: bool) -> ImportBatch:
    start_job(kind=PREPARE, params={"batch": batch.pk, "version": batch.version, **more}, by=by)
    return batch


def _make_source(name: str, org_unit: OrgUnit, by: User) -> ImportSource:
    """A source with a slug of its own, made of the name."""
    wanted = slugify(name)[:50] or "kalla"
    taken = set(ImportSource.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    free = next(slug for n in range(1, len(taken) + 2) if (slug := f"{wanted}-{n}" if n > 1 else wanted) not in taken)
    return create_recorded(ImportSource, by=by, slug=free, name=name, org_unit=org_unit)

"""Background work of imports: reading a file, and reading it in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from budget.imports.applying import BaseChanged, apply_import
from budget.imports.ordering import APPLY, PREPARE, preview_again
from budget.imports.staging import prepare_import
from budget.imports.sweeping import sweep_files
from budget.models import ImportBatch
from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, job
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict

NOT_YOURS = "Filen finns inte längre, eller så har du inte behörighet till enhetens ekonomi."
CHANGED = "Någon ändrade samtidigt, och inget är inläst. Kontrollera hur det ser ut nu och försök igen."
BASE_CHANGED = "Underlaget har ändrats sedan du granskade, och inget är inläst. Granska raderna igen."


def _managed(user: User, params: dict[str, Any]) -> ImportBatch | None:
    batch = ImportBatch.objects.select_related("org_unit", "source").filter(pk=params["batch"]).first()
    manages = batch is not None and access_of(user).may(Capability.MANAGE_BUDGET, batch.org_unit_id)
    return batch if manages else None


def _may_download(user: User, params: dict[str, Any]) -> bool:
    return _managed(user, params) is not None


def _back(params: dict[str, Any]) -> str:
    batch = ImportBatch.objects.select_related("org_unit").filter(pk=params["batch"]).first()
    return reverse("budget:import_detail", args=[batch.year, batch.org_unit.slug, batch.pk]) if batch else "/"


def _own_batch(job_run: JobRun, pk: int) -> ImportBatch:
    """The batch, if the one who ordered the work still has the right to it. Raises JobFailed."""
    batch = _managed(job_run.user, {"batch": pk})
    if batch is None:
        raise JobFailed(NOT_YOURS)
    return batch


@job(PREPARE, title="Filen läses", does="läsa filen", may_download=_may_download, back=_back)
def prepare(job_run: JobRun, *, batch: int, version: int, base_changed: bool = False) -> None:
    """Read the file as far as it goes without a person; nothing when that is done, or the columns chosen anew.

    `base_changed` tells the page why it is read again.
    """
    found = _own_batch(job_run, batch)
    if found.state == ImportBatch.State.UPLOADED and found.version == version:
        try:
            prepare_import(found, by=job_run.user, tell=job_run.report)
        except Conflict:
            return  # chosen anew or put aside while it was read: another job, or nobody, waits for it
    sweep_files()


@job(APPLY, title="Filen läses in", does="läsa in filen", may_download=_may_download, back=_back)
def apply(job_run: JobRun, *, batch: int, version: int, takes_away: bool) -> None:
    """Store all that the preview shows, or nothing."""
    _own_batch(job_run, batch)
    job_run.report(10, "Läser in beloppen")
    try:
        apply_import(pk=batch, version=version, takes_away=takes_away, by=job_run.user)
    except Conflict as conflict:
        raise JobFailed(CHANGED) from conflict
    except ValidationError as refusal:
        raise JobFailed(" ".join(refusal.messages)) from refusal
    except BaseChanged as changed:
        preview_again(pk=batch, by=job_run.user)
        raise JobFailed(BASE_CHANGED) from changed

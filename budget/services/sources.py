"""Sources of files: renamed, and removed when no file came from them."""

from __future__ import annotations

from django.db import transaction

from budget.models import ImportSource
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Locked, delete_checked, hold_row, save_checked

IN_USE = "Filer är inlästa från källan. Den behövs för att veta var deras belopp kom ifrån."


def change_source(*, pk: int, version: int, name: str, slug: str, by: User) -> ImportSource:
    """Raises Conflict, and ValidationError for a slug that another source has."""
    return save_checked(ImportSource, pk=pk, version=version, by=by, name=name, slug=slug)


@transaction.atomic
def remove_source(*, pk: int, version: int, by: User) -> None:
    """Raises Conflict, and Locked for a source that files came from."""
    source = hold_row(ImportSource.objects.all(), pk)
    if source.batches.exists():
        raise Locked(IN_USE)
    delete_checked(ImportSource, pk=pk, version=version, by=by)

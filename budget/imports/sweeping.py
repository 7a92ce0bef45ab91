"""Removing files that were never read in.

What was read in is kept, also when it was undone: it is räkenskapsinformation.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from budget.models import ImportBatch

FOLDER = "inlasningar"
KEEP_FILES = datetime.timedelta(days=30)
_PUT_ASIDE = (ImportBatch.State.CANCELLED, ImportBatch.State.REFUSED)


def sweep_files(keep: datetime.timedelta = KEEP_FILES) -> int:
    """Remove files older than `keep` of batches that were put aside or refused, and those without a batch.

    Returns how many. The batch stays, with the name and the checksum of its file.
    """
    before = timezone.now() - keep
    wanted = set(ImportBatch.objects.exclude(state__in=_PUT_ASIDE).values_list("file", flat=True))
    old = [name for name in _stored() if name not in wanted and default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _stored() -> list[str]:
    if not Path(default_storage.path(FOLDER)).is_dir():
        return []
    return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]

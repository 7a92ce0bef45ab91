"""The files that jobs make, under MEDIA_ROOT. They are reached through the download view only."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from kommunrapport.jobs.models import Job

_FOLDER = "jobb"


def write_result(job: Job, content: bytes) -> str:
    """Store the file a job made; returns its name under MEDIA_ROOT.

    The name holds the fence, so two workers with the same job never write the same file.
    """
    return write_whole(f"{_FOLDER}/{job.pk}-{job.fence}", content)


def write_whole(name: str, content: bytes) -> str:
    """Store a file so that it is whole or not there, even after a power cut; returns its name under MEDIA_ROOT."""
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix="halv-", delete=False) as half:
        half.write(content)
        half.flush()
        os.fsync(half.fileno())
    Path(half.name).replace(path)
    _sync(path.parent)
    return name


def remove_result(name: str) -> None:
    (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def remove_unclaimed(before: datetime) -> int:
    """Remove files of an earlier time that no job names: worn out, or left half written; returns how many."""
    named = set(Job.objects.exclude(result="").values_list("result", flat=True))
    old = [
        path
        for path in _folder().iterdir()
        if path.stat().st_mtime < before.timestamp() and f"{_FOLDER}/{path.name}" not in named
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sync(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

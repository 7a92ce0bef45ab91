"""Removes files that nothing names: of a picture whose saving was taken back, and of a document never read in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kommunrapport.reports.docx import waiting
from kommunrapport.reports.models import Picture
from kommunrapport.reports.pictures import services


def sweep(before: datetime) -> int:
    """Remove files of an earlier time that no row names; returns how many."""
    named = set(Picture.objects.values_list("file", flat=True))
    old = [path for name, path in _files(services.FOLDER, before) if name not in named]
    old += [path for _, path in _files(waiting.FOLDER, before)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _files(folder: str, before: datetime) -> Iterator[tuple[str, Path]]:
    """(name under MEDIA_ROOT, path) of the files that are older."""
    place = Path(settings.MEDIA_ROOT) / folder
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():
            yield f"{folder}/{path.name}", path

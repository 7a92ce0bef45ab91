"""Whether what is stored of a version is what was frozen."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kommunrapport.reports.models import ReportVersion
from kommunrapport.reports.versions.files import FileDamaged, read_file

_OF_CHAPTER = ("order", "level", "number", "heading", "anchor", "common_text", "text", "html", "data")
_OF_VERSION = ("number", "kind", "reason", "body", "decided_on", "paragraph", "wording", "verified_on", "head")


def seal(version: ReportVersion) -> None:
    """Note the checksum of all that is stored of a version; once, in the transaction that freezes it."""
    version.seal = seal_of(version)
    version.save(update_fields=["seal"])


def seal_of(version: ReportVersion) -> str:
    """SHA-256, in hexadecimal, of the stored version with its chapters and their pages; its files have their own."""
    stored = ReportVersion.objects.get(pk=version.pk)
    fields: dict[str, Any] = {name: getattr(stored, name) for name in _OF_VERSION}
    chapters = list(stored.chapters.order_by("order").values(*_OF_CHAPTER))
    text = json.dumps(fields | {"chapters": chapters}, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def is_whole(version: ReportVersion) -> bool:
    """What is stored of the version is what was sealed."""
    return seal_of(version) == version.seal


def faults_of(version: ReportVersion) -> list[str]:
    """What is wrong with the version, a few words for each; nothing when all is as it was frozen."""
    faults = [] if is_whole(version) else ["det som är lagrat stämmer inte med sigillet"]
    for stored in version.files.all():
        try:
            read_file(stored)
        except FileDamaged:
            faults.append(f"filen {stored.name} saknas eller är ändrad")
    return faults

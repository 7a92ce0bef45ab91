"""What a document said, kept from its preview to yes or no. Too large for the page itself: it may have pictures."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

from kommunrapport.jobs.files import write_whole

FOLDER = "dokument"  # under MEDIA_ROOT; sweeping.py removes what is a day old
_NAME = re.compile(r"[0-9a-f]{32}")


def keep(read: dict[str, Any]) -> str:
    """Keep what `read_docx` returned; returns the name it is fetched by."""
    name = secrets.token_hex(16)
    write_whole(f"{FOLDER}/{name}", json.dumps(read).encode())
    return name


def fetch(name: str) -> dict[str, Any] | None:
    """None when it was used or is too old."""
    if not _NAME.fullmatch(name):
        return None
    try:
        read: dict[str, Any] = json.loads(_path(name).read_bytes())
    except FileNotFoundError:
        return None
    return read


def forget(name: str) -> None:
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / name

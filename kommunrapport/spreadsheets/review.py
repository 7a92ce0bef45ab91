"""What a page of review carries to the yes: signed, so that only what was shown is stored."""

from __future__ import annotations

import secrets
from typing import Any

from django.core import signing

_A_DAY = 24 * 60 * 60


def sign_review(rows: list[Any], *, address: list[object], salt: str) -> str:
    """`rows` as JSON, for `address` only: who may say yes, and where."""
    content = {"token": secrets.token_urlsafe(24), "for": address, "rows": rows}
    return signing.dumps(content, salt=salt, compress=True)


def open_review(text: str, *, address: list[object], salt: str) -> tuple[str, list[Any]] | None:
    """(a token to spend, the rows); None for what is older than a day, or not written by us for this address."""
    try:
        content = signing.loads(text, salt=salt, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    return (content["token"], content["rows"]) if content["for"] == address else None

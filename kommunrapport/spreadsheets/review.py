"""What a page of review carries to the yes: signed, so that only what was shown is stored."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing

_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Ticket[R]:
    """What was shown. `token` is spent when the rows are stored."""

    token: str
    rows: tuple[R, ...]


def sign_review(rows: list[Any], *, address: list[object], salt: str) -> str:
    """`rows` as JSON, for `address` only: who may say yes, and where."""
    content = {"token": secrets.token_urlsafe(24), "for": address, "rows": rows}
    return signing.dumps(content, salt=salt, compress=True)


def open_review[R](text: str, *, address: list[object], salt: str, row: Callable[..., R]) -> Ticket[R] | None:
    """The rows as `row` makes them of what was signed; None for what is older than a day, or not of this address."""
    try:
        content = signing.loads(text, salt=salt, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    return Ticket(content["token"], tuple(row(*one) for one in content["rows"])) if content["for"] == address else None

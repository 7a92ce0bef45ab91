"""Writing csv files that Swedish Excel opens as they are: semicolons, decimal comma, and UTF-8 that says so."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from kommunrapport.numbers import MINUS, NO_BREAK_SPACE

_LIKE_A_FORMULA = re.compile(r"[=+\-@\t\r]")
_A_NUMBER = re.compile(rf"[+\-{MINUS}]?\d[\d{NO_BREAK_SPACE}]*(,\d+)?({NO_BREAK_SPACE}%)?")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str | Decimal | None]]) -> bytes:
    """Return the file. A number has a decimal comma and no spaces; None is an empty field.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_field(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _field(value: str | Decimal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return f"'{value}" if _LIKE_A_FORMULA.match(value) and not _A_NUMBER.fullmatch(value) else value

"""The rows of a file on their way from the child that reads it: one line of JSON per row in a temporary file.

The child writes rows, then a summary, then where the summary begins. The file has no name, so nothing is left when
the last reader lets go of it, however the program ends.
"""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from kommunrapport.spreadsheets.cells import CellKind, RawCell, RawRow

EMPTY = 0  # shorter than null, and a row may have many
_OFFSET_DIGITS = 20
_CHUNK = 1 << 20
_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass
class SheetPlace:
    """Where a sheet's rows lie in the file, from byte `start` to `end`."""

    name: str
    hidden: bool
    merged: list[str]
    start: int
    end: int
    count: int


@dataclass
class Summary:
    """How the child fared: `outcome` is "read", "refused" (then `sentence` says why), "heavy" or "broken"."""

    outcome: str = "read"
    sentence: str = ""
    sheets: list[SheetPlace] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""


class RowWriter:
    """The child's end, over an unbuffered file. A cell is EMPTY or what the functions below make of it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offset = 0
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self.summary = Summary()

    def begin_sheet(self, name: str, *, hidden: bool = False, merged: Sequence[str] = ()) -> None:
        self.summary.sheets.append(SheetPlace(name, hidden, list(merged), self._offset, self._offset, 0))

    def write_row(self, number: int, cells: list[str | int]) -> None:
        """Add a row to the sheet that was begun last."""
        line = f"[{number},{_encode(cells)[1:]}\n".encode("ascii")
        self._offset += len(line)
        sheet = self.summary.sheets[-1]
        sheet.end = self._offset
        sheet.count += 1
        self._write(line)
        if self._waiting_bytes > _CHUNK:
            self._flush()

    def finish(self) -> None:
        self._write(_encode(asdict(self.summary)).encode("ascii") + b"%0*d" % (_OFFSET_DIGITS, self._offset))
        self._flush()

    def give_up(self, summary: Summary) -> None:
        """Write only why there are no rows; those that were written make room."""
        self._out.truncate(0)
        self._out.seek(0)
        self.summary, self._offset = summary, 0
        self._waiting, self._waiting_bytes = [], 0
        self.finish()

    def _write(self, content: bytes) -> None:
        self._waiting.append(content)
        self._waiting_bytes += len(content)

    def _flush(self) -> None:
        """Raises OSError where the file may not grow any more."""
        left = memoryview(b"".join(self._waiting))
        self._waiting, self._waiting_bytes = [], 0
        while left:
            left = left[self._out.write(left) :]


def text_cell(text: str, indent: int) -> str:
    return f"i{indent}|{text}" if indent else f"t{text}"


def number_cell(exact: str, *, is_percent: bool = False) -> str:
    return f"p{exact}" if is_percent else f"n{exact}"


def date_cell(shown: str, stored: str) -> str:
    return f"d{stored}|{shown}"


def bool_cell(value: bool) -> str:
    return "bSANT" if value else "bFALSKT"


def error_cell(text: str) -> str:
    return f"e{text}"


EMPTY_FORMULA = "f"


def _indented(rest: str) -> RawCell:
    indent, _, text = rest.partition("|")
    return RawCell(CellKind.TEXT, text, indent=int(indent))


def _date(rest: str) -> RawCell:
    stored, _, shown = rest.partition("|")
    return RawCell(CellKind.DATE, shown, stored=stored)


_READ: dict[str, Callable[[str], RawCell]] = {
    "t": lambda rest: RawCell(CellKind.TEXT, rest),
    "i": _indented,
    "n": lambda rest: RawCell(CellKind.NUMBER, rest),
    "p": lambda rest: RawCell(CellKind.NUMBER, rest, is_percent=True),
    "d": _date,
    "b": lambda rest: RawCell(CellKind.BOOL, rest),
    "e": lambda rest: RawCell(CellKind.ERROR, rest),
    "f": lambda rest: RawCell(CellKind.EMPTY_FORMULA, rest),
}


class Spool:
    """The temporary file, closed by `close` or when nobody refers to it any more."""

    def __init__(self) -> None:
        self.file: BinaryIO = TemporaryFile(buffering=0)  # noqa: SIM115
        self.close = weakref.finalize(self, self.file.close)

    def summary(self) -> Summary:
        """Raises ValueError when the child died before its summary."""
        size = os.fstat(self.file.fileno()).st_size
        begin = int(self.read(max(0, size - _OFFSET_DIGITS), size))
        content: dict[str, Any] = json.loads(self.read(begin, size - _OFFSET_DIGITS))
        places = [SheetPlace(**place) for place in content.pop("sheets")]
        return Summary(sheets=places, **content)

    def read(self, start: int, end: int) -> bytes:
        """Read without a position of its own, so that several may read at once."""
        return os.pread(self.file.fileno(), end - start, start)


class SpooledRows(Collection[RawRow]):
    """The rows of one sheet, read from the file each time somebody goes through them."""

    def __init__(self, spool: Spool, place: SheetPlace) -> None:
        self._spool = spool
        self._place = place

    def __len__(self) -> int:
        return self._place.count

    def __contains__(self, row: object) -> bool:
        return any(row == own for own in self)

    def __iter__(self) -> Iterator[RawRow]:
        for line in self._lines():
            number, *cells = json.loads(line)
            yield RawRow(number, tuple([_READ[cell[0]](cell[1:]) if cell else None for cell in cells]))

    def _lines(self) -> Iterator[bytes]:
        rest = b""
        for start in range(self._place.start, self._place.end, _CHUNK):
            *lines, rest = (rest + self._spool.read(start, min(start + _CHUNK, self._place.end))).split(b"\n")
            yield from lines

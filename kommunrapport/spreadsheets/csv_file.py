"""Reads a csv file, in the child only: finds out encoding and delimiter, and refuses what it would have to guess."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO, NamedTuple

from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.limits import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMN, MAX_ROW
from kommunrapport.spreadsheets.spool import EMPTY, RowWriter, text_cell

# The usual ones first: a comma is most often a decimal comma here.
_DELIMITER_NAMES = {";": "semikolon", "\t": "tabb", "|": "lodstreck", ",": "komma"}
_SAMPLE_LINES = 200
_SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
# NUL and its neighbours; tab, line feed, carriage return and form feed are text.
_CONTROL = re.compile(r"[\0-\x08\x0b\x0e-\x1f\x7f]")
_UTF_8_READ_AS_WINDOWS = re.compile("Ã[¥¤¶…„–]")
_SAVE_AS_UTF_8 = "Spara filen som CSV UTF-8 i Excel."
MIXED_ENCODINGS = (
    "Filen ser ut att blanda två teckenkodningar, så å, ä och ö kan ha blivit fel. "
    "Jämför med originalet, eller spara filen som CSV UTF-8 i Excel."
)


class _Line(NamedTuple):
    """One record and the line it begins on; a quoted field may go on over several."""

    number: int
    fields: list[str]


class _Shape(NamedTuple):
    """How many fields a line has, and how many to the last one that holds something."""

    number: int
    width: int
    filled: int


def read(source: BinaryIO, writer: RowWriter) -> None:
    """Write the file as one sheet without a name. Raises UnreadableFile, naming the line."""
    text, encoding = _decode(source.read())
    if unreadable := _CONTROL.search(text):
        raise UnreadableFile(
            f"Rad {_line_of(text, unreadable.start())} innehåller ett tecken som inte är text "
            f"(nummer {ord(unreadable[0])}). {_SAVE_AS_UTF_8}"
        )
    first = 1
    if given := _SEPARATOR_LINE.match(text):
        text, first = text[given.end() :], 2
    delimiter = given[1] if given else _likely_delimiter(text)
    writer.summary.encoding, writer.summary.delimiter = encoding, delimiter
    if encoding == "Windows-1252" and _UTF_8_READ_AS_WINDOWS.search(text):
        writer.summary.warnings.append(MIXED_ENCODINGS)
    _refuse_ragged(_lines(text, delimiter, first), delimiter)
    _write(_lines(text, delimiter, first), writer)


def _decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. What is not UTF-8 comes from Windows in this country."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, shown = "utf-16", "UTF-16"
    elif _is_utf_8(content):
        encoding, shown = "utf-8-sig", "UTF-8"
    else:
        encoding, shown = "cp1252", "Windows-1252"
    try:
        return content.decode(encoding), shown
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"Rad {line} innehåller tecken som inte går att läsa. {_SAVE_AS_UTF_8}") from error


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _likely_delimiter(text: str) -> str:
    """The one that gives most lines the same number of fields, more than one; ";" for a file with one column."""
    end = 0
    for _ in range(_SAMPLE_LINES):
        end = text.find("\n", end) + 1
        if not end:
            break
    sample = text[:end] if end else text
    scores = {delimiter: _alike(sample, delimiter) for delimiter in _DELIMITER_NAMES}
    return max(scores, key=lambda delimiter: scores[delimiter])


def _alike(sample: str, delimiter: str) -> int:
    """How many lines have the most usual number of fields; 0 when no line has two."""
    try:
        counts = Counter(len(fields) for fields in csv.reader(StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0
    return max((lines for fields, lines in counts.items() if fields > 1), default=0)


def _lines(text: str, delimiter: str, first: int) -> Iterator[_Line]:
    csv.field_size_limit(MAX_CHARACTERS)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield _Line(number, fields)
            number = first + reader.line_num
    except csv.Error as error:
        if "field larger" in str(error):
            sentence = f"Rad {number} har ett fält med fler än {MAX_CHARACTERS} tecken. Kanske saknas ett citattecken."
        else:
            sentence = f"Rad {number} har ett citattecken som inte avslutas. Rätta raden och spara filen igen."
        raise UnreadableFile(sentence) from error


def _refuse_ragged(lines: Iterator[_Line], delimiter: str) -> None:
    """Every line has as many fields as the others, but for titles above the table and notes below it.

    A field too many or too few most often means that a text holds the delimiter, and then the amounts stand in the
    wrong columns. Empty fields at the end mean nothing: some programs leave them out, or add one.
    """
    shapes = [_Shape(line.number, len(line.fields), _filled(line.fields)) for line in lines]
    inside = [place for place, shape in enumerate(shapes) if shape.width > 1]
    if not inside:
        return
    usual = Counter(shapes[place].width for place in inside).most_common(1)[0][0]
    needed = max(shape.filled for shape in shapes if shape.width == usual)
    for shape in shapes[inside[0] : inside[-1] + 1]:
        if shape.width < needed or shape.filled > usual:
            raise UnreadableFile(
                f"Rad {shape.number} har {shape.width} fält men de flesta rader har {usual} "
                f"(avgränsare: {_DELIMITER_NAMES[delimiter]}). Sätt text som innehåller avgränsaren inom citattecken."
            )


def _filled(fields: list[str]) -> int:
    """How many fields there are to the last one that holds something."""
    return max((place for place, field in enumerate(fields, 1) if field.strip()), default=0)


def _write(lines: Iterator[_Line], writer: RowWriter) -> None:
    count = 0
    writer.begin_sheet("")
    for line in lines:
        cells = _cells(line.fields)
        count += len(cells) - cells.count(EMPTY)
        if line.number > MAX_ROW or len(cells) > MAX_COLUMN or count > MAX_CELLS:
            raise UnreadableFile(
                f"Filen är för stor från rad {line.number}. Högst {MAX_ROW} rader, {MAX_COLUMN} kolumner och "
                f"{MAX_CELLS // 1_000_000} miljoner ifyllda fält kan läsas. Dela upp filen."
            )
        writer.write_row(line.number, cells)


def _cells(fields: list[str]) -> list[str | int]:
    cells: list[str | int] = [_cell(field) for field in fields]
    while cells and cells[-1] == EMPTY:
        cells.pop()
    return cells


def _cell(field: str) -> str | int:
    stripped = field.lstrip()
    return text_cell(field, len(field) - len(stripped)) if stripped else EMPTY

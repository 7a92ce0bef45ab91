"""Counts what the XML parts of a workbook hold, with the same parser that the library uses, but keeping nothing.

Elements are known by namespace and local name, as the library knows them, so another prefix, another encoding or an
odd file name changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from kommunrapport.spreadsheets.cells import UnreadableFile, cell_name
from kommunrapport.spreadsheets.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMN,
    MAX_COLUMN_LETTERS,
    MAX_MERGED,
    MAX_ROW,
    MAX_SHEETS,
)

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main workbook"
_COLUMN = re.compile(r"[A-Z]{1,3}")
_DIGITS = "0123456789"

DOCTYPE = "Filen innehåller en DOCTYPE eller ENTITY, vilket ingen arbetsbok behöver. Öppna den i Excel och spara igen."
_IN_DISORDER = "Raderna eller cellerna i arbetsboken ligger i fel ordning. Öppna den i Excel och spara en ny kopia."
_TOO_MANY_CELLS = (
    f"Arbetsboken har fler än {MAX_CELLS // 1_000_000} miljoner ifyllda celler. Dela upp den i flera filer."
)
_TOO_MUCH_MERGED = f"Arbetsboken har fler än {MAX_MERGED} sammanfogade områden. Dela upp cellerna och spara igen."


@dataclass(slots=True)
class PartFacts:
    """What the reader wants to know of a sheet: after how many row elements the last value has come, and merged."""

    rows: int = 0
    merged: list[str] = field(default_factory=list)


class Guard:
    """Counts over all parts of a workbook."""

    def __init__(self) -> None:
        self.facts: dict[str, PartFacts] = {}
        self.cells = self.sheets = self.merged = 0
        self.has_macros = False

    def begin(self, name: str) -> Part:
        facts = self.facts[name] = PartFacts()
        return Part(self, facts)


class Part:
    """One member of the archive while it streams past. A picture is no XML, and is then only counted in bytes."""

    def __init__(self, guard: Guard, facts: PartFacts) -> None:
        self._guard, self._facts = guard, facts
        self._row_elements = self._row = self._column = self._characters = 0
        self._row_text = ""
        self._counts_text = self._is_counted = False
        self._columns: dict[str, int] = {}
        self._is_xml = True
        self._parser = parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        self._on: dict[str, Callable[[dict[str, str]], None]] = {
            f"{_SHEET}row": self._begin_row,
            f"{_SHEET}c": self._begin_cell,
            f"{_SHEET}v": self._begin_value,
            f"{_SHEET}f": self._begin_formula,
            f"{_SHEET}is": self._begin_formula,
            f"{_SHEET}t": self._begin_text,
            f"{_SHEET}si": self._begin_string,
            f"{_SHEET}comment": self._begin_string,
            f"{_SHEET}mergeCell": self._merged,
            f"{_SHEET}sheet": self._sheet,
            f"{_TYPES}Override": self._type,
            f"{_TYPES}Default": self._type,
            _STRICT: self._strict,
        }

    def feed(self, chunk: bytes) -> None:
        if self._is_xml:
            self._parse(chunk, last=False)

    def close(self) -> None:
        if self._is_xml:
            self._parse(b"", last=True)
        # The parser and its handlers hold each other.
        self._on.clear()
        self._parser.StartElementHandler = self._parser.CharacterDataHandler = None
        self._parser.StartDoctypeDeclHandler = self._parser.EntityDeclHandler = None

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except (ExpatError, LookupError):
            self._is_xml = False  # the library's parser stops here too

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._on.get(name)
        if handler is None:
            self._counts_text = False
        else:
            handler(attributes)

    def _text(self, text: str) -> None:
        if self._counts_text:
            self._characters += len(text)
            if self._characters > MAX_CHARACTERS:
                raise UnreadableFile(
                    f"En cell{self._where()} har fler än {MAX_CHARACTERS} tecken. Korta texten och spara igen."
                )

    def _where(self) -> str:
        return f" på rad {self._row}" if self._row else ""

    def _begin_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r") or str(self._row + 1)
        if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > self._row):
            raise UnreadableFile(_IN_DISORDER)
        self._row, self._row_text, self._column = int(text), text, 0
        self._row_elements += 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._counts_text = self._is_counted = False
        self._characters = 0
        name = attributes.get("r")
        if name is None:
            self._column += 1
            return
        letters = name.rstrip(_DIGITS)
        column = self._columns.get(letters) or self._column_number(letters)
        if column <= self._column or name[len(letters) :] != self._row_text:
            raise UnreadableFile(_IN_DISORDER)
        self._column = column

    def _column_number(self, letters: str) -> int:
        if not _COLUMN.fullmatch(letters):
            raise UnreadableFile(_IN_DISORDER)
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number

    def _begin_value(self, attributes: dict[str, str]) -> None:
        self._count()
        self._characters, self._counts_text = 0, True

    def _begin_formula(self, attributes: dict[str, str]) -> None:
        self._count()
        self._counts_text = False

    def _count(self) -> None:
        """The cell holds something."""
        if self._is_counted:
            return
        self._is_counted = True
        if self._row > MAX_ROW or self._column > MAX_COLUMN:
            raise UnreadableFile(
                f"Cellen {cell_name(self._row, self._column - 1)} är ifylld men ligger för långt bort. "
                f"Rad 1–{MAX_ROW} och kolumn A–{MAX_COLUMN_LETTERS} kan läsas. Töm cellen eller flytta tabellen."
            )
        self._facts.rows = self._row_elements
        self._guard.cells += 1
        if self._guard.cells > MAX_CELLS:
            raise UnreadableFile(_TOO_MANY_CELLS)

    def _begin_text(self, attributes: dict[str, str]) -> None:
        self._counts_text = True

    def _begin_string(self, attributes: dict[str, str]) -> None:
        self._characters, self._counts_text = 0, False

    def _merged(self, attributes: dict[str, str]) -> None:
        self._guard.merged += 1
        if self._guard.merged > MAX_MERGED:
            raise UnreadableFile(_TOO_MUCH_MERGED)
        self._facts.merged.append(attributes.get("ref", "")[:30])

    def _sheet(self, attributes: dict[str, str]) -> None:
        self._guard.sheets += 1
        if self._guard.sheets > MAX_SHEETS:
            raise UnreadableFile(f"Arbetsboken har fler än {MAX_SHEETS} blad. Spara de blad som ska läsas för sig.")

    def _type(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        self._guard.has_macros |= "macro" in kind or "vbaproject" in kind

    def _strict(self, attributes: dict[str, str]) -> None:
        raise UnreadableFile(
            "Arbetsboken är sparad som Strict Open XML. Öppna den i Excel och spara som Excel-arbetsbok (.xlsx)."
        )

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(DOCTYPE)

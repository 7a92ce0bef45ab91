"""Looks a Word document through before any library may: its directory, then every part as it streams past.

Only the standard library is used. What passes is small enough to read and holds no macros and no entities.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.file_kinds import OLE_START, ZIP_START
from kommunrapport.spreadsheets.limits import MAX_PARTS
from kommunrapport.spreadsheets.preflight import is_encrypted, is_tricky

MAX_UNPACKED_BYTES = 100_000_000
MAX_ELEMENTS = 400_000  # in all parts: a report of 300 pages has a quarter of it
MAX_DEPTH = 150  # tables in tables; deeper is nobody's text
_CHUNK = 1 << 18

DAMAGED = "Filen är skadad och kan inte läsas. Öppna den i Word, spara en ny kopia och läs in kopian."
SAVE_AS_DOCX = "Öppna filen i Word och spara som Word-dokument (.docx)."
TOO_LARGE = "Dokumentet är för stort när det packas upp. Läs in ett kapitel i taget, med mindre bilder."
DOCTYPE = "Filen innehåller en DOCTYPE eller ENTITY, vilket inget dokument behöver. Öppna den i Word och spara igen."


def inspect(content: bytes) -> None:
    """Raises UnreadableFile for what is no plain .docx. MemoryError is the caller's."""
    _refuse_other_kinds(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_directory(archive.infolist())
            _check_parts(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(DAMAGED) from error


def _refuse_other_kinds(content: bytes) -> None:
    if not content:
        raise UnreadableFile("Filen är tom (0 byte). Välj en annan.")
    if content.startswith(OLE_START):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableFile("Filen är skyddad med lösenord. Ta bort lösenordet i Word och spara den igen.")
        raise UnreadableFile(f"Filen är ett äldre Worddokument (.doc) eller en annan Officefil. {SAVE_AS_DOCX}")
    if not content.startswith(ZIP_START):
        raise UnreadableFile(f"Filen är inget Worddokument. {SAVE_AS_DOCX}")


def _check_directory(members: list[ZipInfo]) -> None:
    """Refuse by what the directory says. It may lie about sizes, so they are counted again while reading."""
    if is_encrypted(members):
        raise UnreadableFile("Filen är skyddad med lösenord. Ta bort lösenordet i Word och spara den igen.")
    if len(members) > MAX_PARTS or is_tricky(members):
        raise UnreadableFile(DAMAGED)
    names = {member.filename.lower() for member in members}
    if any("vbaproject" in name for name in names):
        raise UnreadableFile(f"Dokumentet innehåller makron. {SAVE_AS_DOCX}")
    if not ({"[content_types].xml"} <= names and any(name.startswith("word/") for name in names)):
        raise UnreadableFile(f"Filen är inget Worddokument. {SAVE_AS_DOCX}")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(TOO_LARGE)


def _check_parts(archive: ZipFile) -> None:
    guard = _Guard()
    unpacked = 0
    for member in archive.infolist():
        guard.begin()
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise UnreadableFile(TOO_LARGE)
                guard.feed(chunk)


class _Guard:
    """Counts elements and how deep they lie, over all parts; a part that is no XML is only counted in bytes."""

    def __init__(self) -> None:
        self._elements = self._depth = 0
        self._is_xml = True

    def begin(self) -> None:
        self._depth, self._is_xml = 0, True
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        if not self._is_xml:
            return
        try:
            self._parser.Parse(chunk)
        except (ExpatError, LookupError):
            self._is_xml = False  # the library's parser stops here too

    def _start(self, *_: object) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise UnreadableFile(TOO_LARGE)

    def _end(self, *_: object) -> None:
        self._depth -= 1

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(DOCTYPE)

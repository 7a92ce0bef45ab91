"""Looks a workbook through before any library may: its directory first, then every part as it streams past.

Only the standard library is used. What passes is small enough to read and holds no macros, no objects and no entities.
"""

from __future__ import annotations

import re
import stat
import zlib
from collections import Counter
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.file_kinds import OLE_START, SAVE_AS_XLSX
from kommunrapport.spreadsheets.limits import MAX_PARTS, MAX_UNPACKED_BYTES
from kommunrapport.spreadsheets.parts import Guard, PartFacts

DAMAGED = "Filen är skadad och kan inte läsas. Öppna den i Excel, spara en ny kopia och läs in kopian."
_OBJECT = "Arbetsboken innehåller ett inbäddat objekt. Ta bort objektet i Excel och spara igen."
_MACROS = f"Arbetsboken innehåller makron. {SAVE_AS_XLSX}"
_TOO_LARGE = (
    f"Arbetsboken är större än {MAX_UNPACKED_BYTES // 1_000_000} MB när den packas upp. "
    "Spara bara de blad och rader som ska läsas i en ny arbetsbok."
)
_LOCAL_HEADER = 30  # bytes before the name of a member
_ENCRYPTED = 0x1
_CHUNK = 1 << 18
_PATH_TRICK = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\\|[\0-\x1f]")


def inspect(source: BinaryIO) -> dict[str, PartFacts]:
    """Return what each part of the workbook holds, by its name in the archive; the reader needs it.

    Raises UnreadableFile. MemoryError is the caller's.
    """
    try:
        with ZipFile(source) as archive:
            check_directory(archive.infolist())
            return _check_parts(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(DAMAGED) from error


def check_directory(members: list[ZipInfo]) -> None:
    """Refuse by what the directory says. It may lie about sizes, so they are counted again while reading."""
    if len(members) > MAX_PARTS:
        raise UnreadableFile(f"Filen består av {len(members)} delar och högst {MAX_PARTS} kan läsas. {SAVE_AS_XLSX}")
    if is_encrypted(members):
        raise UnreadableFile("Filen är skyddad med lösenord. Ta bort lösenordet och spara den igen.")
    if is_tricky(members):
        raise UnreadableFile(DAMAGED)
    _refuse_other_kinds({member.filename.lower() for member in members})
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(_TOO_LARGE)


def is_encrypted(members: list[ZipInfo]) -> bool:
    return any(member.flag_bits & _ENCRYPTED for member in members)


def is_tricky(members: list[ZipInfo]) -> bool:
    """Names that point elsewhere, twice the same name, links, members on top of each other."""
    names = Counter(member.orig_filename.lower() for member in members)
    links = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    methods = {member.compress_type for member in members}
    return (
        links
        or any(_PATH_TRICK.search(name) for name in names)
        or any(count > 1 for count in names.values())
        or bool(methods - {ZIP_STORED, ZIP_DEFLATED})
        or _overlap(members)
    )


def _overlap(members: list[ZipInfo]) -> bool:
    """Also when something else lies before the first member: a file that is two kinds at once."""
    end = 0
    if members and min(member.header_offset for member in members) > 0:
        return True
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return True
        end = member.header_offset + _LOCAL_HEADER + len(member.filename) + member.compress_size
    return False


def _refuse_other_kinds(names: set[str]) -> None:
    """`names` are in small letters."""
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise UnreadableFile(_MACROS)
    if any("/embeddings/" in name or "/activex/" in name or "oleobject" in name for name in names):
        raise UnreadableFile(_OBJECT)
    if "xl/workbook.bin" in names:
        raise UnreadableFile(f"Filen är en binär arbetsbok (.xlsb). {SAVE_AS_XLSX}")
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return
    if any(name.startswith("word/") for name in names):
        looks = "ett Worddokument (docx)"
    elif any(name.startswith("ppt/") for name in names):
        looks = "en presentation (pptx)"
    elif {"mimetype", "content.xml"} <= names:
        looks = "en OpenDocument-fil (till exempel .ods)"
    else:
        looks = "ett komprimerat arkiv (zip)"
    raise UnreadableFile(f"Filen ser ut som {looks}, inte som en Excel-arbetsbok. {SAVE_AS_XLSX}")


def _check_parts(archive: ZipFile) -> dict[str, PartFacts]:
    guard = Guard()
    unpacked = 0
    for member in archive.infolist():
        part = guard.begin(member.filename)
        with archive.open(member) as content:
            chunk = content.read(_CHUNK)
            if chunk.startswith(OLE_START):
                raise UnreadableFile(_OBJECT)
            while chunk:
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise UnreadableFile(_TOO_LARGE)
                part.feed(chunk)
                chunk = content.read(_CHUNK)
        part.close()
    if guard.has_macros:
        raise UnreadableFile(_MACROS)
    return guard.facts

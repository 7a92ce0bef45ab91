"""What a file is by its first bytes, whatever it is called, and what to do when it is none that we read."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePath

from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.limits import MAX_BYTES

WORKBOOK, TEXT = "xlsx", "csv"
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm"}  # macros are found and refused later
TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff")

SAVE_AS_XLSX = "Öppna filen i Excel och spara som Excel-arbetsbok (.xlsx)."
_MAX_SHOWN = 60
_OTHER_STARTS = {
    b"%PDF": "en pdf",
    b"{\\rtf": "ett textdokument (rtf)",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"Rar!": "ett komprimerat arkiv",
    b"7z\xbc\xaf": "ett komprimerat arkiv",
    b"\x1f\x8b": "ett komprimerat arkiv",
    b"SQLite format 3": "en databas",
}
_HTML = re.compile(rb"<!doctype\s+html|<html|<head|<table|<meta|<body", re.IGNORECASE)


def recognise(path: Path, name: str) -> str:
    """Return WORKBOOK or TEXT, or raise UnreadableFile. `name` is what the person called the file."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("Filen är tom (0 byte). Spara den igen och försök på nytt.")
    if size > MAX_BYTES:
        megabytes = -(-size // 1_000_000)
        raise UnreadableFile(
            f"Filen är {megabytes} MB och högst {MAX_BYTES // 1_000_000} MB kan läsas. Dela upp den i flera filer."
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(ZIP_START):
        kind, endings = WORKBOOK, WORKBOOK_ENDINGS
    elif start.startswith(OLE_START):
        raise UnreadableFile(_old_office_sentence(path.read_bytes()))
    else:
        _refuse_other(start)
        kind, endings = TEXT, TEXT_ENDINGS
    if PurePath(shown_name(name)).suffix.lower() not in endings:
        raise UnreadableFile(_wrong_ending_sentence(kind, name))
    return kind


def shown_name(name: str) -> str:
    """The file's name without folders and without characters that hide or turn text, at most 60 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip()
    return seen if len(seen) <= _MAX_SHOWN else f"{seen[: _MAX_SHOWN - 10]}…{seen[-9:]}"


def _wrong_ending_sentence(kind: str, name: str) -> str:
    called = f"Filen heter ”{shown_name(name)}” men ser ut som"
    if kind == TEXT:
        return f"{called} en textfil (csv). Låt namnet sluta på .csv, eller {SAVE_AS_XLSX[0].lower()}{SAVE_AS_XLSX[1:]}"
    return f"{called} en arbetsbok eller ett annat komprimerat arkiv. {SAVE_AS_XLSX}"


def _refuse_other(start: bytes) -> None:
    looks = next((words for first, words in _OTHER_STARTS.items() if start.startswith(first)), "")
    beginning = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"<") and _HTML.search(beginning):
        looks = "en webbsida (html)"
    elif beginning.startswith(b"<?xml"):
        looks = "en xml-fil"
    elif not looks and not start.startswith(UTF_16_STARTS) and start.count(b"\0") > len(start) // 8:
        looks = "en fil som inte är text"
    if looks:
        raise UnreadableFile(f"Filen ser ut som {looks}, och bara .xlsx och .csv kan läsas. {SAVE_AS_XLSX}")


def _old_office_sentence(content: bytes) -> str:
    """Which of the many kinds of file that share this container it is: its streams are named in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "Filen är skyddad med lösenord. Öppna den i Excel, ta bort lösenordet och spara den igen."
    if has("WordDocument"):
        return "Filen ser ut som ett Worddokument. Lägg tabellen i Excel och spara som Excel-arbetsbok (.xlsx)."
    if has("Workbook") or has("Book"):
        return f"Filen är en äldre arbetsbok (.xls). {SAVE_AS_XLSX}"
    return f"Filen ser ut som en äldre Officefil. {SAVE_AS_XLSX}"

"""Finds out how the letters of a SIE file are written.

The standard says CP437 ("PC8"). Real files are as often UTF-8 or Windows-1252 while they still claim PC8, and decoding
CP437 never fails, so the bytes decide and the claim is asked last.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from budget.sie.problems import refused

# å ä ö Å Ä Ö é É in each encoding. In UTF-8 they are pairs that start with C3.
_IN_CP437 = re.compile(rb"[\x86\x84\x94\x8f\x8e\x99\x82\x90]")
_IN_CP1252 = re.compile(rb"[\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9]")
_IN_UTF8 = re.compile(rb"\xc3[\xa5\xa4\xb6\x85\x84\x96\xa9\x89]")
_CLAIMS_PC8 = re.compile(rb"^[ \t]*#FORMAT[ \t]+\"?PC8", re.MULTILINE | re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\r|\n")

SAVE_AGAIN = "Ta ut filen på nytt från ekonomisystemet."
_SIGNATURES = (
    (b"PK\x03\x04", "Filen ser ut att vara en Excel-fil eller en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "Filen ser ut att vara en äldre Excel-fil"),
    (b"%PDF", "Filen ser ut att vara en PDF"),
    (b"\x1f\x8b", "Filen är packad (gzip)"),
)


@dataclass(frozen=True, slots=True)
class EncodingFinding:
    """How the file was decoded. `reason` is Swedish; not `certain` means that a person should look at the names."""

    name: str
    reason: str
    certain: bool


def decode(content: bytes) -> tuple[str, EncodingFinding]:
    """Return the text without byte order mark, and how it was read. Raises SieErrors when it is no SIE text."""
    _refuse_other_formats(content)
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
        return _strict_utf8(content), EncodingFinding("UTF-8", "Filen börjar med ett märke för UTF-8.", certain=True)
    if content.isascii():
        finding = EncodingFinding("ASCII", "Filen har inga bokstäver utanför a till z.", certain=True)
        return content.decode("ascii"), finding
    try:
        return content.decode("utf-8"), EncodingFinding("UTF-8", "Alla tecken är giltig UTF-8.", certain=True)
    except UnicodeDecodeError:
        return _decode_one_byte(content)


def _refuse_other_formats(content: bytes) -> None:
    if not content.strip(b" \t\r\n\x1a\xef\xbb\xbf"):
        raise refused(f"Filen är tom. {SAVE_AGAIN}")
    for start, what in _SIGNATURES:
        if content.startswith(start):
            raise refused(f"{what}, inte en SIE-fil. {SAVE_AGAIN}")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_half_nul(content):
        raise refused("Filen är sparad som UTF-16. Spara den som UTF-8, eller ta ut den på nytt som SIE 4.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refused("Filen ser ut att vara SIE 5 (XML). Här läses SIE 4. Välj SIE 4 när du tar ut filen.")
    place = content.find(0)
    if place >= 0:
        raise refused(
            f"Filen har ett nolltecken, så den är skadad eller inte text. {SAVE_AGAIN}", _line(content, place)
        )


def _is_half_nul(content: bytes) -> bool:
    start = content[:1000]
    return start.count(0) * 3 > len(start)


def _line(content: bytes, place: int) -> int:
    return len(_LINE_END.findall(content, 0, place)) + 1


def _strict_utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"Filen är UTF-8, men den här raden har ett tecken som inte är det. {SAVE_AGAIN}"
        raise refused(sentence, _line(content, error.start)) from None


def _decode_one_byte(content: bytes) -> tuple[str, EncodingFinding]:
    """Tell CP437 from Windows-1252 by which Swedish letters the bytes would be."""
    pairs = len(_IN_UTF8.findall(content))
    rest = _IN_UTF8.sub(b"", content)
    old, new = len(_IN_CP437.findall(rest)), len(_IN_CP1252.findall(rest))
    if pairs > old + new:
        return _strict_utf8(content), EncodingFinding("UTF-8", "", certain=True)  # raises: a broken UTF-8 file
    if old != new:
        name = "CP437" if old > new else "Windows-1252"
        reason = f"Filen har {max(old, new)} svenska bokstäver som skrivs så i {name}."
        # Some of both: the file may be two files put together.
        finding = EncodingFinding(name, reason, certain=min(old, new) == 0)
    else:
        name = "CP437" if _CLAIMS_PC8.search(content) else "Windows-1252"
        finding = EncodingFinding(name, "Det går inte att se på bokstäverna hur filen är sparad.", certain=False)
    return content.decode("cp437") if finding.name == "CP437" else _decode_windows(content), finding


def _decode_windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter there
        return content.decode("latin-1")

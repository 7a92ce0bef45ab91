"""The only way in for Word documents: read by a child process, cleaned, and refused with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from kommunrapport.limited_child import Allowance
from kommunrapport.reports.pictures.taking_in import TakenIn
from kommunrapport.reports.rich_text import PLACED_PICTURE, RichTextError, clean, says_nothing
from kommunrapport.reports.rich_text_tables import fit_tables
from kommunrapport.reports.unchecked import ask_child
from kommunrapport.spreadsheets.cells import UnreadableFile

_ALLOWANCE = Allowance(memory=1 << 30, cpu_seconds=40, output=100_000_000, seconds=60)
_HEAVY = "Dokumentet är för tungt att läsa. Läs in ett kapitel i taget, med mindre bilder."
_BROKEN = "Dokumentet kan inte läsas. Öppna det i Word, spara en ny kopia och läs in kopian."
_EMPTY = "Dokumentet har ingen text som kan läsas in."
# Footnotes and contents point inside the document, where texts of ours have no places to point at.
_INNER_LINK = re.compile(r'<a href="#[^"]*"[^>]*>([^<]*)</a>')
_BACK = "↑"
_BLANK = re.compile(r"<(p|h[234])>[\s\u00a0]*</\1>")


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture of the document. `number` is its place from 1, `small` a JPEG in base64 to recognise it by."""

    number: int
    taken: TakenIn
    alt_text: str
    small: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says: cleaned HTML where each picture stands by its number. `left_out` are pictures lost."""

    html: str
    pictures: tuple[FoundPicture, ...]
    left_out: int

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Self:
        pictures = tuple(
            FoundPicture(number, TakenIn.from_json(one), " ".join(one["alt_text"].split())[:300], one["small"])
            for number, one in enumerate(read["pictures"], start=1)
        )
        return cls(read["html"], pictures, read["left_out"])


def read_docx(content: bytes) -> dict[str, Any]:
    """What `Document.from_json` takes, its HTML cleaned. Raises UnreadableFile, and nothing else."""
    read = ask_child("kommunrapport.reports.docx.child", content, allowance=_ALLOWANCE, heavy=_HEAVY, broken=_BROKEN)
    try:
        unlinked = _INNER_LINK.sub(lambda link: link[1].replace(_BACK, ""), clean(read["html"]))
        html = fit_tables(clean(_BLANK.sub("", unlinked)))
    except RichTextError as refusal:
        raise UnreadableFile(str(refusal)) from refusal
    if says_nothing(html):
        raise UnreadableFile(_EMPTY)
    return read | {"html": html}


def place_pictures(html: str, keys: dict[int, int]) -> str:
    """The text with the key of each kept picture in place of its number; those that are not kept are gone."""

    def placed(place: re.Match[str]) -> str:
        key = keys.get(int(place[1]))
        return f'<figure data-picture="{key}"></figure>' if key else ""

    return PLACED_PICTURE.sub(placed, html)

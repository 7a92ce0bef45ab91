"""Numbers and shares in running text: "190 anställda, varav 86 kvinnor (45 %)" says two things that must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kommunrapport.numbers import NO_BREAK_SPACE, format_number

SPACE = r"[ \u00a0\u202f]"
NUMBER = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+|\d+"
_WORD = r"[^\W\d_][\w/-]*"
# "190 tillsvidareanställda" and at most four words more, then "varav"; no other number in between.
_WHOLE = re.compile(rf"(?<![\d,.–-])(?P<whole>{NUMBER})(?:{SPACE}{_WORD}){{1,5}},?{SPACE}varav{SPACE}")
# "86 kvinnor (45 %)": nothing else in the brackets, so that it can only be the share.
_PART = re.compile(
    rf"(?P<part>{NUMBER})(?P<words>(?:{SPACE}{_WORD}){{1,3}}){SPACE}"
    rf"\((?P<percent>\d{{1,3}}(?:,\d+)?){SPACE}?(?:%|procent)\)"
)
_JOINED = re.compile(rf"(?:,{SPACE}|,?{SPACE}och{SPACE})")
# "2014 fanns flera anställda" and "31 december" are no numbers of people.
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|\d{1,2}[ \u00a0](?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)\b", re.IGNORECASE
)
# What stands before a number that is not meant to be exact.
ABOUT = re.compile(r"\b(?:ca|cirka|omkring|ungefär|runt|drygt|knappt|nästan|över|minst|högst)\.?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrongShare:
    """A share that is not that of its numbers. `quote` is what is written of it, `right` what the numbers give."""

    whole: int
    part: int
    quote: str
    right: str


def wrong_shares(text: str) -> Iterator[WrongShare]:
    """Every share in plain text that is not, as rounded, the part in percent of the whole before it.

    Numbers that are said to be approximate are left alone, and so is a part larger than its whole, which is
    something else than a share.
    """
    for found in _WHOLE.finditer(text):
        whole = _int(found["whole"])
        if not whole or _DATE.match(found[0]) or ABOUT.search(text[: found.start()]):
            continue
        for part in _parts(text, found.end()):
            number, percent = _int(part["part"]), Decimal(part["percent"].replace(",", "."))
            if number <= whole and not _agrees(number, whole, percent):
                yield WrongShare(whole, number, " ".join(part[0].split()), _right(number, whole, percent))


def _parts(text: str, start: int) -> Iterator[re.Match[str]]:
    """The parts that follow on each other: "86 kvinnor (45 %) och 104 män (55 %)"."""
    while part := _PART.match(text, start):
        yield part
        joined = _JOINED.match(text, part.end())
        if joined is None:
            return
        start = joined.end()


def _int(number: str) -> int:
    return int(re.sub(SPACE, "", number))


def _agrees(part: int, whole: int, percent: Decimal) -> bool:
    """Whether it is within half a step of the share, with the decimals that are written."""
    exponent = percent.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    return abs(percent - Decimal(100 * part) / whole) <= step / 2


def _right(part: int, whole: int, percent: Decimal) -> str:
    decimals = -int(percent.as_tuple().exponent)
    share = (Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{format_number(share, decimals)}{NO_BREAK_SPACE}%"

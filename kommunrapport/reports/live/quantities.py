"""Numbers with their units as people write them: "44 procent", "947,5 tkr bättre än budget"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.reports.share_texts import ABOUT, NUMBER, SPACE

_QUANTITY = re.compile(
    rf"(?<![\w,.–/-])(?P<number>(?:{NUMBER})(?:,\d+)?)(?![\d–-]){SPACE}?"
    rf"(?P<unit>%|(?:miljoner|miljarder|tusen){SPACE}kronor|[^\W\d_]+(?:/[^\W\d_]+)?)"
)
_DIRECTION = re.compile(
    rf"^{SPACE}(?:(?!bättre|sämre|högre|lägre)[\w-]+{SPACE}){{0,3}}(?P<way>bättre|sämre|högre|lägre)\b"
)
# What is written of each unit, and what one of it is.
_UNITS = {
    "%": ("procent", 1),
    "procentenhet": ("procentenheter", 1),
    "kr": ("kr", 1),
    "kronor": ("kr", 1),
    "tkr": ("kr", 1_000),
    "tusen kronor": ("kr", 1_000),
    "mnkr": ("kr", 1_000_000),
    "mkr": ("kr", 1_000_000),
    "miljoner kronor": ("kr", 1_000_000),
    "miljarder kronor": ("kr", 1_000_000_000),
}
# "3 av 4", "1 till 5" and "31 december" are no quantities.
_NO_UNITS = {"av", "till", "och", "eller", "i", "på", "per", "januari", "februari", "mars", "april", "maj", "juni"}
_NO_UNITS |= {"juli", "augusti", "september", "oktober", "november", "december"}
KRONOR = "kr"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `size` is in the basic unit, as kronor, and `step` what one of its last digit is there.

    `way` is bättre, sämre, högre or lägre where one of them follows, else "". `is_about`: said to be approximate.
    """

    quote: str
    size: Decimal
    step: Decimal
    unit: str
    way: str
    is_about: bool

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be the same figure, one of them perhaps rounded more."""
        if self.unit != other.unit or (self.way and other.way and self.way != other.way):
            return False
        return abs(self.size - other.size) <= max(self.step, other.step) / 2

    def is_near(self, other: Quantity) -> bool:
        """Whether it looks like the other: within a tenth of it, or the same digits in another order."""
        if self.unit != other.unit:
            return False
        is_swapped = len(self._digits) > 2 and self._digits == other._digits
        return is_swapped or abs(self.size - other.size) * 10 <= abs(other.size)

    @property
    def _digits(self) -> list[str]:
        return sorted(character for character in self.quote if character.isdigit())


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers with a unit in a sentence."""
    for found in _QUANTITY.finditer(text):
        unit = " ".join(found["unit"].casefold().split())
        if unit not in _NO_UNITS:
            yield _quantity(found, unit, text)


def quantity_of(words: str) -> Quantity | None:
    """That of a figure's words, which begin with it; None for "7 av 11 mål" and "enligt budget"."""
    return next((found for found in quantities(words) if words.startswith(found.quote)), None)


def _quantity(found: re.Match[str], unit: str, text: str) -> Quantity:
    name, factor = _UNITS.get(unit, (unit, 1))
    number = found["number"]
    decimals = len(number.partition(",")[2])
    direction = _DIRECTION.match(text[found.end() :])
    return Quantity(
        quote=found[0],
        size=_decimal(number) * factor,
        step=Decimal(1).scaleb(-decimals) * factor,
        unit=name,
        way=direction["way"] if direction else "",
        is_about=bool(ABOUT.search(text[: found.start()])),
    )


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(SPACE, "", number).replace(",", "."))

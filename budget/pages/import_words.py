"""How pages about files count and show amounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from budget.money import KRONOR, THOUSANDS, MoneyUnit
from kommunrapport.numbers import count_word

MILLIONS = MoneyUnit("mnkr", 1_000_000)
_UNITS = {unit.factor: unit for unit in (KRONOR, THOUSANDS, MILLIONS)}


def count_words(count: int, one: str, many: str) -> str:
    """ "Tre rader", "En fil": a number at the beginning of a sentence; one and many are of the words en and flera."""
    words = f"{count_word(count)} {one if count == 1 else many}"
    return words[:1].upper() + words[1:]


def file_unit(scale: int | None, amounts: Iterable[Decimal | None]) -> MoneyUnit:
    """The unit a file is in, with as many decimals as its amounts need, so that no change is rounded away."""
    unit = _UNITS.get(scale or 1, KRONOR)
    needed = [decimals_of(amount / unit.factor) for amount in amounts if amount is not None]
    return replace(unit, decimals=max([*needed, 0 if unit.factor == 1 else 1]))


def decimals_of(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0

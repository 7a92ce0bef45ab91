"""How amounts are typed and shown on the pages of the economy: in kronor or in thousands, as the user chooses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from kommunrapport.numbers import EN_DASH, editable_number, format_number

UNIT_PARAMETER = "enhet"


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """What one is of a number on the page: `factor` kronor. Shown with `decimals`, typed with those it has."""

    slug: str
    factor: int
    decimals: int = 0

    def fitting(self, amounts: Iterable[Decimal | None]) -> MoneyUnit:
        """The same with decimals where some amount needs them, so that a column of exact amounts adds up."""
        uneven = any(amount is not None and amount % self.factor for amount in amounts)
        return replace(self, decimals=(1 if self.factor > 1 else 2) if uneven else 0)

    def shown(self, amount: Decimal | None, *, plus: bool = False) -> str:
        """An amount in kronor as it stands on the page; a dash where there is none. `plus` is for variances."""
        return EN_DASH if amount is None else format_number(amount / self.factor, self.decimals, plus=plus)

    def typed(self, amount: Decimal | None) -> str:
        """An amount in kronor as it stands in an input; empty where there is none."""
        return "" if amount is None else editable_number(amount / self.factor)

    def with_name(self, amount: Decimal) -> str:
        """For sentences: "651 tkr"."""
        return f"{self.shown(amount)} {self.slug}"


KRONOR = MoneyUnit("kr", 1)
THOUSANDS = MoneyUnit("tkr", 1000)
UNITS = {unit.slug: unit for unit in (THOUSANDS, KRONOR)}


def money_unit(chosen: str) -> MoneyUnit:
    """The unit of an address; thousands where it says nothing we know."""
    return UNITS.get(chosen, THOUSANDS)

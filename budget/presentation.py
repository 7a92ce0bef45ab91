"""How amounts are printed: in which unit, with how many decimals, and with which signs.

Stored amounts are kronor in ledger sign. Nothing is rounded before it is shown, and a half goes away from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from budget.area_figures import total_of
from kommunrapport.numbers import EN_DASH, format_number
from kommunrapport.reports.blocks import Cell

DIVISORS = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000}
UNIT_CHOICES = (("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr"))
DOES_NOT_ADD_UP = "Beloppen är avrundade, därför stämmer inte alltid summorna."
_MOST_NAMED = 5


class Sign(StrEnum):
    """How a row is turned when it is shown; a variance never is."""

    INCOME = "income"
    COST = "cost"
    RESULT = "result"  # a surplus is printed as positive


@dataclass(frozen=True, slots=True)
class Presentation:
    """The way of one table. With `income_positive` or `cost_negative` those rows are printed against the ledger."""

    unit: str = "tkr"
    decimals: int = 0
    income_positive: bool = False
    cost_negative: bool = False
    plus: bool = True

    def __post_init__(self) -> None:
        if self.unit not in DIVISORS or self.decimals < 0:
            raise ValueError(f"no such way to print money: {self.unit!r} with {self.decimals} decimals")

    def shown_value(self, amount: Decimal, sign: Sign = Sign.COST) -> Decimal:
        """Kronor in ledger sign as the number of the table, unrounded."""
        scaled = amount / DIVISORS[self.unit]
        return -scaled if self._turns(sign) else scaled

    def rounded(self, amount: Decimal) -> Decimal:
        """Kronor as the number of the table, rounded as it is shown."""
        return (amount / DIVISORS[self.unit]).quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)

    def amount(self, amount: Decimal | None, sign: Sign = Sign.COST) -> str:
        """An amount in text; a dash for none. A surplus among results has its plus."""
        if amount is None:
            return EN_DASH
        plus = self.plus and sign == Sign.RESULT
        return format_number(self.shown_value(amount, sign), self.decimals, plus=plus)

    def variance(self, amount: Decimal | None) -> str:
        """A variance in text: positive is better than the budget."""
        if amount is None:
            return EN_DASH
        return format_number(amount / DIVISORS[self.unit], self.decimals, plus=self.plus)

    def amount_cell(self, amount: Decimal | None, sign: Sign = Sign.COST) -> Cell:
        """A cell with the number of the table behind it; one that is missing is marked so."""
        value = None if amount is None else self.shown_value(amount, sign)
        return Cell(self.amount(amount, sign), value, missing=amount is None)

    def variance_cell(self, amount: Decimal | None) -> Cell:
        value = None if amount is None else amount / DIVISORS[self.unit]
        return Cell(self.variance(amount), value, missing=amount is None)

    def _turns(self, sign: Sign) -> bool:
        turned = {Sign.INCOME: self.income_positive, Sign.COST: self.cost_negative, Sign.RESULT: True}
        return turned[sign]


def kept_budget_sentence(names: Sequence[str]) -> str:
    """Which areas no forecast covers, and how sums count them. At least one name."""
    if len(names) == 1:
        return f"Prognos saknas för {names[0]}. Området räknas i summan med sin budget."
    *first, last = names
    named = f"{len(names)} områden" if len(names) > _MOST_NAMED else f"{', '.join(first)} och {last}"
    return f"Prognos saknas för {named}. Områdena räknas i summan med sin budget."


@dataclass(frozen=True, slots=True)
class Addition:
    """A printed sum and the printed amounts it is of, in kronor; None counts as nothing."""

    total: Decimal | None
    parts: tuple[Decimal | None, ...]


def rounding_shows(additions: Iterable[Addition], presentation: Presentation) -> bool:
    """Whether some sum is right in kronor but does not add up as it is printed."""
    return any(_rounding_shows(addition, presentation) for addition in additions)


def _rounding_shows(addition: Addition, presentation: Presentation) -> bool:
    if addition.total is None or addition.total != total_of(addition.parts):
        return False
    printed = sum((presentation.rounded(part) for part in addition.parts if part is not None), Decimal(0))
    return printed != presentation.rounded(addition.total)

"""What a SIE file holds, in the sign of the ledger: debit positive, credit negative, so income is negative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from budget.sie.encoding import EncodingFinding
from budget.sie.fields import Objects

MAX_NAMES_TO_CHECK = 3


class Kind(StrEnum):
    OUTCOME = "outcome"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the file comes from. A fact that the file lacks is empty or None."""

    format: str = ""
    sietyp: str = ""
    program: str = ""
    generated: date | None = None
    company_name: str = ""
    orgnr: str = ""
    flagga: str = ""
    kptyp: str = ""
    currency: str = "SEK"
    omfattn: date | None = None


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A calendar year. `index` is the file's number: 0 is the current year, -1 the year before."""

    index: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Account:
    """`ktyp` is T (asset), S (liability), K (cost), I (income) or empty; an undeclared account has no name."""

    number: str
    name: str = ""
    ktyp: str = ""

    @property
    def is_result(self) -> bool:
        """Income and costs; by the number when the file does not say."""
        return self.ktyp in {"K", "I"} if self.ktyp else self.number[0] in "345678"


@dataclass(frozen=True, slots=True)
class Dimension:
    """`parent` is the number of the dimension that this one divides, else empty."""

    number: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PeriodAmount:
    """One amount in kronor; all amounts of a kind, year and account add up without counting anything twice.

    `month` is None when the file only has a year's total. `objects` are (dimension, object) pairs. `line` is where the
    amount, or the first of several that were added, stands. `is_rest` marks what an account's total holds beyond its
    objects.
    """

    kind: Kind
    year: int
    month: int | None
    account: str
    objects: Objects
    amount: Decimal
    line: int
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class YearResult:
    """A #RES row: an income or cost account's whole year. Already part of `SieFile.amounts`, or compared with it."""

    year: int
    account: str
    amount: Decimal
    line: int


@dataclass(frozen=True, slots=True)
class BalanceFacts:
    """What the file says of balance accounts: rows, and sums in kronor, by (label, year) such as ("#UB", 2025)."""

    rows: Mapping[tuple[str, int], int]
    sums: Mapping[tuple[str, int], Decimal]


@dataclass(frozen=True, slots=True)
class SieWarning:
    """Something to know before the amounts are used. `kind` is a code word; `line` 0 means the whole file."""

    kind: str
    sentence: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class SieFile:
    """A whole file. `years` by index, `accounts` and `dimensions` by number, `objects` names by (dimension, object).

    `amounts` is the one set to add up. `overlapping` lists the groups of dimensions that each hold the same money when
    the file states it once per dimension; only one of them is in `amounts`. `skipped` and `unknown` count rows.
    """

    header: Header
    encoding: EncodingFinding
    years: Mapping[int, FiscalYear]
    accounts: Mapping[str, Account]
    dimensions: Mapping[str, Dimension]
    objects: Mapping[tuple[str, str], str]
    amounts: tuple[PeriodAmount, ...]
    results: tuple[YearResult, ...]
    balances: BalanceFacts
    overlapping: tuple[tuple[str, ...], ...]
    skipped: Mapping[str, int]
    unknown: Mapping[str, int]
    warnings: tuple[SieWarning, ...]

    def class_totals(self) -> dict[tuple[Kind, int, str], Decimal]:
        """Sums in kronor by kind, year and first digit of the account, for a control before anything is stored."""
        totals: dict[tuple[Kind, int, str], Decimal] = defaultdict(Decimal)
        for row in self.amounts:
            totals[row.kind, row.year, row.account[0]] += row.amount
        return dict(totals)

    def used_objects(self) -> dict[tuple[str, str], str]:
        """The objects that hold amounts, with their names; an object without #OBJEKT has an empty name."""
        used = {pair for objects in {row.objects for row in self.amounts} for pair in objects}
        return {pair: self.objects.get(pair, "") for pair in sorted(used)}

    def names_to_check(self) -> tuple[str, ...]:
        """At most three names with letters such as å, by which a person sees whether they were decoded right."""
        names = [account.name for account in self.accounts.values()]
        names += [dimension.name for dimension in self.dimensions.values()]
        return tuple(_beyond_ascii([self.header.company_name, *names, *self.objects.values()]))


def _beyond_ascii(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if not name.isascii()][:MAX_NAMES_TO_CHECK]

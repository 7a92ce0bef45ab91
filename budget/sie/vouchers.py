"""Vouchers (#VER): each must balance, and their rows are added by month, account and objects.

Nothing else of a voucher is kept: its texts and signatures may hold names of people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from budget.sie.fields import Field, Objects
from budget.sie.problems import ProblemLog, RowError
from budget.sie.values import ZERO, YearTable, read_account, read_amount, read_text
from kommunrapport.numbers import format_number

MAX_VOUCHER_NAME = 30
VOUCHER_LABELS = frozenset({"#TRANS", "#RTRANS", "#BTRANS"})
_NUMBER = re.compile(r"[\w-]{1,10}")
_FIGURES = re.compile(r"[-+0-9.,eE ]{0,25}|NaN")

type Row = tuple[str, Objects, Decimal]


@dataclass(slots=True)
class _Voucher:
    line: int
    name: str = "Verifikationen"
    year: int = 0
    month: int = 0
    is_open: bool = False
    is_whole: bool = True
    balance: Decimal = ZERO
    # Rows added afterwards, whose copies for older programs are still to come.
    copies: Counter[Row] = field(default_factory=Counter)


class Vouchers:
    """Reads the rows of vouchers in order. `sums` is kr and first line by (year, month, account, objects)."""

    def __init__(self, years: YearTable, log: ProblemLog) -> None:
        self.count = 0
        self.sums: dict[tuple[int, int, str, Objects], tuple[Decimal, int]] = {}
        self._years = years
        self._log = log
        self._voucher: _Voucher | None = None

    def readers(self) -> dict[str, Callable[[list[Field], int], None]]:
        return {"#VER": self._read_head, "#TRANS": self._trans, "#RTRANS": self._rtrans, "#BTRANS": self._btrans}

    def begin(self, line: int) -> None:
        """Start a voucher before its row is split, so that its rows have one even if that fails."""
        self.leave()
        self.count += 1
        self._voucher = _Voucher(line)

    def leave(self) -> None:
        """Say that a voucher should have been closed before the row, or the end of the file, that came now."""
        voucher, self._voucher = self._voucher, None
        if voucher:
            missing = "är inte stängd med }" if voucher.is_open else "saknar rader inom { och }"
            self._log.add(voucher.line, f"{voucher.name} {missing}. Filen kan vara avbruten: ta ut den på nytt.")

    def spoil(self) -> None:
        """A row could not be read, so the sum of its voucher says nothing."""
        if self._voucher:
            self._voucher.is_whole = False

    def open_brace(self) -> None:
        if not self._voucher or self._voucher.is_open:
            raise RowError("Klammern { hör inte till någon verifikation.")
        self._voucher.is_open = True

    def close_brace(self) -> None:
        voucher = self._voucher
        if not voucher or not voucher.is_open:
            raise RowError("Klammern } hör inte till någon verifikation.")
        self._voucher = None
        if voucher.balance and voucher.is_whole:
            self._log.add(
                voucher.line,
                f"{voucher.name} går inte jämnt upp: raderna summerar till {format_number(voucher.balance, 2)} kr, "
                "och de ska bli 0. Rätta i ekonomisystemet och ta ut filen på nytt.",
            )

    def _read_head(self, fields: list[Field], line: int) -> None:
        if len(fields) < 3:
            raise RowError("Verifikationen har för få uppgifter. Den ska ha serie, nummer och datum.")
        if self._voucher:
            self._voucher.name = _name(fields)
            self._voucher.year, self._voucher.month = self._years.month_of_date(_figures(fields[2]))

    def _trans(self, fields: list[Field], line: int) -> None:
        voucher, row = self._row(fields)
        if voucher.copies[row]:
            voucher.copies[row] -= 1
        else:
            self._add(voucher, row, line)

    def _rtrans(self, fields: list[Field], line: int) -> None:
        """A row that was added afterwards. A #TRANS copy follows for programs that do not know #RTRANS."""
        voucher, row = self._row(fields)
        voucher.copies[row] += 1
        self._add(voucher, row, line)

    def _btrans(self, fields: list[Field], line: int) -> None:
        """A row that was struck out afterwards: it counts no more, but it must be readable."""
        self._row(fields)

    def _row(self, fields: list[Field]) -> tuple[_Voucher, Row]:
        if not self._voucher or not self._voucher.is_open:
            raise RowError("Raden står utanför verifikationens { och }.")
        if len(fields) < 3 or not isinstance(fields[1], tuple):
            raise RowError(
                "Raden ska ha konto, {objekt} och belopp. Klamrarna {} skrivs också när det inte finns något objekt."
            )
        return self._voucher, (read_account(_figures(fields[0])), fields[1], read_amount(_figures(fields[2])))

    def _add(self, voucher: _Voucher, row: Row, line: int) -> None:
        account, objects, amount = row
        voucher.balance += amount
        key = (voucher.year, voucher.month, account, objects)
        earlier = self.sums.get(key)
        self.sums[key] = (earlier[0] + amount, earlier[1]) if earlier else (amount, line)


def _name(fields: list[Field]) -> str:
    """Return "Verifikation A 12". Only what looks like a series or a number is shown."""
    parts = [read_text(value) for value in fields[:2]]
    return " ".join(["Verifikation", *(part for part in parts if _NUMBER.fullmatch(part))])[:MAX_VOUCHER_NAME]


def _figures(value: Field) -> Field:
    """Return the field, or refuse it without quoting it: a text that has slipped into its place may name a person."""
    if isinstance(value, str) and not _FIGURES.fullmatch(value):
        raise RowError("Här står en text där konto, belopp eller datum ska stå. Raden kan ha ett fält för lite.")
    return value

"""Reads the single values of a SIE row: amounts, account numbers, dates and fiscal years. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from budget.sie.content import FiscalYear
from budget.sie.fields import Field
from budget.sie.problems import RowError, quoted

ZERO = Decimal(0)
MAX_WHOLE_DIGITS = 13  # with two decimals they fill the column that amounts are stored in

_AMOUNT = re.compile(rf"[+-]?(?:[0-9]{{1,{MAX_WHOLE_DIGITS}}}(?:\.[0-9]{{1,2}})?|\.[0-9]{{1,2}})")
_AGAIN = "Ta ut filen på nytt, med belopp som 1250.50."
_WRONG_AMOUNTS = [
    (re.compile(r".*,.*", re.DOTALL), f"har ett komma. I SIE skrivs ören efter en punkt. {_AGAIN}"),
    (re.compile(r"[+-]?[0-9.]+e[+-]?[0-9]+", re.IGNORECASE), f"är skrivet med exponent. {_AGAIN}"),
    (re.compile(r"[+-]?[0-9]+\.[0-9]{3,}"), f"har fler än två decimaler. {_AGAIN}"),
    (re.compile(r"[+-]?[0-9]{14,}(\.[0-9]*)?"), f"är för stort: högst {MAX_WHOLE_DIGITS} siffror före punkten."),
]
_ACCOUNT = re.compile(r"[0-9]{1,12}")
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PERIOD = re.compile(r"([0-9]{4})([0-9]{2})")
_INDEX = re.compile(r"-?[0-9]{1,3}")


def read_text(field: Field) -> str:
    """Return a field that must not be a list of objects. Raises RowError."""
    if isinstance(field, tuple):
        raise RowError("Listan inom {} står på fel plats på raden.")
    return field


def read_amount(field: Field) -> Decimal:
    """Return an amount in kronor, ledger sign, at most two decimals. Raises RowError."""
    text = read_text(field)
    if _AMOUNT.fullmatch(text):
        return Decimal(text) or ZERO  # -0.00 is 0
    if not text:
        raise RowError(f"Beloppet saknas. {_AGAIN}")
    why = next((why for pattern, why in _WRONG_AMOUNTS if pattern.fullmatch(text)), f"är inget belopp. {_AGAIN}")
    raise RowError(f"{quoted(text)} {why}")


def read_account(field: Field) -> str:
    text = read_text(field)
    if not _ACCOUNT.fullmatch(text):
        raise RowError(f"{quoted(text)} är inget kontonummer. Ett konto skrivs med siffror.")
    return text


def read_date(field: Field) -> date:
    """Return a date that is written YYYYMMDD. Raises RowError."""
    text = read_text(field)
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass  # such as 31 February
    raise RowError(f"{quoted(text)} är inget datum. Datum skrivs som 20251231.")


class YearTable:
    """The fiscal years that the file declares, and which calendar year and month a row belongs to.

    Answers are remembered, since a file has few years and months and many rows.
    """

    def __init__(self) -> None:
        self.by_index: dict[int, FiscalYear] = {}
        self._months: dict[tuple[Field, Field], tuple[int, int]] = {}
        self._dates: dict[Field, tuple[int, int]] = {}

    def declare(self, fields: list[Field]) -> None:
        """Read a #RAR row. A kommun's fiscal year is the calendar year; anything else raises RowError."""
        if len(fields) < 3:
            raise RowError("Raden har för få uppgifter. Den ska ha årsnummer, första dag och sista dag.")
        index_text, start, end = read_text(fields[0]), read_date(fields[1]), read_date(fields[2])
        if not _INDEX.fullmatch(index_text):
            raise RowError(f"{quoted(index_text)} är inget årsnummer. Innevarande år är 0 och året före -1.")
        if (start.month, start.day, end.month, end.day, end.year) != (1, 1, 12, 31, start.year):
            raise RowError(
                f"Räkenskapsåret {start} till {end} är inte ett kalenderår. Kommunens räkenskapsår är kalenderåret, "
                "så filen kan inte läsas in."
            )
        year = FiscalYear(int(index_text), start, end)
        if self.by_index.get(year.index, year) != year:
            raise RowError(f"Årsnummer {year.index} står på två #RAR-rader med olika datum.")
        self.by_index[year.index] = year

    def year(self, field: Field) -> int:
        """Return the calendar year of a year number such as 0 or -1. Raises RowError."""
        text = read_text(field)
        year = self.by_index.get(int(text)) if _INDEX.fullmatch(text) else None
        if year is None:
            raise RowError(f"Årsnummer {quoted(text)} finns inte på någon #RAR-rad i filen.")
        return year.start.year

    def month(self, index: Field, period: Field) -> tuple[int, int]:
        """Return (year, month) of a period written YYYYMM, which lies in the year of `index`. Raises RowError."""
        known = self._months.get((index, period))
        if known is None:
            known = self._months[index, period] = self._read_month(self.year(index), read_text(period))
        return known

    def _read_month(self, year: int, period: str) -> tuple[int, int]:
        match = _PERIOD.fullmatch(period)
        if not match:
            raise RowError(f"{quoted(period)} är ingen period. En period skrivs som {year}01.")
        month = int(match[2])
        if month == 13:
            raise RowError(
                f"Perioden {period} är månad 13, som inte finns i SIE. Ta ut filen med bokslutsposterna i {match[1]}12."
            )
        if not 1 <= month <= 12:
            raise RowError(f"Perioden {period} har ingen månad. De två sista siffrorna ska vara 01 till 12.")
        if int(match[1]) != year:
            raise RowError(f"Perioden {period} ligger utanför sitt räkenskapsår {year}.")
        return year, month

    def month_of_date(self, field: Field) -> tuple[int, int]:
        """Return (year, month) of a date in any of the declared years. Raises RowError."""
        known = self._dates.get(field)
        if known is None:
            day = read_date(field)
            if all(day.year != year.start.year for year in self.by_index.values()):
                raise RowError(f"Datumet {day} ligger utanför de räkenskapsår som filen har på #RAR-raderna.")
            known = self._dates[field] = (day.year, day.month)
        return known

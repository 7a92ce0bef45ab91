"""The rows with amounts: months, results of the year and balances, as the file states them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal

from budget.sie.content import BalanceFacts, Kind, YearResult
from budget.sie.fields import Field
from budget.sie.layers import Layer
from budget.sie.problems import ProblemLog, RowError
from budget.sie.values import YearTable, read_account, read_amount

MONTH_ROW = "årsnummer, period, konto, {objekt} och belopp"


class Ledger:
    """Fills up while the file is read; a row that is wrong raises RowError, and one that stands twice is logged."""

    def __init__(self, years: YearTable, log: ProblemLog) -> None:
        self.layers: dict[tuple[Kind, int], Layer] = {}
        self.results: dict[tuple[int, str], YearResult] = {}
        self._balance_rows: Counter[tuple[str, int]] = Counter()
        self._balance_sums: defaultdict[tuple[str, int], Decimal] = defaultdict(Decimal)
        self._years = years
        self._log = log

    def readers(self) -> dict[str, Callable[[list[Field], int], None]]:
        return {
            "#PSALDO": lambda fields, line: self._month_row(Kind.OUTCOME, fields, line),
            "#PBUDGET": lambda fields, line: self._month_row(Kind.BUDGET, fields, line),
            "#RES": self._result,
            "#IB": lambda fields, line: self._balance("#IB", fields),
            "#UB": lambda fields, line: self._balance("#UB", fields),
        }

    def balances(self) -> BalanceFacts:
        return BalanceFacts(dict(self._balance_rows), dict(self._balance_sums))

    def layer(self, kind: Kind, year: int) -> Layer:
        return self.layers.setdefault((kind, year), Layer(kind, year))

    def _month_row(self, kind: Kind, fields: list[Field], line: int) -> None:
        if len(fields) < 5:
            raise RowError(f"Raden har för få uppgifter. Den ska ha {MONTH_ROW}.")
        index, period, account_field, objects, amount_field = fields[:5]
        if not isinstance(objects, tuple):
            raise RowError(f"Objektlistan saknas. Raden ska ha {MONTH_ROW}; {{}} betyder inget objekt.")
        year, month = self._years.month(index, period)
        account, amount = read_account(account_field), read_amount(amount_field)
        earlier = self.layer(kind, year).add(month, account, objects, amount, line)
        if earlier:
            self._stands_twice(earlier, line, "Samma period, konto och objekt")

    def _result(self, fields: list[Field], line: int) -> None:
        if len(fields) < 3:
            raise RowError("Raden har för få uppgifter. Den ska ha årsnummer, konto och belopp.")
        result = YearResult(self._years.year(fields[0]), read_account(fields[1]), read_amount(fields[2]), line)
        earlier = self.results.setdefault((result.year, result.account), result)
        if earlier is not result:
            self._stands_twice(earlier.line, line, "Samma år och konto")

    def _balance(self, label: str, fields: list[Field]) -> None:
        if len(fields) < 3:
            raise RowError("Raden har för få uppgifter. Den ska ha årsnummer, konto och belopp.")
        year, _, amount = self._years.year(fields[0]), read_account(fields[1]), read_amount(fields[2])
        self._balance_rows[label, year] += 1
        self._balance_sums[label, year] += amount

    def _stands_twice(self, first: int, second: int, what: str) -> None:
        again = "Beloppen läggs inte ihop. Ta ut filen på nytt med en rad för var och en."
        self._log.add(first, f"{what} står också på rad {second}. {again}")
        self._log.add(second, f"{what} står också på rad {first}. {again}")

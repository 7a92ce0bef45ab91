"""Puts the rows of a SIE file together: which of them hold the money, and what a person should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from budget.sie.content import Kind, PeriodAmount, SieFile, SieWarning
from budget.sie.encoding import EncodingFinding
from budget.sie.findings import about_balances, about_codes, about_header, about_layer, about_results
from budget.sie.layers import CleanLayer, Layer, clean
from budget.sie.ledger import Ledger
from budget.sie.problems import ProblemLog, refused
from budget.sie.registers import Registers
from budget.sie.values import YearTable
from budget.sie.vouchers import Vouchers

UNDECIDED = (
    "Samma belopp kan stå flera gånger, efter olika dimensioner, och raden med totalen ({}) saknas. "
    "Ta ut filen på nytt med totaler, eller med en dimension."
)


@dataclass(frozen=True, slots=True)
class ReadRows:
    """All that was read of a file, before it is put together. `skipped` and `unknown` count rows by label."""

    years: YearTable
    registers: Registers
    ledger: Ledger
    vouchers: Vouchers
    skipped: Counter[str]
    unknown: Counter[str]


def assemble(
    rows: ReadRows, lines: list[str], *, encoding: EncodingFinding, has_checksum: bool, dimension: str | None
) -> SieFile:
    """Put the file together. Raises SieErrors when it has no amounts or cannot tell whether money stands twice."""
    personal = rows.registers.personal_dimensions()
    layers = [clean(layer, personal=personal, dimension=dimension) for layer in _layers(rows)]
    _refuse_undecided(layers, lines)
    amounts = [row for layer in layers for row in layer.rows]
    amounts += _year_totals(rows, {row.year for row in amounts if row.kind is Kind.OUTCOME})
    if not amounts:
        raise refused("Filen har inga belopp att läsa in: varken #PSALDO, #PBUDGET, #RES eller verifikationer.")
    warnings = [
        *about_header(rows.registers.as_header(), encoding, has_checksum),
        *_about_vouchers(rows),
        *(warning for layer in layers for warning in about_layer(layer, rows.registers)),
        *_about_amounts(rows, amounts),
    ]
    return SieFile(
        header=rows.registers.as_header(),
        encoding=encoding,
        years=rows.years.by_index,
        accounts=rows.registers.accounts(),
        dimensions=rows.registers.dimensions,
        objects=rows.registers.named_objects(),
        amounts=tuple(amounts),
        results=tuple(rows.ledger.results.values()),
        balances=rows.ledger.balances(),
        overlapping=tuple(dict.fromkeys(one for layer in layers for one in layer.overlapping)),
        skipped=dict(rows.skipped),
        unknown=dict(rows.unknown),
        warnings=tuple(warnings),
    )


def _layers(rows: ReadRows) -> Iterator[Layer]:
    """What holds the money. Vouchers do for a year without months, and give the objects where the months have none."""
    vouchers: dict[int, Layer] = {}
    for (year, month, account, objects), stated in rows.vouchers.sums.items():
        layer = vouchers.setdefault(year, Layer(Kind.OUTCOME, year, each_part_counts=True))
        layer.parts[month, account, objects] = stated
    for (kind, year), layer in rows.ledger.layers.items():
        from_vouchers = vouchers.pop(year, None) if kind is Kind.OUTCOME else None
        if from_vouchers and _vouchers_say_more(layer, from_vouchers):
            from_vouchers.totals = layer.totals
            yield from_vouchers
        else:
            yield layer
    yield from vouchers.values()


def _vouchers_say_more(months: Layer, vouchers: Layer) -> bool:
    return not months.parts and any(objects for _, _, objects in vouchers.parts)


def _year_totals(rows: ReadRows, years_with_months: set[int]) -> Iterator[PeriodAmount]:
    """The results of years that have no months: all there is in type 1, and often for the year before."""
    for result in rows.ledger.results.values():
        if result.year not in years_with_months:
            yield PeriodAmount(Kind.OUTCOME, result.year, None, result.account, (), result.amount, result.line)


def _refuse_undecided(layers: list[CleanLayer], lines: list[str]) -> None:
    log = ProblemLog()
    for layer in layers:
        for line in layer.undecided:
            log.add(line, UNDECIDED)
    log.raise_if_any(lines)


def _about_vouchers(rows: ReadRows) -> Iterator[SieWarning]:
    if rows.vouchers.count and not rows.ledger.results and not rows.ledger.balances().rows:
        yield SieWarning(
            "vouchers",
            "Filen har verifikationer men inga saldon. Den kan vara en SIE 4I-fil, som bara har en del av året.",
        )


def _about_amounts(rows: ReadRows, amounts: list[PeriodAmount]) -> Iterator[SieWarning]:
    accounts, results = rows.registers.accounts(), list(rows.ledger.results.values())
    yield from about_results(results, amounts, accounts)
    yield from about_balances(rows.ledger.balances().sums, results)
    yield from about_codes(amounts, accounts, rows.registers.dimensions, rows.registers.named_objects())

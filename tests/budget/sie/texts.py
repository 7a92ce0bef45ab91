"""Builds SIE files for the tests: a head that is right, and the rows that the test is about."""

from decimal import Decimal

import pytest

from budget.sie import SieErrors, SieFile, read_sie

HEAD = (
    "#FLAGGA 0",
    "#FORMAT PC8",
    "#SIETYP 3",
    '#PROGRAM "Ekonomi" 1.0',
    "#GEN 20260115 AB",
    '#FNAMN "Kommunen"',
    "#ORGNR 212000-1355",
    "#RAR 0 20250101 20251231",
    "#RAR -1 20240101 20241231",
    "#KONTO 3010 Avgifter",
    "#KONTO 4010 Material",
    '#OBJEKT 1 "100" Skola',
    '#OBJEKT 1 "200" Vård',
    '#OBJEKT 6 "P1" Ombyggnad',
)
FIRST_ROW = len(HEAD) + 1  # the line of the first row after the head


def sie_bytes(*rows: str, encoding: str = "utf-8", end: str = "\r\n", head: tuple[str, ...] = HEAD) -> bytes:
    return end.join([*head, *rows, ""]).encode(encoding)


def read(*rows: str) -> SieFile:
    return read_sie(sie_bytes(*rows))


def problems(*rows: str) -> list[tuple[int, str]]:
    """Line, counted from the first row after the head, and sentence of each problem."""
    with pytest.raises(SieErrors) as caught:
        read(*rows)
    return [(problem.line - len(HEAD), problem.sentence) for problem in caught.value.problems]


def refusal(content: bytes) -> str:
    with pytest.raises(SieErrors) as caught:
        read_sie(content)
    return " ".join(problem.sentence for problem in caught.value.problems)


def amounts(file: SieFile) -> dict[tuple[int | None, str, str], Decimal]:
    """Amounts by month, account and objects written as "1:100 6:P1"."""
    return {(row.month, row.account, " ".join(map(":".join, row.objects))): row.amount for row in file.amounts}


def warning_kinds(file: SieFile) -> set[str]:
    return {warning.kind for warning in file.warnings}

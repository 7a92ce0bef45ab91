"""Seconds and memory of reading large SIE files, and the ratio to reading as many rows of a workbook.

Run it with `uv run python -m benchmarks.sie`.
"""

import gc
import resource
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

from openpyxl import Workbook, load_workbook

from budget.sie import read_sie

ROWS = 200_000
HEAD = [
    "#FLAGGA 0",
    "#FORMAT PC8",
    "#SIETYP 3",
    '#FNAMN "Kommunen på ön"',
    "#ORGNR 212000-1355",
    "#RAR 0 20250101 20251231",
]
ACCOUNTS, UNITS = 100, 170


def month_rows() -> list[str]:
    """Rows of 12 months, an account and a cost centre each, all different."""
    return [
        f"#PSALDO 0 2025{row % 12 + 1:02d} {3000 + row // 12 % ACCOUNTS} "
        f'{{1 "{row // 12 // ACCOUNTS % UNITS:04d}"}} {row % 9973 - 5000}.{row % 100:02d} 0'
        for row in range(ROWS)
    ]


def voucher_rows() -> list[str]:
    """Vouchers of four rows that balance."""
    rows = []
    for number in range(ROWS // 4):
        amount = f"{number % 9973}.50"
        rows += [f'#VER A {number} 2025{number % 12 + 1:02d}15 "Inköp" 20251231', "{"]
        rows += [f'#TRANS {4000 + number % ACCOUNTS} {{1 "{number % UNITS:04d}"}} {amount} "" "Text"'] * 2
        rows += [f'#TRANS 1930 {{}} -{amount} 2025{number % 12 + 1:02d}15 "Text" 0'] * 2 + ["}"]
    return rows


def workbook() -> bytes:
    """As many rows of year, period, account, unit and amount."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(ROWS):
        sheet.append([2025, row % 12 + 1, 3000 + row % ACCOUNTS, f"{row % UNITS:04d}", row % 9973 + 0.5])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def read_workbook(content: bytes) -> int:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))


def seconds(read: Callable[[], object]) -> float:
    """The best of three, without what another reading left behind."""
    best = 1e9
    for _ in range(3):
        gc.collect()
        start = perf_counter()
        read()
        best = min(best, perf_counter() - start)
    return best


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    files = {
        name: "\r\n".join([*HEAD, *rows]).encode("cp437")
        for name, rows in (("#PSALDO", month_rows()), ("#TRANS", voucher_rows()))
    }
    times = {name: seconds(lambda content=content: read_sie(content)) for name, content in files.items()}
    memory = peak_mib()
    book = workbook()
    base = seconds(lambda: read_workbook(book))
    print(f"openpyxl, read-only: {ROWS} rows in {base:.2f} s")
    for name, taken in times.items():
        size = len(files[name]) / 1024**2
        print(f"SIE {name}: {ROWS} rows ({size:.1f} MiB) in {taken:.2f} s, {taken / base:.2f} of openpyxl")
    print(f"Peak memory of the whole process while reading SIE: {memory:.0f} MiB")


if __name__ == "__main__":
    main()

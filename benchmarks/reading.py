"""What it costs to read a workbook of 200 000 rows and 8 columns, against openpyxl alone in read-only mode.

Run it with `uv run python -m benchmarks.reading`, with another number of rows as the first word if you like.
"""

import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from openpyxl import Workbook, load_workbook

from kommunrapport.spreadsheets.reading import SourceFile, read_table_file

ROWS, COLUMNS = 200_000, 8


def make(path: Path, rows: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Huvudbok")
    sheet.append(["Ansvar", "Verksamhet", "Konto", "Text", "Period", "Budget", "Utfall", "Avvikelse"])
    for row in range(rows):
        amount = row * 17 % 99_991 + row % 100 / 100
        sheet.append([str(row % 900), 610 + row % 50, 4000, f"Rad {row % 5000}", 202601, amount, amount * 0.9, row])
    book.save(path)


def openpyxl_alone(path: Path) -> int:
    book = load_workbook(path, read_only=True, data_only=True)
    cells = sum(1 for row in book.active.iter_rows() for cell in row if cell.value is not None)
    book.close()
    return cells


def go_through(source: SourceFile) -> int:
    return sum(1 for sheet in source.sheets for row in sheet.rows for cell in row.cells if cell is not None)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with TemporaryDirectory() as folder:
        path = Path(folder) / "huvudbok.xlsx"
        make(path, rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = perf_counter()
        source = read_table_file(path, path.name)
        read = perf_counter()
        cells = go_through(source)
        through = perf_counter()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        assert openpyxl_alone(path) == cells
        alone = perf_counter() - through
    print(f"{rows} rows, {cells} cells")
    print(f"openpyxl alone {alone:6.1f} s")
    print(f"read in child  {read - start:6.1f} s  ratio {(read - start) / alone:.2f}")
    print(f"gone through   {through - read:6.1f} s  both {(through - start) / alone:.2f}")
    print(f"memory: this process grew {grown / 1024:.0f} MiB, the child had {child / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()

"""What it costs to import 200 000 ledger rows, as a workbook and as SIE, against reading the workbook with openpyxl.

Run it with `uv run python -m benchmarks.importing`, with another number of rows as the first word if you like. It
works in a database and a folder of its own, which are gone afterwards.
"""

import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROWS = 200_000
UNITS, ACCOUNTS, MONTHS = 200, 90, 12


def rows_of(count: int):
    for n in range(count):
        unit, account, month = n % UNITS, n // UNITS % ACCOUNTS, n // (UNITS * ACCOUNTS) % MONTHS + 1
        part = n // (UNITS * ACCOUNTS * MONTHS)
        yield f"{100 + unit}", f"{3000 + account * 50}", f"2025{month:02}", f"{part}", n * 17 % 99_991 + n % 100 / 100


def make_workbook(path: Path, count: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Huvudbok")
    sheet.append(["Ansvar", "Ansvar (T)", "Konto", "Konto (T)", "Period", "Motpart", "Utfall", "Budget"])
    for unit, account, period, part, amount in rows_of(count):
        sheet.append([unit, f"Enhet {unit}", account, f"Konto {account}", period, part, amount, amount + 1])
    book.save(path)


def make_sie(path: Path, count: int) -> None:
    head = ["#FLAGGA 0", "#SIETYP 3", '#FNAMN "Exempelby"', "#RAR 0 20250101 20251231", '#DIM 1 "Ansvar"']
    head += [f'#KONTO {3000 + n * 50} "Konto {n}"' for n in range(ACCOUNTS)]
    head += [f'#OBJEKT 1 "{100 + n}" "Enhet {n}"' for n in range(UNITS)]
    most = min(count, UNITS * ACCOUNTS * MONTHS)
    lines = [
        f'#PSALDO 0 {period} {account} {{1 "{unit}"}} {amount:.2f}'
        for unit, account, period, _, amount in rows_of(most)
    ]
    path.write_text("\n".join([*head, *lines]), encoding="cp437")


def alone(path: Path) -> float:
    from openpyxl import load_workbook

    start = perf_counter()
    book = load_workbook(path, read_only=True, data_only=True)
    for row in book.active.iter_rows():
        for cell in row:
            _ = cell.value
    book.close()
    return perf_counter() - start


def import_file(path: Path, unit, user) -> dict[str, float]:
    from dataclasses import replace

    from django.core.files import File

    from budget.imports.applying import apply_import
    from budget.imports.mapping import Mapping
    from budget.imports.receiving import choose_mapping, receive_file
    from budget.imports.staging import prepare_import

    def tell(percent: int, step: str) -> None:
        pass

    with path.open("rb") as opened:
        batch = receive_file(
            org_unit=unit, year=2025, file=File(opened, path.name), source=None, token=path.name, by=user
        )
    start = perf_counter()
    batch = prepare_import(batch, by=user, tell=tell)
    understood = perf_counter()
    mapping = replace(Mapping.from_json(batch.mapping), scale=1)
    batch = choose_mapping(pk=batch.pk, version=batch.version, mapping=mapping, by=user)
    begun = perf_counter()
    batch = prepare_import(batch, by=user, tell=tell)
    staged = perf_counter()
    assert batch.state == "preview", (batch.state, batch.refusal)
    batch = apply_import(pk=batch.pk, version=batch.version, takes_away=True, by=user)
    applied = perf_counter()
    print(f"{path.name}: {batch.lines.count()} lines, {batch.problems.filter(severity='error').count()} problems")
    return {"understood": understood - start, "staged": staged - begun, "applied": applied - staged}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with TemporaryDirectory() as folder:
        os.environ |= {"KOMMUNRAPPORT_VAR": folder, "DJANGO_SETTINGS_MODULE": "kommunrapport.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        from kommunrapport.organisation.models import OrgUnit, User

        call_command("migrate", verbosity=0)
        unit = OrgUnit.objects.create(slug="ks", name="Kommunstyrelsen", kind="executive_board")
        user = User.objects.create(email="controller@exempelby.example", name="Controller")
        book, sie = Path(folder) / "huvudbok.xlsx", Path(folder) / "huvudbok.se"
        make_workbook(book, count)
        make_sie(sie, count)
        baseline = alone(book)
        print(f"openpyxl alone {baseline:.1f} s")
        for path in (book, sie):
            took = import_file(path, unit, user)
            for step, seconds in took.items():
                print(f"  {step:<12} {seconds:6.1f} s  {seconds / baseline:.2f}")
            imported = took["staged"] + took["applied"]
            print(f"  import       {imported:6.1f} s  {imported / baseline:.2f}")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory of this process at most {own:.0f} MiB")


if __name__ == "__main__":
    main()

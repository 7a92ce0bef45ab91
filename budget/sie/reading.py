"""Reads a SIE file row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from budget.sie.assembling import ReadRows, assemble
from budget.sie.content import SieFile
from budget.sie.encoding import SAVE_AGAIN, decode
from budget.sie.fields import MAX_LINE_CHARACTERS, Field, FieldSplitter, split_lines
from budget.sie.ledger import Ledger
from budget.sie.problems import ProblemLog, RowError, quoted, refused
from budget.sie.registers import Registers
from budget.sie.values import YearTable
from budget.sie.vouchers import VOUCHER_LABELS, Vouchers

HEADER_LABELS = frozenset(
    {"#FLAGGA", "#FORMAT", "#SIETYP", "#PROGRAM", "#GEN", "#FNAMN", "#ORGNR", "#KPTYP", "#VALUTA", "#OMFATTN"}
)
# Labels of the standard that follow-up does not need. #RAR is read before all others.
SKIPPED_LABELS = frozenset(
    {"#ADRESS", "#BKOD", "#ENHET", "#FNR", "#FTYP", "#KSUMMA", "#OIB", "#OUB", "#PROSA", "#RAR", "#SRU", "#TAXAR"}
)
MAX_LABEL_CHARACTERS = 20
NO_LABEL = "Raden börjar inte med # och en etikett, så den går inte att tolka. Raden före kan vara bruten."


def read_sie(content: bytes, *, dimension: str | None = None) -> SieFile:
    """Read the bytes of a SIE file of type 1 to 4E; amounts in kronor, ledger sign (income negative).

    `dimension` says which one to keep where the file states the same money once per dimension. Raises SieErrors.
    """
    text, encoding = decode(content)
    lines = split_lines(text)
    reading = _Reading(lines)
    rows = reading.read()
    has_checksum = "#KSUMMA" in rows.skipped
    return assemble(rows, lines, encoding=encoding, has_checksum=has_checksum, dimension=dimension)


class _Reading:
    """The state of one file while its rows are read."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._log = ProblemLog()
        self._years = YearTable()
        self._registers = Registers()
        self._ledger = Ledger(self._years, self._log)
        self._vouchers = Vouchers(self._years, self._log)
        self._split = FieldSplitter().split
        self._skipped: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._readers: dict[str, Callable[[list[Field], int], None]] = {
            **self._registers.readers(),
            **self._ledger.readers(),
            **self._vouchers.readers(),
        }

    def read(self) -> ReadRows:
        """Read every row. Raises SieErrors with all problems found."""
        _refuse_other_text(self._lines)
        self._read_years()
        for number, line in enumerate(self._lines, 1):
            try:
                self._read_line(line.strip(" \t"), number)
            except RowError as problem:
                self._vouchers.spoil()
                self._log.add(number, str(problem))
        self._vouchers.leave()
        self._log.raise_if_any(self._lines)
        return ReadRows(self._years, self._registers, self._ledger, self._vouchers, self._skipped, self._unknown)

    def _read_years(self) -> None:
        """Read the fiscal years first: every row with an amount needs them, and most would be wrong without."""
        for number, line in enumerate(self._lines, 1):
            if line.strip(" \t")[:4].upper() != "#RAR":
                continue
            try:
                self._years.declare(self._split(line)[1:])
            except RowError as problem:
                self._log.add(number, str(problem))
        self._log.raise_if_any(self._lines)
        if not self._years.by_index:
            raise refused(f"Filen säger inte vilket räkenskapsår den gäller: raden #RAR saknas. {SAVE_AGAIN}")

    def _read_line(self, row: str, number: int) -> None:
        if not row:
            return
        if len(row) > MAX_LINE_CHARACTERS:
            raise RowError(f"Raden är {len(row)} tecken lång, så filen är skadad eller inte en SIE-fil. {SAVE_AGAIN}")
        if row[0] == "#":
            self._read_labelled(row, number)
        elif row == "{":
            self._vouchers.open_brace()
        elif row == "}":
            self._vouchers.close_brace()
        elif row[0] != ";":  # some programs write comments so
            raise RowError(NO_LABEL)

    def _read_labelled(self, row: str, number: int) -> None:
        label = row.replace("\t", " ").split(" ", 1)[0].upper()
        reader = self._readers.get(label)
        if label not in VOUCHER_LABELS and (reader or label in HEADER_LABELS):
            self._vouchers.leave()
        if label == "#VER":
            self._vouchers.begin(number)
        if reader:
            reader(self._split(row)[1:], number)
        elif label in HEADER_LABELS:
            self._registers.read_header(label, self._split(row)[1:])
        elif label in SKIPPED_LABELS:
            self._skipped[label] += 1
        else:
            self._unknown[label[:MAX_LABEL_CHARACTERS]] += 1


def _refuse_other_text(lines: list[str]) -> None:
    """Refuse a text that has no SIE row, instead of saying so of each row."""
    if any(line.lstrip(" \t").startswith("#") for line in lines):
        return
    first = next((line.strip() for line in lines if line.strip()), "")
    looks = "en csv-fil" if first.count(";") > 1 or first.count("\t") > 1 else "vanlig text"
    raise refused(f"Filen ser ut att vara {looks}, inte SIE: ingen rad börjar med #. Den första är {quoted(first)}.")

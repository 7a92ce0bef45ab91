"""The rows that say what a SIE file is and what its codes mean: header, accounts, dimensions and objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from budget.sie.content import Account, Dimension, Header
from budget.sie.fields import Field
from budget.sie.problems import RowError, quoted
from budget.sie.values import read_account, read_date, read_text

MAX_NAME_CHARACTERS = 200
READ_TYPES = {"", "1", "2", "3", "4"}  # no #SIETYP means type 1

# Numbers that the standard has given a meaning, which a file need not declare.
STANDARD_DIMENSIONS = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
# Objects here may be people. Follow-up needs none of them, so neither their codes nor their names are kept.
PERSONAL_DIMENSIONS = frozenset({"7", "8", "9", "10"})


@dataclass(slots=True)
class Registers:
    """Fills up while the file is read. Each method reads one kind of row; a wrong one raises RowError."""

    header: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ktyp: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)

    def readers(self) -> dict[str, Callable[[list[Field], int], None]]:
        return {
            "#KONTO": self._konto,
            "#KTYP": self._ktyp,
            "#DIM": self._dim,
            "#UNDERDIM": self._underdim,
            "#OBJEKT": self._objekt,
        }

    def read_header(self, label: str, fields: list[Field]) -> None:
        """Keep a fact of the header. Only the first field of #GEN is kept: the second is a person's signature."""
        wanted = fields if label == "#PROGRAM" else fields[:1]
        self.header[label] = " ".join(_name(value) for value in wanted).strip()
        if label == "#SIETYP" and self.header[label] not in READ_TYPES:
            raise RowError(f"Filen är av SIE-typ {quoted(self.header[label])}. Här läses typ 1, 2, 3 och 4E.")
        if label == "#VALUTA" and self.header[label].upper() not in {"", "SEK"}:
            raise RowError(f"Filen är i valutan {quoted(self.header[label])}. Ta ut filen i kronor (SEK).")

    def as_header(self) -> Header:
        fact = self.header.get
        return Header(
            format=fact("#FORMAT", ""),
            sietyp=fact("#SIETYP", ""),
            program=fact("#PROGRAM", ""),
            generated=_date_or_none(fact("#GEN", "")),
            company_name=fact("#FNAMN", ""),
            orgnr=fact("#ORGNR", ""),
            flagga=fact("#FLAGGA", ""),
            kptyp=fact("#KPTYP", ""),
            currency=fact("#VALUTA", "").upper() or "SEK",
            omfattn=_date_or_none(fact("#OMFATTN", "")),
        )

    def accounts(self) -> dict[str, Account]:
        numbers = sorted(self.names.keys() | self.ktyp.keys())
        return {number: Account(number, self.names.get(number, ""), self.ktyp.get(number, "")) for number in numbers}

    def dimension_name(self, number: str) -> str:
        """Return "1 Kostnadsställe", or the number alone when nothing names it."""
        known = self.dimensions.get(number)
        return f"{number} {known.name if known else STANDARD_DIMENSIONS.get(number, '')}".strip()

    def personal_dimensions(self) -> frozenset[str]:
        """The dimensions whose objects may be people, with those that divide them."""
        below = {number for number, dimension in self.dimensions.items() if dimension.parent in PERSONAL_DIMENSIONS}
        return PERSONAL_DIMENSIONS | below

    def named_objects(self) -> dict[tuple[str, str], str]:
        personal = self.personal_dimensions()
        return {pair: name for pair, name in self.objects.items() if pair[0] not in personal}

    def _konto(self, fields: list[Field], line: int) -> None:
        number, name = _first(fields, 2, "kontonummer och namn")
        self.names[read_account(number)] = _name(name)

    def _ktyp(self, fields: list[Field], line: int) -> None:
        number, ktyp = _first(fields, 2, "kontonummer och typ")
        self.ktyp[read_account(number)] = read_text(ktyp).upper()

    def _dim(self, fields: list[Field], line: int) -> None:
        number, name = _first(fields, 2, "nummer och namn")
        self.dimensions[read_text(number)] = Dimension(read_text(number), _name(name))

    def _underdim(self, fields: list[Field], line: int) -> None:
        number, name, parent = _first(fields, 3, "nummer, namn och överordnad dimension")
        self.dimensions[read_text(number)] = Dimension(read_text(number), _name(name), read_text(parent))

    def _objekt(self, fields: list[Field], line: int) -> None:
        dimension, number, name = _first(fields, 3, "dimension, objektnummer och namn")
        self.objects[read_text(dimension), read_text(number)] = _name(name)


def _first(fields: list[Field], count: int, wanted: str) -> list[Field]:
    if len(fields) < count:
        raise RowError(f"Raden har för få uppgifter. Den ska ha {wanted}.")
    return fields[:count]


def _name(value: Field) -> str:
    """A name without invisible characters, at most MAX_NAME_CHARACTERS."""
    return "".join(filter(str.isprintable, read_text(value)))[:MAX_NAME_CHARACTERS].strip()


def _date_or_none(text: str) -> date | None:
    try:
        return read_date(text)
    except RowError:
        return None  # only shown, never computed with

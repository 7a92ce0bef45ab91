"""What a person should know about a SIE file that could be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from budget.sie.content import Account, Dimension, Header, Kind, PeriodAmount, SieWarning, YearResult
from budget.sie.encoding import EncodingFinding
from budget.sie.layers import CleanLayer, Signature
from budget.sie.registers import STANDARD_DIMENSIONS, Registers
from kommunrapport.numbers import format_number

MAX_LISTED = 5
KIND_NAMES = {Kind.OUTCOME: "Utfall", Kind.BUDGET: "Budget"}


def about_header(header: Header, encoding: EncodingFinding, has_checksum: bool) -> Iterator[SieWarning]:
    if header.flagga == "1":
        yield SieWarning("flagga", "Filen är märkt som redan inläst i ett annat program (#FLAGGA 1).")
    if has_checksum:
        yield SieWarning("ksumma", "Filen har en kontrollsumma (#KSUMMA). Den har inte kontrollerats.")
    if not encoding.certain:
        sentence = f"{encoding.reason} Den är läst som {encoding.name}. Titta på namnen: är å, ä och ö rätt?"
        yield SieWarning("encoding", sentence)
    if not header.orgnr:
        yield SieWarning("orgnr", "Filen har inget organisationsnummer (#ORGNR). Se efter att den är er.")
    elif not _is_orgnr(header.orgnr):
        yield SieWarning("orgnr", f"Organisationsnumret {header.orgnr} är inte rätt skrivet. Se efter att filen är er.")


def about_layer(cleaned: CleanLayer, registers: Registers) -> Iterator[SieWarning]:
    what = f"{KIND_NAMES[cleaned.kind]} {cleaned.year}"
    if cleaned.overlapping:
        ways = ", ".join(_dimensions(one, registers) for one in cleaned.overlapping)
        yield SieWarning(
            "overlapping",
            f"{what}: filen har samma belopp på flera sätt ({ways}). De är lästa en gång, "
            f"efter {_dimensions(cleaned.chosen, registers)}.",
        )
    if cleaned.rest_count:
        yield SieWarning(
            "rest",
            f"{what}: totaler (konto och månad) som skiljer sig från summan av sina objekt: {cleaned.rest_count}. "
            f"Skillnaden är {format_number(cleaned.rest_sum, 2)} kr tillsammans och är läst som rader utan objekt.",
            cleaned.rest_line,
        )
    if cleaned.without_persons:
        yield SieWarning(
            "persons",
            f"{what}: objekt för anställda, kunder, leverantörer och fakturor sparas inte. Beloppen är kvar.",
        )


def about_results(
    results: Iterable[YearResult], amounts: Iterable[PeriodAmount], accounts: dict[str, Account]
) -> Iterator[SieWarning]:
    """Compare #RES with the sum of the months, for each account of a year that has both."""
    months: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in amounts:
        if row.kind is Kind.OUTCOME and row.month is not None:
            months[row.year, row.account] += row.amount
    stated = {(result.year, result.account): result for result in results}
    compared = {year for year, _ in stated} & {year for year, _ in months}
    places = stated.keys() | {key for key in months if accounts.get(key[1], Account(key[1])).is_result}
    for year, account in sorted(place for place in places if place[0] in compared):
        result = stated.get((year, account))
        wanted, found = result.amount if result else Decimal(0), months.get((year, account), Decimal(0))
        if wanted != found:
            yield SieWarning(
                "result",
                f"Konto {account}: resultatet {year} (#RES) är {format_number(wanted, 2)} kr, men månaderna summerar "
                f"till {format_number(found, 2)} kr.",
                result.line if result else 0,
            )


def about_balances(sums: Mapping[tuple[str, int], Decimal], results: Iterable[YearResult]) -> Iterator[SieWarning]:
    """Opening balances add up to 0, and so do closing balances together with the results."""
    closing: defaultdict[int, Decimal] = defaultdict(Decimal)
    for result in results:
        closing[result.year] += result.amount
    for (label, year), amount in sorted(sums.items()):
        is_opening = label == "#IB"
        total = amount if is_opening else amount + closing[year]
        if total:
            what = "ingående balanser (#IB)" if is_opening else "utgående balanser och resultat (#UB och #RES)"
            yield SieWarning("balance", f"Summan av {what} {year} är {format_number(total, 2)} kr, och den ska vara 0.")


def about_codes(
    amounts: Iterable[PeriodAmount],
    accounts: dict[str, Account],
    dimensions: dict[str, Dimension],
    objects: dict[tuple[str, str], str],
) -> Iterator[SieWarning]:
    """Codes that hold amounts but that the file does not name."""
    rows = list(amounts)
    pairs = {pair for found in {row.objects for row in rows} for pair in found}
    missing_accounts = {row.account for row in rows} - accounts.keys()
    if missing_accounts:
        yield SieWarning("account", f"Konton som saknar namn i filen (#KONTO): {_listed(missing_accounts)}.")
    missing_dimensions = {dimension for dimension, _ in pairs} - dimensions.keys() - STANDARD_DIMENSIONS.keys()
    if missing_dimensions:
        yield SieWarning("dimension", f"Dimensioner som saknar namn i filen (#DIM): {_listed(missing_dimensions)}.")
    missing_objects = {f"{dimension} {number}" for dimension, number in pairs - objects.keys()}
    if missing_objects:
        yield SieWarning("object", f"Objekt som saknar namn i filen (#OBJEKT): {_listed(missing_objects)}.")


def _dimensions(signature: Signature, registers: Registers) -> str:
    return " + ".join(registers.dimension_name(number) for number in signature)


def _listed(codes: set[str]) -> str:
    shown = sorted(codes)[:MAX_LISTED]
    more = len(codes) - len(shown)
    return ", ".join(shown) + (f" och {more} till" if more else "")


def _is_orgnr(text: str) -> bool:
    """Ten digits, with or without the hyphen, whose last is the check digit."""
    digits = text.replace("-", "", 1)
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    products = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(product // 10 + product % 10 for product in products) % 10 == 0

"""Tells a file about groups from a file about people, which is refused before anything of it is kept.

All of a file is gone through: hidden sheets, the names of sheets and of the file. What is said of it never repeats
what a cell holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kommunrapport.personal_numbers import find_personal_numbers, looks_like_personal_number
from kommunrapport.spreadsheets.cells import CellKind, RawCell, RawRow, RawSheet, cell_name, line_and_field
from personnel.imports.columns import HEADINGS
from personnel.imports.problems import AboutPeople
from personnel.imports.rows import HrRow

# What a column about people is called, word by word; none of them says anything of a group.
_ALWAYS = {
    "personnummer": ("personnummer", "personnr", "persnr", "pnr", "person-id", "personid", "personnumret", "ssn"),
    "samordningsnummer": ("samordningsnummer", "samordningsnr"),
    "förnamn": ("förnamn", "fornamn", "tilltalsnamn", "firstname"),
    "efternamn": ("efternamn", "lastname", "surname"),
    "anställningsnummer": ("anställningsnummer", "anställningsnr", "anstnr", "anställningsid", "anställnings-id"),
    "namn på anställda": ("medarbetarnamn", "personnamn", "namnteckning", "användarnamn"),
    "födelsedatum": ("födelsedatum", "födelsedag", "födelseår", "född", "födelsetid"),
    "lön": ("månadslön", "grundlön", "månadslönen", "lönebelopp", "bruttolön", "nettolön", "lönespecifikation"),
    "bankkonto": ("bank", "bankkonto", "kontonummer", "clearingnummer", "clearingnr", "bankgiro", "iban"),
    "adress": ("hemadress", "gatuadress", "postadress", "folkbokföringsadress", "utdelningsadress"),
    "e-postadress": ("e-post", "epost", "e-postadress", "epostadress", "mejl", "mail", "mejladress", "e-mail"),
    "telefonnummer": ("telefon", "telefonnummer", "mobil", "mobilnummer", "mobiltelefon", "telefonnr"),
}
_AS_A_HEADING = {"namn": ("namn", "name"), "adress": ("adress",), "lön": ("lön",)}
_STRONG = {word: told for told, words in _ALWAYS.items() for word in words}
_WEAK = _STRONG | {word: told for told, words in _AS_A_HEADING.items() for word in words}
_IN_TWO_WORDS = re.compile(r"\b(pers(?:on)?|anst(?:ällnings)?|samordnings)[ .]*(?:nr|nummer|id)\b")
_WORD = re.compile(r"[\w-]+")
_LONGEST_HEADING = 40
_SHORTEST_NUMBER, _SHORTEST_WORD = 9, 3
# A number of a person with the last four hidden, or one that was given for a time: 850709-XXXX, 850709-TF12.
_BORN = r"(?<![0-9])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
_BORN_AND_MORE = re.compile(_BORN + r"\s?[-+\u2013]\s?(?:[*xX#]{4}|[A-ZÅÄÖ]\w\d\d)(?![\w*#])")
_SHORT_DIGITS = (9,)  # a personnummer of somebody born 2001 to 2009 is a number without its first zero
_MOST_ALONE = 12  # groups that a unit can be parted into: three by sex times four by age
_MOST_REPEATED = 3

_A_NUMBER = "något som ser ut som ett personnummer"


def refuse_file_name(name: str) -> None:
    """Raises AboutPeople. Before the file is opened, since its name is part of other sentences."""
    plain = name.rsplit(".", 1)[0].replace("_", " ")
    if _has_number(plain):
        raise AboutPeople(f"Filens namn innehåller {_A_NUMBER}.")
    if told := _word_in(plain, _STRONG):
        raise AboutPeople(f"Filens namn talar om {told}.")


def refuse_people(sheets: Sequence[RawSheet]) -> None:
    """Go through all that was read. Raises AboutPeople at the first sign."""
    for number, sheet in enumerate(sheets, start=1):
        if _has_number(sheet.name) or _word_in(sheet.name, _STRONG):
            raise AboutPeople(f"Namnet på blad {number} talar om enskilda personer.")
        for where, sign in _signs(sheet):
            place = f"Blad {number}, cell {where}" if sheet.name else f"{where[:1].upper()}{where[1:]}"
            hidden = " (bladet är dolt)" if sheet.hidden else ""
            raise AboutPeople(f"{place}{hidden}: där står {sign}.")


def refuse_lonely_rows(rows: Iterable[HrRow]) -> None:
    """Rows that are each about one person in the same unit: a list of people in the columns of the template."""
    alone = [row for row in rows if row.values.get("employees") == 1]
    units = Counter(row.org_unit for row in alone)
    groups = Counter(row.key for row in alone)
    if any(n > _MOST_ALONE for n in units.values()) or any(n >= _MOST_REPEATED for n in groups.values()):
        raise AboutPeople("Många rader för samma enhet gäller en enda person var.")


def _signs(sheet: RawSheet) -> Iterator[tuple[str, str]]:
    """(place, what it is) of each cell that is about somebody."""
    ours: frozenset[int] = frozenset()
    for row in sheet.rows:
        found = _our_columns(row)
        if len(found) > 2:
            ours = found
        words = _WEAK if sum(cell is not None for cell in row.cells) > 1 else _STRONG
        for n, cell in enumerate(row.cells):
            if cell is not None and (sign := _sign(cell, is_ours=n in ours, words=words)):
                yield (cell_name if sheet.name else line_and_field)(row.number, n), sign


def _our_columns(row: RawRow) -> frozenset[int]:
    """Where the template's own headings stand in a row."""
    return frozenset(
        n for n, cell in enumerate(row.cells) if cell and cell.kind is CellKind.TEXT and HEADINGS.column_of(cell.text)
    )


def _sign(cell: RawCell, *, is_ours: bool, words: Mapping[str, str]) -> str:
    """What tells that a cell is about somebody; "" when nothing does.

    `is_ours` is a cell in a column of the template: its text is no heading, and its numbers are hours. `words` are
    those that it may not have as a heading: fewer for a text alone in its row, which may be a title.
    """
    if len(cell.text) < (_SHORTEST_NUMBER if cell.kind is CellKind.NUMBER else _SHORTEST_WORD):
        return ""
    if _has_number(cell.text) or (cell.stored and _is_number(cell.stored)):
        return _A_NUMBER
    if is_ours:
        return ""
    if cell.text.isdecimal() and len(cell.text) in _SHORT_DIGITS and _is_number(f"0{cell.text}"):
        return _A_NUMBER
    told = _word_in(cell.text, words) if len(cell.text) <= _LONGEST_HEADING else ""
    return f"en rubrik om enskilda personer ({told})" if told else ""


def _has_number(text: str) -> bool:
    return bool(_is_number(text) or find_personal_numbers(text) or _BORN_AND_MORE.search(text))


def _is_number(text: str) -> bool:
    return looks_like_personal_number(text)


def _word_in(text: str, words: Mapping[str, str]) -> str:
    """What a word of the text stands for, among `words`; "" when none does."""
    plain = text.casefold().replace("_", " ")
    for word in _WORD.findall(plain):
        if word in words and not (word in _AS_A_HEADING and "enhet" in plain):
            return words[word]
    together = plain.replace(".", " ")
    return "personnummer eller anställningsnummer" if _IN_TWO_WORDS.search(together) else ""

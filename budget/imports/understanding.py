"""What a file seems to be, before anybody has said anything: the questions of the wizard, each with an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from budget.imports import words
from budget.imports.mapping import CODE_ROLES, Mapping, Role
from budget.imports.printed import data_rows, read_table
from budget.imports.sheets import Head, find_head, head_at, headings_twice, most_filled, text_at
from budget.imports.signs import guess_signs
from budget.imports.suggesting import suggest_columns
from budget.imports.units import scale_of
from budget.models import Grouping
from kommunrapport.organisation.period import Period
from kommunrapport.spreadsheets.reading import RawRow, RawSheet, SourceFile

_SEEN_ROWS = 200
_SAMPLE_ROWS = 8


class NotUnderstood(Exception):
    """The file is readable, but holds nothing that can be read in. `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was found, to show beside the questions. `sample` is the first rows as texts, `remarks` whole sentences."""

    sheets: list[str]
    headers: list[str]
    header_row: int
    sample: list[list[str]]
    remarks: list[str]
    checked: int = 0
    held: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def understand(source: SourceFile, year: Period | int, known: Mapping | None = None) -> tuple[Understanding, Mapping]:
    """Return what the file seems to be, and the mapping to begin with: `known` if its sheet looks as it did then.

    Raises NotUnderstood for a file without a visible table, or with amounts of other years only.
    """
    sheet = chosen_sheet(source, known)
    head = (head_at(sheet, known.header_row) if known and known.header_row else None) or find_head(sheet)
    if head is None:
        raise NotUnderstood(_no_table(source, sheet))
    if known and known.fits(_texts(sheet, head)):
        mapping = replace(known.for_headers(_texts(sheet, head)), sheet=sheet.name, header_row=head.row)
        return _described(source, sheet, head, [], 0, 0), mapping
    mapping = _suggested(sheet, head, int(year))
    _require_year(mapping, head, int(year))
    remarks = [f"Rubriken ”{text}” finns på flera kolumner." for text in headings_twice(head.texts)]
    remarks += [f"Kolumnen ”{text}” gäller en del av året." for text in head.texts if words.is_part_of_year(text)]
    if not mapping.label or not mapping.amounts:
        return _described(source, sheet, head, remarks, 0, 0), mapping
    guess = guess_signs(sheet, mapping)
    mapping = replace(guess.mapping, grouping=_grouping(sheet, guess.mapping, head.titles))
    return _described(source, sheet, head, remarks, guess.checked, guess.held), mapping


def chosen_sheet(source: SourceFile, known: Mapping | None) -> RawSheet:
    """The sheet the mapping names, else the fullest visible one. Raises NotUnderstood."""
    if known and known.sheet:
        named = [sheet for sheet in source.sheets if sheet.name == known.sheet]
        if named and not named[0].hidden:
            return named[0]
        if len(source.sheets) > 1:
            names = ", ".join(f"”{sheet.name}”" for sheet in source.sheets if not sheet.hidden)
            raise NotUnderstood(f"Bladet ”{known.sheet}” finns inte i filen eller är dolt. Bladen är {names}.")
    sheet = most_filled(source.sheets)
    if sheet is None:
        raise NotUnderstood(_no_table(source, None))
    return sheet


def _no_table(source: SourceFile, sheet: RawSheet | None) -> str:
    hidden = [one for one in source.sheets if one.hidden and find_head(one)]
    if hidden and sheet is None:
        return f"Bladet ”{hidden[0].name}” är dolt, och inget annat blad har en tabell. Visa bladet och spara filen."
    name = f"Bladet ”{sheet.name}”" if sheet and sheet.name else "Filen"
    return (
        f"{name} har ingen tabell som går att läsa in. Den behöver en rad med rubriker, till exempel "
        "Enhet, Budget och Utfall, och under den rader med belopp."
    )


def _texts(sheet: RawSheet, head: Head) -> tuple[str, ...]:
    """The heads of all columns that hold something, also of those without a head."""
    width = max([len(head.texts), *(len(row.cells) for row in islice(sheet.rows, _SEEN_ROWS))])
    return head.texts + ("",) * (width - len(head.texts))


def _rows_below(sheet: RawSheet, head: Head) -> list[RawRow]:
    return [row for row in islice(sheet.rows, _SEEN_ROWS) if row.number > head.row]


def _described(
    source: SourceFile, sheet: RawSheet, head: Head, remarks: list[str], checked: int, held: int
) -> Understanding:
    texts = _texts(sheet, head)
    rows = _rows_below(sheet, head)[:_SAMPLE_ROWS]
    encoding = [f"Filen är läst som {source.encoding}."] if source.encoding else []
    return Understanding(
        sheets=[one.name for one in source.sheets if not one.hidden and find_head(one)],
        headers=list(texts),
        header_row=head.row,
        sample=[[text_at(row, column) for column in range(len(texts))] for row in rows],
        remarks=[*source.warnings, *encoding, *remarks],
        checked=checked,
        held=held,
    )


def _suggested(sheet: RawSheet, head: Head, year: int) -> Mapping:
    columns = suggest_columns(_texts(sheet, head), _rows_below(sheet, head), year)
    roles = {column.role for column in columns}
    is_ledger = Role.LABEL not in roles and not roles.isdisjoint(CODE_ROLES)
    named = scale_of(head.titles, head.texts)
    return Mapping(
        sheet=sheet.name,
        header_row=head.row,
        columns=tuple(columns),
        scale=named or (1 if is_ledger else None),
        grouping=Grouping.UNIT,
    )


def _require_year(mapping: Mapping, head: Head, year: int) -> None:
    """A file that names years, but not this one, belongs to another year."""
    told = [column for column in mapping.amounts if not column.is_variance and words.year_of(column.header)]
    named = sorted({year + column.year for column in told})
    in_titles = sorted({found for text in head.titles if (found := words.year_of(text))})
    years = named or in_titles
    if years and year not in years:
        listed = " och ".join(map(str, years))
        raise NotUnderstood(
            f"Filen gäller {listed}, men du läser in {year}. Byt år överst på sidan, eller välj en annan fil."
        )


def _grouping(sheet: RawSheet, mapping: Mapping, titles: Sequence[str]) -> str:
    """How the rows divide the money: by nature if they all do, else as the head of their names says."""
    table = read_table(sheet, mapping)
    rows = data_rows(table.rows)
    if rows and all(row.by_nature for row in rows) and not table.is_by_heading:
        return Grouping.NATURE
    label = mapping.label
    if mapping.codes:
        return CODE_ROLES[Role(mapping.codes[0].role)]
    return words.grouping_of([label.header if label else "", *titles]) or Grouping.UNIT

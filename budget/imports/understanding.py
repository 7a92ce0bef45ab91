"""What a file seems to be, before anybody has said anything: the questions of the wizard, each with an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from budget.imports import words
from budget.imports.mapping import CODE_ROLES, ColumnUse, Mapping, Role
from budget.imports.printed import data_rows, read_table
from budget.imports.sheets import Head, cell_at, find_head, head_at, headings_twice, is_amount, most_filled, text_at
from budget.imports.signs import guess_signs
from budget.models import Figure, Grouping
from kommunrapport.organisation.period import Period
from kommunrapport.spreadsheets.reading import CellKind, RawCell, RawRow, RawSheet, SourceFile

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
    rows = _rows_below(sheet, head)
    columns = [_use(n, text, rows, year) for n, text in enumerate(_texts(sheet, head))]
    columns = _one_of_each(_with_label(columns, rows))
    codes = any(column.role in CODE_ROLES for column in columns)
    named = words.scale_of([*head.titles, *head.texts])
    return Mapping(
        sheet=sheet.name,
        header_row=head.row,
        columns=tuple(_within(columns)),
        scale=named or (1 if codes else None),
        grouping=Grouping.UNIT,
    )


def _use(index: int, text: str, rows: Sequence[RawRow], year: int) -> ColumnUse:
    """What a column seems to hold, by its head and by what stands in it."""
    plain = ColumnUse(index, text)
    cells = [cell for row in rows if (cell := cell_at(row, index)) and cell.text.strip()]
    role = words.role_of(text)
    if role and (role not in CODE_ROLES or 2 * sum(map(_is_code, cells)) > len(cells)):
        return replace(plain, role=role)
    amounts = sum(is_amount(cell) for cell in cells)
    if not cells or words.is_percent(text) or 2 * amounts < len(cells):
        return plain
    month, named = words.month_of(text), words.year_of(text)
    figure = words.figure_of(text) or (Figure.OUTCOME if month or named else "")
    nature = words.nature_of_header(text)
    if not figure and (not nature or words.is_not_the_year(text)):
        return plain
    return replace(
        plain,
        role=Role.AMOUNT,
        figure=figure or Figure.OUTCOME,
        year=_years_from(text, named, year),
        month=month,
        nature=nature,
        as_of=words.day_of(text) if figure == Figure.FORECAST else "",
    )


def _is_code(cell: RawCell) -> bool:
    """A code is one word with a digit in it; "Förskola" under the head Verksamhet is a name."""
    text = cell.text.strip()
    return any(sign.isdigit() for sign in text) and " " not in text


def _years_from(text: str, named: int | None, year: int) -> int:
    if named:
        return named - year
    return -1 if words.is_last_year(text) else 0


def _with_label(columns: list[ColumnUse], rows: Sequence[RawRow]) -> list[ColumnUse]:
    """The first column of words is what the rows are called; in a ledger it only says what a code is called."""
    if any(column.role in CODE_ROLES for column in columns) and not _is_printed(columns, rows):
        return columns
    for n, column in enumerate(columns):
        cells = [cell for row in rows if (cell := cell_at(row, n)) and cell.text.strip()]
        words_in_it = sum(cell.kind == CellKind.TEXT and not is_amount(cell) for cell in cells)
        if cells and column.role in (Role.IGNORED, Role.CODE_TEXT) and 2 * words_in_it > len(cells):
            return [*columns[:n], replace(column, role=Role.LABEL), *columns[n + 1 :]]
    return columns


def _is_printed(columns: Sequence[ColumnUse], rows: Sequence[RawRow]) -> bool:
    """A table with a code beside each name, with sums or deviations; a ledger has periods, or several codes."""
    roles = [column.role for column in columns]
    if Role.PERIOD in roles or sum(role in CODE_ROLES for role in roles) > 1:
        return False
    sums = any(words.says_total(cell.text) for row in rows for cell in row.cells[:3] if cell)
    return sums or any(column.is_variance for column in columns)


def _one_of_each(columns: list[ColumnUse]) -> list[ColumnUse]:
    """Of columns that would say the same thing, the one of the whole year, or the original budget beside the final."""
    taken = list(columns)
    for column in columns:
        same = [
            other
            for other in taken
            if other.role == Role.AMOUNT
            and (other.figure, other.year, other.month, other.nature)
            == (column.figure, column.year, column.month, column.nature)
        ]
        if column.role != Role.AMOUNT or len(same) < 2:
            continue
        for other in same:
            if other.figure == Figure.ORIGINAL and words.says_final(other.header):
                taken[other.index] = replace(other, figure=Figure.BUDGET)
            elif words.is_not_the_year(other.header) and any(not words.is_not_the_year(one.header) for one in same):
                taken[other.index] = replace(other, role=Role.IGNORED)
    return taken


def _within(columns: list[ColumnUse]) -> list[ColumnUse]:
    """A variance without a year of its own is of the same year as the figure it compares."""
    newest = max((column.year for column in columns if column.figure == Figure.OUTCOME), default=0)
    return [
        replace(column, year=newest) if column.is_variance and not words.year_of(column.header) else column
        for column in columns
    ]


def _require_year(mapping: Mapping, head: Head, year: int) -> None:
    """A file that names years, but not this one, belongs to another year."""
    named = sorted({year + column.year for column in mapping.amounts if words.year_of(column.header)})
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

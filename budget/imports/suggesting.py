"""What the columns of a table seem to hold, by their heads and by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budget.imports import words
from budget.imports.mapping import CODE_ROLES, ColumnUse, Role, day_of
from budget.imports.sheets import cell_at, is_amount, says_nothing
from budget.models import Figure
from kommunrapport.spreadsheets.reading import CellKind, RawCell, RawRow


def suggest_columns(texts: Sequence[str], rows: Sequence[RawRow], year: int) -> list[ColumnUse]:
    """One use for each of `texts`, the heads; `rows` stand below them."""
    columns = [_use(n, text, rows, year) for n, text in enumerate(texts)]
    return _within(_one_of_each(_of_the_year(_with_label(columns, rows))))


def _use(index: int, text: str, rows: Sequence[RawRow], year: int) -> ColumnUse:
    """What a column seems to hold, by its head and by what stands in it."""
    plain = ColumnUse(index, text)
    cells = [cell for row in rows if (cell := cell_at(row, index)) and not says_nothing(cell)]
    role = words.role_of(text)
    if role and (role not in CODE_ROLES or 2 * sum(map(_is_code, cells)) > len(cells)):
        return replace(plain, role=role)
    amounts = sum(is_amount(cell) for cell in cells)
    if not cells or words.is_percent(text) or words.is_between_years(text) or 2 * amounts < len(cells):
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
        as_of=day_of(text) if figure == Figure.FORECAST else "",
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
    has_changes = any(column.figure == Figure.CHANGE for column in columns)
    return [_beside(column, columns, has_changes=has_changes) for column in columns]


def _beside(column: ColumnUse, columns: Sequence[ColumnUse], *, has_changes: bool) -> ColumnUse:
    """The column, unless another that says what it says comes before it."""
    others = [other for other in columns if other is not column and _says(other) == _says(column)]
    if column.role != Role.AMOUNT or not others:
        return column
    if _is_beside_the_year(column, has_changes) and not all(_is_beside_the_year(one, has_changes) for one in others):
        return replace(column, role=Role.IGNORED)
    alike = [other for other in others if other.nature == column.nature]
    is_final = _is_final(column, has_changes) and not all(_is_final(one, has_changes) for one in alike)
    return replace(column, figure=Figure.BUDGET) if is_final else column


def _is_final(column: ColumnUse, has_changes: bool) -> bool:
    """A budget with its changes; a total is one where the changes stand beside it."""
    says_all = has_changes and words.says_total_of_years(column.header)
    return column.figure == Figure.ORIGINAL and (says_all or words.says_final(column.header))


def _says(column: ColumnUse) -> tuple[object, ...]:
    return column.role, column.figure, column.year, column.month


def _is_beside_the_year(column: ColumnUse, has_changes: bool) -> bool:
    """A part of the year, several years, or the forecast before this one."""
    is_previous = column.figure == Figure.FORECAST and words.is_previous(column.header)
    return is_previous or (words.is_not_the_year(column.header) and not _is_final(column, has_changes))


def _of_the_year(columns: Sequence[ColumnUse]) -> list[ColumnUse]:
    """Leave out months from–to, which would be stored as the whole year, and forecasts of several years."""
    return [
        replace(column, role=Role.IGNORED)
        if column.role == Role.AMOUNT
        and (
            words.is_part_of_year(column.header)
            or (column.figure == Figure.FORECAST and words.says_total_of_years(column.header))
        )
        else column
        for column in columns
    ]


def _within(columns: Sequence[ColumnUse]) -> list[ColumnUse]:
    """A variance is of the newest year, if it names none, and of the forecast where there is no outcome."""
    read = [column for column in columns if column.role == Role.AMOUNT]
    years = {column.year for column in read if column.figure == Figure.OUTCOME}
    forecasts = {column.year for column in read if column.figure == Figure.FORECAST}
    newest = max(years | forecasts, default=0)
    placed = [
        replace(column, year=newest) if column.is_variance and not _names_year(column.header) else column
        for column in columns
    ]
    return [
        replace(column, figure=Figure.FORECAST_VARIANCE)
        if column.is_variance and column.year in forecasts - years
        else column
        for column in placed
    ]


def _names_year(header: str) -> bool:
    return words.year_of(header) is not None or words.is_last_year(header)

"""A statement as the table of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.area_figures import AreaFigures, total_of
from budget.figures import AreaRow, AreaRowKind, Statement
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, Sign, kept_budget_sentence, rounding_shows
from budget.results import Result
from budget.statement_columns import FIELDS, VARIANCES, Heads, additions_across, columns_of
from kommunrapport.numbers import EN_DASH, format_number
from kommunrapport.reports.blocks import Cell, Footnote, Row, RowKind, Table

OWN_FORECAST = "Områdets egen prognos, som inte är summan av delarnas."
_KINDS = {
    AreaRowKind.HEADING: RowKind.GROUP,
    AreaRowKind.SUM: RowKind.SUBTOTAL,
    AreaRowKind.TOTAL: RowKind.TOTAL,
}
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class TableForm:
    """How a statement is to be printed. `first` heads the names of the rows; `caption` stands over the table."""

    columns: tuple[str, ...]
    presentation: Presentation
    first: str = ""
    caption: str = ""
    short_heads: bool = False
    note: str = ""
    wide: bool = False


def statement_table(
    statement: Statement, form: TableForm, rows: Sequence[AreaRow], result: Result | None = None
) -> Table:
    """The rows of the statement (all, or those of one area), with frame and result below when they are given."""
    printed = [_row(row, rows, statement, form) for row in rows]
    if result and printed:
        # The result below is what the table ends in.
        printed = [*printed[:-1], replace(printed[-1], kind=RowKind.SUBTOTAL), *_result_rows(result, form)]
    notes = [form.note, DOES_NOT_ADD_UP if rounding_shows(_additions(rows, form), form.presentation) else ""]
    heads = columns_of(form.columns, Heads(statement, form.short_heads), form.first)
    return Table(heads, tuple(printed), form.caption, " ".join(filter(None, notes)), form.wide)


def amount_of(figures: AreaFigures, column: str) -> Decimal | None:
    """The amount behind a column."""
    amount: Decimal | None = getattr(figures, FIELDS.get(column, column))
    return amount


def _row(row: AreaRow, rows: Sequence[AreaRow], statement: Statement, form: TableForm) -> Row:
    name = Cell(row.label, footnotes=(Footnote(f"{row.reason}."),) if row.reason else ())
    cells = [name, *(_cell(row, column, form) for column in form.columns)]
    first_forecast = next((column for column in form.columns if column.startswith("forecast")), "")
    for place, column in enumerate(form.columns, start=1):
        notes = _notes(row, rows, statement) if column == first_forecast else ()
        if notes:
            cells[place] = replace(cells[place], footnotes=notes)
    kind = _KINDS.get(row.kind, RowKind.NORMAL)
    return Row(tuple(cells), kind, min(row.depth, _DEEPEST), row.sum_of)


def _cell(row: AreaRow, column: str, form: TableForm) -> Cell:
    amount = amount_of(row.figures, column)
    if amount is None and row.kind in (AreaRowKind.HEADING, AreaRowKind.ADJUSTMENT, AreaRowKind.OWN):
        return Cell("")
    if row.kind == AreaRowKind.ADJUSTMENT and column in VARIANCES and column != "forecast_variance":
        return Cell("")
    return _amount_cell(amount, column, Sign.INCOME if row.nature == "income" else Sign.COST, form.presentation)


def _amount_cell(amount: Decimal | None, column: str, sign: Sign, presentation: Presentation) -> Cell:
    if column == "variance_percent":
        return _percent_cell(amount, presentation)
    if column in VARIANCES:
        return presentation.variance_cell(amount)
    return presentation.amount_cell(amount, sign)


def _percent_cell(percent: Decimal | None, presentation: Presentation) -> Cell:
    text = EN_DASH if percent is None else format_number(percent, 1, plus=presentation.plus)
    return Cell(text, percent, missing=percent is None)


def _notes(row: AreaRow, rows: Sequence[AreaRow], statement: Statement) -> tuple[Footnote, ...]:
    """What the forecast of a sum is, where it is not the sum of what stands above it."""
    if not row.sum_of:
        return ()
    notes = []
    node = statement.node(row.area.pk) if row.area else None
    parts = total_of(rows[part].figures.forecast for part in row.sum_of)
    if node is not None and node.has_own_forecast and row.figures.forecast != parts:
        notes.append(Footnote(OWN_FORECAST))
    if row.kind == AreaRowKind.TOTAL and statement.without_forecast:
        notes.append(Footnote(kept_budget_sentence([area.name for area in statement.without_forecast])))
    return tuple(notes)


def _result_rows(result: Result, form: TableForm) -> list[Row]:
    rows = [
        _total_row("Tilldelad ram", result.frame, Sign.COST, form, RowKind.NORMAL),
        _total_row("Resultat", result.result, Sign.RESULT, form, RowKind.TOTAL),
    ]
    for item in result.items:
        figures = AreaFigures(outcome=item.outcome, outcome_last_year=item.outcome_last_year)
        cells = [_item_cell(figures, column, form) for column in form.columns]
        rows.append(Row((Cell(f"varav {_lower(item.name)}"), *cells), RowKind.SUBSET))
    if result.without_items:
        label = _lower(result.items[0].name) if len(result.items) == 1 else "jämförelsestörande poster"
        rows.append(_total_row(f"Resultat exklusive {label}", result.without_items, Sign.RESULT, form, RowKind.TOTAL))
    return rows


def _total_row(label: str, figures: AreaFigures, sign: Sign, form: TableForm, kind: RowKind) -> Row:
    cells = (_amount_cell(amount_of(figures, name), name, sign, form.presentation) for name in form.columns)
    return Row((Cell(label), *cells), kind)


def _item_cell(figures: AreaFigures, column: str, form: TableForm) -> Cell:
    amount = amount_of(figures, column) if column in ("outcome", "last_year") else None
    return Cell("") if amount is None else _amount_cell(amount, column, Sign.RESULT, form.presentation)


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _additions(rows: Sequence[AreaRow], form: TableForm) -> Iterator[Addition]:
    """What a reader can add up: down to each sum, and along each row."""
    down = [name for name in form.columns if name != "variance_percent"]
    for row in rows:
        for name in down if row.sum_of else ():
            parts = tuple(amount_of(rows[part].figures, name) for part in row.sum_of)
            yield Addition(amount_of(row.figures, name), parts)
        yield from _across(row.figures, form.columns)


def _across(figures: AreaFigures, columns: Iterable[str]) -> Iterator[Addition]:
    for name, terms in additions_across(tuple(columns)):
        amounts = ((sign, amount_of(figures, term)) for sign, term in terms)
        yield Addition(
            amount_of(figures, name), tuple(None if amount is None else sign * amount for sign, amount in amounts)
        )

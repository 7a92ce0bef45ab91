"""Icons, status words, tables and charts in templates; built in, so no template needs to load them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kommunrapport.reports import bar_charts, charts
from kommunrapport.reports.blocks import BarChart, Cell, Chart, Column, Row, RowKind, Table

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "lock" %}: a symbol of parts/sprite.html, for the eye only; the word stands beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag
def status(name: str, text: str, *, tag: bool = True) -> SafeString:
    """{% status "good" "Nått" %}: icon and word on screen; `tag=False` leaves out the tinted background."""
    css = f"status tag is-{name}" if tag else f"status is-{name}"
    return format_html('<span class="{}">{}{}</span>', css, icon(name), text)


@register.inclusion_tag("reports/blocks/table.html")
def table(block: Table) -> dict[str, Table]:
    """{% table block %}"""
    return {"table": block}


@register.inclusion_tag("reports/blocks/chart.html")
def chart(block: Chart) -> dict[str, Chart]:
    """{% chart block %}"""
    return {"chart": block}


@register.inclusion_tag("reports/blocks/bar_chart.html")
def bar_chart(block: BarChart) -> dict[str, object]:
    """{% bar_chart block %}"""
    return {"chart": block, "panels": bar_charts.bar_panels(block)}


@register.inclusion_tag("reports/blocks/sparkline.html")
def sparkline(block: Chart) -> dict[str, Chart]:
    """{% sparkline block %}: without words, so the numbers must stand beside it."""
    return {"chart": block}


@register.filter
def beside(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[tuple[Cell, Column]]:
    """{% for cell, column in row.cells|beside:table.columns %}"""
    return list(zip(cells, columns, strict=True))


@register.filter
def column_class(column: Column, cell: Cell | None = None) -> SafeString:
    """The class attribute of a column's head, or of `cell` in it; nothing if there is none."""
    names = {"num": column.numeric, "this-year": column.this_year, "missing-value": cell and cell.missing}
    return _class(name for name, applies in names.items() if applies)


@register.filter
def with_joined_slash(label: str) -> str:
    """{{ column.label|with_joined_slash }}: "Tot K/M" in a narrow column is never "K/" over "M"."""
    return label.replace("/", "/\u2060")


@register.filter
def row_class(row: Row) -> SafeString:
    """The class attribute of a row: its kind and its indent."""
    kind = {RowKind.NORMAL: "", RowKind.GROUP: "group-head"}.get(row.kind, row.kind)
    return _class(name for name in (kind, f"indent-{row.indent}" if row.indent else "") if name)


@register.filter
def footnote_numbers(block: Table, cell: Cell) -> str:
    """{{ table|footnote_numbers:cell }} gives 1, 3; nothing for a cell without footnotes."""
    return ", ".join(str(number) for number in block.numbers(cell))


@register.filter
def line_geometry(block: Chart) -> charts.LineGeometry:
    """{% with line=chart|line_geometry %}"""
    return charts.line_geometry(block)


@register.filter
def sparkline_geometry(block: Chart) -> charts.LineGeometry:
    """{% with line=chart|sparkline_geometry %}"""
    return charts.sparkline_geometry(block)


def _class(names: Iterable[str]) -> SafeString:
    joined = " ".join(names)
    return format_html(' class="{}"', joined) if joined else SafeString("")

"""Bars of several series: the geometry, what is read aloud, and the same figures as a table."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.template import Context, Template
from pypdf import PdfReader

from kommunrapport.numbers import format_number
from kommunrapport.reports.bar_charts import BarPanel, bar_panels
from kommunrapport.reports.blocks import BarChart, BarGroup, ChartPoint
from kommunrapport.reports.chart_labels import Box
from kommunrapport.reports.charts import Text
from kommunrapport.reports.pdf.engine import render_pdf_safely
from tests.reports.printing import one_chapter


def point(year: int, value: int | None) -> ChartPoint:
    if value is None:
        return ChartPoint(str(year), None, "ej klart")
    return ChartPoint(str(year), Decimal(value), format_number(Decimal(value), 0))


def chart(unit: str = "tkr", **areas: list[int | None]) -> BarChart:
    """Areas over years from 2011."""
    groups = (BarGroup(name, tuple(point(2011 + n, v) for n, v in enumerate(values))) for name, values in areas.items())
    return BarChart("Kostnad per verksamhetsområde", tuple(groups), unit=unit, group_label="Område")


def heights(panel: BarPanel) -> list[Decimal]:
    return [Decimal(bar.height) for bar in panel.bars]


def box(text: Text) -> Box:
    return Box.of_text(text.text, Decimal(text.x), Decimal(text.y))


def test_all_series_are_drawn_on_one_scale():
    small, large = bar_panels(chart(Kultur=[10, 20], Skola=[50, 100]))

    assert heights(small) == [Decimal("8.4"), Decimal("16.8")]
    assert heights(large) == [42, 84]
    assert small.zero_y == large.zero_y == "98.0"


def test_what_is_negative_goes_down_from_zero_and_has_its_value_below():
    (panel,) = bar_panels(chart(Drift=[60, -40]))
    up, down = panel.bars

    assert Decimal(up.y) + Decimal(up.height) == Decimal(down.y) == Decimal(panel.zero_y)
    assert Decimal(panel.values[0].y) < Decimal(up.y)
    assert Decimal(panel.values[1].y) > Decimal(down.y) + Decimal(down.height)


@pytest.mark.parametrize("values", [[0, 0], [None, None], [-5, -10], [7]])
def test_every_series_can_be_drawn(values):
    (panel,) = bar_panels(chart(Drift=values))

    lines = [Decimal(text.y) for text in (*panel.values, *panel.missing, *panel.labels)]
    assert all(0 < y <= Decimal(panel.height) for y in lines)
    assert len(panel.bars) == len([value for value in values if value])


def test_a_chart_without_series_is_no_drawing():
    assert bar_panels(BarChart("Tomt", ())) == ()
    assert BarChart("Tomt", ()).table.rows == ()


def test_only_the_last_year_is_drawn_dark():
    first, last = bar_panels(chart(Drift=[1, 2, None], Skola=[1, 2, 3]))

    assert [bar.current for bar in first.bars] == [False, False]
    assert [bar.current for bar in last.bars] == [False, False, True]


def test_no_value_covers_its_neighbour_or_leaves_the_drawing():
    panels = bar_panels(chart(Drift=[-123456, 9876543, -1, 0], Skola=[1, None, 3, 1234567]))

    for panel in panels:
        boxes = [box(text) for text in (*panel.values, *panel.missing)]
        assert all(b.left >= 0 and b.right <= Decimal(panel.width) for b in boxes)
        assert all(a.right <= b.left for a in boxes for b in boxes if a.left < b.left)


def test_a_missing_value_is_no_bar_and_says_why_where_there_is_room():
    (narrow,), (roomy,) = bar_panels(chart(Drift=[5, None])), bar_panels(chart(Drift=[1_000_000, None]))

    assert [text.text for text in narrow.missing] == ["–"]
    assert [text.text for text in roomy.missing] == ["ej klart"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("tkr", "Drift, tkr, 2011: −5, 2012: ej klart."), ("", "Drift, 2011: −5, 2012: ej klart.")],
)
def test_the_series_is_read_in_words(unit, expected):
    assert bar_panels(chart(unit, Drift=[-5, None]))[0].reading == expected


def test_many_years_take_a_row_of_their_own():
    few, many = bar_panels(chart(Drift=[100] * 4))[0], bar_panels(chart(Drift=[100] * 9))[0]

    assert (few.is_broad, many.is_broad) == (False, True)


def test_the_figures_are_a_table_too():
    table = chart(Drift=[5, None], Skola=[7, 8]).table

    assert table.caption == "Kostnad per verksamhetsområde, tkr"
    assert [column.label for column in table.columns] == ["Område", "2011", "2012"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Drift", "5", "ej klart"],
        ["Skola", "7", "8"],
    ]
    assert table.rows[0].cells[2].missing


def test_series_of_different_years_are_refused():
    with pytest.raises(ValueError, match="different labels"):
        BarChart("Kostnad", (BarGroup("A", (point(2011, 1),)), BarGroup("B", (point(2012, 1),))))


def html(block: BarChart) -> str:
    return Template("{% bar_chart block %}").render(Context({"block": block}))


def test_the_page_names_each_drawing_escapes_names_and_offers_the_table():
    page = html(chart(**{"Vård & omsorg": [5, 6], "Skola": [1, 2]}))

    assert "<title>Vård &amp; omsorg, tkr, 2011: 5, 2012: 6.</title>" in page
    assert page.count('role="img"') == 2
    assert "style=" not in page
    assert "Visa som tabell" in page
    assert '<th scope="row">Skola</th>' in page


def test_a_single_series_says_nothing_of_a_common_scale():
    assert "samma skala" not in html(chart(Drift=[1, 2]))


@pytest.mark.pango
def test_the_chart_prints_with_its_words_and_without_the_table():
    pdf = render_pdf_safely(one_chapter(html(chart(Drift=[81200, -340]))))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)

    assert "81 200" in text.replace("\u00a0", " ")
    assert "Visa som tabell" not in text

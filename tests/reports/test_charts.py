from decimal import Decimal
from itertools import combinations

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.reports.blocks import Chart, ChartPoint
from kommunrapport.reports.chart_labels import Box, text_width
from kommunrapport.reports.charts import LineGeometry, Text, line_geometry, sparkline_geometry


def chart(*values: str | None, target: str | None = None, title: str = "Nöjd kund-index") -> Chart:
    """Years from 2014; a value is written with comma, None is not measured."""
    points = tuple(
        ChartPoint(str(2014 + i), None if text is None else Decimal(text.replace(",", ".")), text or "ej mätt")
        for i, text in enumerate(values)
    )
    if target is None:
        return Chart(title, points)
    return Chart(title, points, Decimal(target.replace(",", ".")), f"Mål {target}")


def box(text: Text) -> Box:
    return Box.of_text(text.text, Decimal(text.x), Decimal(text.y))


def covers(one: Box, other: Box) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    return not (beside or one.bottom <= other.top or other.bottom <= one.top)


def ys(line: LineGeometry) -> list[Decimal]:
    return [Decimal(dot.y) for dot in line.dots]


def test_the_sample_of_the_printed_report():
    line = line_geometry(chart("63", "63", "64", target="65"))

    assert line.reading == "Nöjd kund-index, 2014: 63, 2015: 63, 2016: 64. Målvärde 65."
    assert line.lines == ("16.0,64.0 89.8,64.0 163.6,43.0",)
    assert [dot.current for dot in line.dots] == [False, False, True]
    assert line.target_y == "22.0"
    assert [value.text for value in line.values] == ["63", "63", "64"]
    assert [label.text for label in line.labels] == ["2014", "2015", "2016"]
    assert line.target_label.text == "Mål 65"


def test_without_a_target_nothing_is_said_or_drawn_of_one():
    line = line_geometry(chart("1", "2"))

    assert line.reading == "Nöjd kund-index, 2014: 1, 2015: 2."
    assert line.target_y is None
    assert line.target_label is None


def test_a_missing_year_is_a_gap_and_is_said():
    line = line_geometry(chart("71", "73", None, "77", "78"))

    assert len(line.lines) == 2
    assert all(len(points.split()) == 2 for points in line.lines)
    assert "2016: ej mätt" in line.reading
    assert [text.text for text in line.missing] == ["ej mätt"]


def test_a_value_between_two_gaps_stands_alone():
    line = sparkline_geometry(chart("1", "2", None, "3", None))

    assert [dot.alone for dot in line.dots] == [False, False, True]
    assert len(line.lines) == 1


def test_last_years_value_is_not_marked_as_this_years_when_this_year_is_missing():
    assert not any(dot.current for dot in line_geometry(chart("71", "73", None)).dots)


def test_a_missing_point_without_words_is_read_as_missing():
    assert line_geometry(Chart("Resor", (ChartPoint("2016", None, ""),))).reading == "Resor, 2016: saknas."


def test_a_reason_wider_than_the_picture_is_only_read():
    reason = "redovisas av kommunalförbundet först i april 2017"
    line = line_geometry(Chart("Resor", (ChartPoint("2016", None, reason),)))

    assert line.missing == ()
    assert reason in line.reading


def test_one_point_lies_in_the_middle():
    line = line_geometry(chart("42"))

    assert (line.lines, len(line.dots)) == ((), 1)
    assert (Decimal(line.dots[0].x) - Decimal(line.right) / 2).copy_abs() < 2
    assert line.dots[0].current


@pytest.mark.parametrize("target", ["10", None])
def test_all_missing_draws_axis_years_and_reasons(target):
    line = line_geometry(chart(None, None, None, target=target))

    assert (line.lines, line.dots, line.values) == ((), (), ())
    assert len(line.labels) == len(line.missing) == 3
    assert (line.target_y is None) == (target is None)


def test_no_points_at_all_is_an_empty_axis():
    line = line_geometry(chart())

    assert (line.dots, line.labels) == ((), ())
    assert line.reading == "Nöjd kund-index."


@pytest.mark.parametrize("target", [None, "2,3"])
def test_equal_values_lie_on_one_line_in_the_middle(target):
    line = line_geometry(chart("2,3", "2,3", "2,3", target=target))

    assert len(set(ys(line))) == 1
    assert len(line.values) == 3


def test_negative_values_lie_below():
    high, top, low = ys(line_geometry(chart("2,6", "4,1", "-1,7", target="-2,5")))

    assert top < high < low


def test_a_value_stands_above_its_dot():
    line = line_geometry(chart("63", "63"))

    assert all(Decimal(value.y) < y for value, y in zip(line.values, ys(line), strict=True))


def test_a_value_stands_below_when_above_is_the_target_line():
    line = line_geometry(chart("5,18", "5,33", "5,66", target="5,50"))
    first, middle, last = (Decimal(value.y) - y for value, y in zip(line.values, ys(line), strict=True))

    assert first < 0
    assert middle > 0
    assert last < 0


def test_a_long_target_label_stands_on_the_line():
    text = "Minst elva procent bättre än 2015"
    line = line_geometry(Chart("Resor", chart("10", "12", "9").points, Decimal(11), text))

    assert Decimal(line.right) == 217
    assert box(line.target_label).right <= 219


def test_crowded_years_keep_the_latest():
    labels = [label.text for label in line_geometry(chart(*"123456789012")).labels]

    assert labels[-1] == "2025"
    assert 5 <= len(labels) < 12


def test_wide_numbers_leave_room_for_themselves():
    line = line_geometry(chart("5 180 392".replace(" ", ""), "5327876", "5657177", target="5500000"))

    assert len(line.values) == 3
    assert all(box(value).left >= 0 and box(value).right <= 219 for value in line.values)


numbers = st.decimals(-(10**9), 10**9, places=2)
charts = st.builds(
    lambda values, target: Chart(
        "Resor",
        tuple(ChartPoint(str(2000 + i), v, "ej mätt" if v is None else f"{v:.1f}") for i, v in enumerate(values)),
        target,
        "" if target is None else f"Mål {target:.1f}",
    ),
    st.lists(st.none() | numbers, max_size=14),
    st.none() | numbers,
)


@given(charts)
def test_no_words_cover_each_other_or_leave_the_picture(chart):
    line = line_geometry(chart)
    target = [line.target_label] if line.target_label else []
    boxes = [box(text) for text in (*line.values, *line.missing, *line.labels)]

    assert not any(covers(a, b) for a, b in combinations([box(t) for t in (*line.values, *line.missing)], 2))
    assert not any(covers(box(t), box(value)) for t in target for value in line.values)
    assert all(b.left > -1 and b.right < 220 and b.top > -1 for b in boxes)


@given(charts)
def test_every_known_value_has_a_dot_inside_the_picture(chart):
    for line in (line_geometry(chart), sparkline_geometry(chart)):
        assert len(line.dots) == sum(point.value is not None for point in chart.points)
        assert all(0 < Decimal(dot.x) < int(line.width) and 0 < Decimal(dot.y) < int(line.height) for dot in line.dots)
        assert all(len(text.partition(".")[2]) == 1 for dot in line.dots for text in (dot.x, dot.y))


def test_text_width_grows_with_the_text():
    assert Decimal(0) == text_width("") < text_width("64") < text_width("5 657 177")


def test_the_chart_reads_its_series_first():
    page = Template("{% chart block %}").render(Context({"block": chart("63", None, "64", target="65")}))
    svg = page[page.index("<svg") :]

    assert svg.split(">", 2)[1].startswith("<title")
    assert "<title>Nöjd kund-index, 2014: 63, 2015: ej mätt, 2016: 64. Målvärde 65.</title>" in svg
    assert 'role="img"' in svg
    assert "style=" not in page


def test_a_sparkline_is_for_the_eye_only():
    page = Template("{% sparkline block %}").render(Context({"block": chart("63", "63", "64", target="65")}))

    assert 'viewBox="0 0 92 30"' in page
    assert 'aria-hidden="true"' in page
    assert "<text" not in page
    assert 'points="5.0,25.0 46.0,25.0 87.0,15.0"' in page  # as drawn in the design
    assert page.count("<circle") == 1


def test_words_in_a_chart_are_never_markup():
    page = Template("{% chart block %}").render(Context({"block": chart("1", title="<b>&")}))

    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from kommunrapport.reports.blocks import (
    Cell,
    Chart,
    ChartPoint,
    Column,
    Footnote,
    Prose,
    Row,
    RowKind,
    Status,
    Table,
    as_data,
    group_row,
)

ROUNDED = Footnote("Avrundat till hela tusental.")
LATE = Footnote("Bygger på ärenden under 2015.")


def row(*texts: str, **fields) -> Row:
    return Row(tuple(Cell(text) for text in texts), **fields)


def table(*rows: Row, **fields) -> Table:
    columns = (Column("Resor"), Column("2015", numeric=True), Column("2016", numeric=True, this_year=True))
    return Table(columns, rows, **fields)


def html(block: Table) -> str:
    page = render_to_string("reports/blocks/table.html", {"table": block})
    return "".join(line.strip() for line in page.splitlines())


@pytest.mark.parametrize("cells", [0, 2, 4])
def test_a_row_of_another_width_than_the_table_is_refused(cells):
    with pytest.raises(ValueError, match=f"row 2 has {cells} cells in 3 columns"):
        table(row("Tåg", "1", "2"), row(*["x"] * cells))


def test_a_group_row_is_as_wide_as_its_table():
    assert table(group_row("Kollektivtrafik", 3)).rows[0].kind == RowKind.GROUP


def test_footnotes_are_numbered_by_first_appearance_and_the_same_text_once():
    late = Cell("Tåg", footnotes=(LATE,))
    both = Cell("Buss", footnotes=(Footnote(ROUNDED.text), LATE))
    block = table(Row((late, Cell("1"), Cell("2"))), Row((both, Cell("3"), Cell("4", footnotes=(ROUNDED,)))))

    assert block.footnotes == (LATE, ROUNDED)
    assert [block.numbers(cell) for cell in (late, both, Cell("5"))] == [(1,), (1, 2), ()]


def test_a_status_has_one_of_the_five_marks():
    with pytest.raises(ValueError, match="no status icon 'green'"):
        Status("green", "Nått")


def test_a_target_without_a_label_is_refused():
    with pytest.raises(ValueError, match="target of 'Resor' has no label"):
        Chart("Resor", (), target=Decimal(1))


def test_blocks_become_json_with_decimals_as_text():
    cell = Cell("1,50", value=Decimal("1.50"), footnotes=(ROUNDED,), status=Status("good", "Nått"))

    data = json.loads(json.dumps(as_data(Row((cell,), kind=RowKind.TOTAL))))

    assert data["kind"] == "total"
    assert data["cells"][0] == {
        "text": "1,50",
        "value": "1.50",
        "missing": False,
        "footnotes": [{"text": ROUNDED.text}],
        "status": {"icon": "good", "text": "Nått"},
    }


def test_any_dataclass_around_blocks_becomes_json():
    @dataclass(frozen=True)
    class Section:
        decided: date
        blocks: dict[str, Prose | Chart]

    chart = Chart("Resor", (ChartPoint("2016", None, "ej mätt"),))
    data = as_data(Section(date(2017, 2, 28), {"text": Prose("<p>x</p>"), "chart": chart}))

    assert data["decided"] == "2017-02-28"
    assert data["blocks"]["text"] == {"html": "<p>x</p>"}
    assert data["blocks"]["chart"]["points"] == [{"label": "2016", "value": None, "shown": "ej mätt"}]


def test_a_decimal_never_gets_an_exponent():
    assert [as_data(Decimal(text)) for text in ("1E+3", "0E-7", "-0.10")] == ["1000", "0.0000000", "-0.10"]


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), Cell, b"x", {1: "x"}])
def test_what_is_not_report_data_is_refused(value):
    with pytest.raises(TypeError):
        as_data([value])


def test_headers_and_cells_say_what_they_are():
    page = html(table(row("Tåg", "1", "2"), caption="Antal resor"))

    assert "<caption>Antal resor</caption>" in page
    assert '<th scope="col">Resor</th><th scope="col" class="num">2015</th>' in page
    assert '<th scope="row">Tåg</th><td class="num">1</td><td class="num this-year">2</td>' in page


@pytest.mark.parametrize(
    ("fields", "attribute"),
    [
        ({}, "<tr>"),
        ({"kind": RowKind.COMPONENT}, '<tr class="component">'),
        ({"kind": RowKind.SUBSET, "indent": 2}, '<tr class="subset indent-2">'),
        ({"kind": RowKind.SUBTOTAL}, '<tr class="subtotal">'),
        ({"kind": RowKind.TOTAL}, '<tr class="total">'),
        ({"kind": RowKind.GROUP}, '<tr class="group-head">'),
        ({"indent": 1}, '<tr class="indent-1">'),
    ],
)
def test_a_row_is_marked_with_its_kind_and_indent(fields, attribute):
    assert f'{attribute}<th scope="row">Tåg</th>' in html(table(row("Tåg", "1", "2", **fields)))


def test_a_group_heads_the_rows_below_it_down_to_the_total():
    total = row("Totalt", "1", "2", kind=RowKind.TOTAL)
    page = html(table(group_row("Tåg", 3), row("X2", "1", "2"), group_row("Buss", 3), row("B1", "1", "2"), total))

    assert page.count("<tbody>") == page.count("</tbody>") == 3
    assert '<tr class="group-head"><th scope="rowgroup" colspan="3">Buss</th></tr>' in page


def test_a_missing_value_says_why():
    block = table(Row((Cell("Tåg"), Cell("0"), Cell("ej mätt", missing=True))))

    assert '<td class="num this-year missing-value">ej mätt</td>' in html(block)


def test_footnotes_stand_at_the_cell_and_under_the_table():
    block = table(Row((Cell("Tåg", footnotes=(ROUNDED, LATE)), Cell("1"), Cell("2"))), source="Källa: Kolada")
    page = html(block)

    assert "Tåg<sup>1, 2</sup></th>" in page
    assert f'<p class="source"><sup>2</sup> {LATE.text}</p><p class="source">Källa: Kolada</p>' in page


def test_a_status_cell_shows_its_mark_and_its_word_once():
    status = Status("way", "På rätt väg")
    block = table(Row((Cell("Tåg"), Cell(status.text, status=status), Cell("74 %", status=status))))
    mark = '<span class="state way"><span class="mark mark-way"></span>På rätt väg</span>'

    assert f'<td class="num">{mark}</td><td class="num this-year">74 % {mark}</td>' in html(block)


def test_nothing_from_the_data_is_markup_and_lines_stay_lines():
    page = html(table(row("<b>Tåg</b>", "1", "a\nb"), caption="<i>", source='"&'))

    assert "&lt;b&gt;Tåg&lt;/b&gt;" in page
    assert "a<br>b" in page
    assert "<i>" not in page


def test_an_empty_corner_is_not_a_header():
    block = Table((Column(""), Column("2016")), (row("", "1"),))
    page = html(block)

    assert "<tr><td></td>" in page
    assert "<th scope" in page
    assert "<th scope=" not in page.split("<tbody>")[1]


def test_a_table_that_may_need_to_scroll_can_be_reached_with_the_keyboard():
    wide = Table(tuple(Column(str(n)) for n in range(4)), (), caption="Resor", wide=True)

    assert 'tabindex="0" role="group" aria-label="Resor"' in html(wide)
    assert 'class="block-table wide"' in html(wide)
    assert "tabindex" not in html(table())


def test_icon_and_status_tags():
    page = Template('{% icon "lock" %}|{% status "good" word %}|{% status "bad" word tag=False %}')
    icon, tag, plain = page.render(Context({"word": "<Nått>"})).split("|")

    assert icon == '<svg class="icon" aria-hidden="true"><use href="#lock"/></svg>'
    assert tag.startswith('<span class="status tag is-good"><svg')
    assert plain.startswith('<span class="status is-bad">')
    assert plain.endswith("&lt;Nått&gt;</span>")


def test_every_status_has_a_symbol_in_the_sprite():
    sprite = render_to_string("parts/sprite.html")

    assert all(f'<symbol id="{icon}"' in sprite for icon in ("good", "way", "bad", "none", "doing", "chev", "lock"))


def test_prose_is_cleaned_again_when_it_is_shown():
    prose = Prose("<h2>Mål</h2><p onclick=x>Text<script>1</script></p>")
    page = render_to_string("reports/blocks/prose.html", {"prose": prose, "heading_depth": 3})

    assert '<div class="prose"><h4>Mål</h4><p>Text</p></div>' in page

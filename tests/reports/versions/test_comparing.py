"""What differs between two versions, as people read it."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.blocks import Cell, Chart, ChartPoint, Column, Prose, Row, Table, as_data
from kommunrapport.reports.versions.comparing import compare_versions
from kommunrapport.reports.versions.frozen_tables import tables_in_data
from tests.reports.flow.way import take
from tests.reports.versions.frozen import change_everything, desk_at, secretary
from tests.writing_factories import create_frozen_chapter, create_version

pytestmark = pytest.mark.django_db


def _table(*values: int, name: str = "Nöjda", caption: str = "Mått") -> Table:
    rows = tuple(Row((Cell(name), Cell(str(value), Decimal(value)))) for value in values)
    return Table((Column("Mått"), Column("2025", numeric=True)), rows, caption=caption)


def _sections(*blocks) -> list:
    return [{"key": "x.y", "data": as_data({"part": block})} for block in blocks]


def _compared(first: dict, second: dict):
    """One chapter in two versions, held against each other."""
    report = create_version().report
    old, new = (create_version(report=report) for _ in range(2))
    return compare_versions(
        [create_frozen_chapter(version=old, **first)], [create_frozen_chapter(version=new, **second)]
    )[0]


def _words(pieces):
    return [(piece.kind, piece.text) for piece in pieces]


def test_the_paragraph_that_differs_is_shown_in_both_with_the_words_that_do():
    same = "<p>Först.</p><p>Sedan.</p>"
    found = _compared({"text": f"{same}<p>Det gick bra.</p>"}, {"text": f"{same}<p>Det gick illa.</p>"})

    skipped, passage = found.passages
    assert skipped.skipped == 2
    assert _words(passage.first) == [("same", "Det gick "), ("gone", "bra.")]
    assert _words(passage.second) == [("same", "Det gick "), ("new", "illa.")]


def test_chapters_that_say_the_same_are_the_same():
    content = {"text": "<p>Lika.</p>", "data": _sections(_table(80), Prose("<p>Mål</p>"))}

    assert _compared(content, content).is_same


@pytest.mark.parametrize(
    "change",
    [
        {"text": "<p>Olika.</p>"},
        {"common_text": "<p>Olika.</p>"},
        {"data": _sections(_table(81))},
        {"heading": "Annan"},
    ],
)
def test_a_chapter_where_anything_differs_is_not_the_same(change):
    content = {"text": "<p>Lika.</p>", "data": _sections(_table(80)), "heading": "En"}

    assert not _compared(content, content | change).is_same


@pytest.mark.parametrize(
    "block", [_table, lambda value: Chart("Resor", (ChartPoint("2025", Decimal(value), f"{value} %"),))]
)
def test_figures_that_differ_are_not_told_as_words_too(block):
    found = _compared({"data": _sections(block(1))}, {"data": _sections(block(2))})

    assert (len(found.figures), found.passages) == (1, ())


def test_a_chapter_that_came_is_told_in_words_and_not_figure_by_figure():
    version = create_version()
    new = create_frozen_chapter(version=version, text="<p>Nytt.</p>", data=_sections(_table(80)))

    (found,) = compare_versions([], [new])

    assert (found.is_new, found.figures, _words(found.passages[0].second)) == (True, (), [("new", "Nytt.")])


def test_another_number_and_another_page_alone_are_no_difference():
    assert _compared({"html": "<p>a</p>", "text": "<p>x</p>"}, {"html": "<p>b</p>", "text": "<p><b>x</b></p>"}).is_same


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ([_table(80)], [_table(82)], ("Mått", "Nöjda", "2025", "80", "82")),
        ([_table(80)], [_table(80, 5)], ("Mått", "Nöjda", "2025", "", "5")),
        ([_table(80, 5)], [_table(80)], ("Mått", "Nöjda", "2025", "5", "")),
        ([], [_table(80)], ("Mått", "Nöjda", "2025", "", "80")),
        (
            [Chart("Resor", (ChartPoint("2025", Decimal(1), "1 %"),))],
            [Chart("Resor", (ChartPoint("2025", Decimal(2), "2 %"),))],
            ("Resor", "Resor", "2025", "1 %", "2 %"),
        ),
    ],
)
def test_a_figure_that_differs_is_told_with_its_place(before, after, change):
    found = _compared({"data": _sections(*before)}, {"data": _sections(*after)})

    (figure,) = found.figures
    assert (figure.table, figure.row, figure.column, figure.before, figure.after) == change


def test_texts_of_sections_are_compared_like_written_ones():
    found = _compared({"data": _sections(Prose("<p>Alla trygga</p>"))}, {"data": _sections(Prose("<p>Alla glada</p>"))})

    assert _words(found.passages[0].second) == [("same", "Alla "), ("new", "glada")]


def test_chapters_that_came_went_moved_and_were_named_anew_are_told():
    report = create_version().report
    old, new = (create_version(report=report) for _ in range(2))
    first = [create_frozen_chapter(version=old, anchor=anchor, heading=anchor) for anchor in ("a", "b", "c", "d")]
    names = [("b", "b"), ("a", "a"), ("c", "Nytt namn"), ("e", "e")]
    second = [create_frozen_chapter(version=new, anchor=anchor, heading=name) for anchor, name in names]

    found = {chapter.shown.anchor: chapter for chapter in compare_versions(first, second)}

    assert list(found) == ["b", "a", "c", "e", "d"]
    assert {anchor for anchor, chapter in found.items() if chapter.is_moved} == {"a", "b"}
    assert found["c"].old_name == "3 c"
    assert found["c"].shown.heading == "Nytt namn"
    assert not any(chapter.is_same for chapter in found.values())
    assert [found["e"].is_new, found["d"].is_gone] == [True, True]


def test_tables_come_back_from_data_as_they_were():
    table = _table(80, 12)

    assert list(tables_in_data(as_data({"deep": [table]}))) == [table]


def test_the_page_shows_texts_and_figures_that_differ(client):
    at = desk_at(client, "remitted", Role.CONTROLLER)
    change_everything(at)
    take(at.report, "send_out", secretary(at))

    page = client.get(at.of_report("version_compare", 1, 2))

    assertContains(page, "borttaget: ")
    assertContains(page, "<del>80</del>", html=True)
    assertContains(page, "<ins>12</ins>", html=True)
    assertContains(page, "Hette 1 Året som gått i version 1.")


def test_versions_that_say_the_same_are_said_to(client):
    at = desk_at(client, "decided")

    assertContains(client.get(at.of_report("version_compare", 1, 2)), "Versionerna säger samma sak")


def test_two_versions_are_chosen_in_the_list(client):
    at = desk_at(client, "decided")

    answer = client.get(at.of_report("version_list"), {"fran": "1", "till": "2"})

    assertRedirects(answer, at.of_report("version_compare", 1, 2), fetch_redirect_response=False)


def test_the_list_says_what_each_version_is(client):
    at = desk_at(client, "decided", Role.READER)

    page = client.get(at.of_report("version_list"))

    assertContains(page, "Version 1, förvaltningens förslag")
    assertContains(page, "Beslutad av Kommunstyrelsen 24 februari 2026, § 41")
    assertContains(page, "Kommunstyrelsen godkänner årsredovisningen.")
    assertNotContains(page, "Lämna ut ärendet")

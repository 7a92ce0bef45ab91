"""Measure tables as four kommuner have printed them: each can be stored as it stands, and comes out so again."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.measure_sections import MeasureTableParams, feedback_counts, measure_list_table
from kommunrapport.reports.scope import report_scope
from tests.factories import (
    create_measure,
    create_municipality,
    create_observation,
    create_occasion,
    create_org_unit,
    create_report,
    create_target,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit()


def _list(*rows) -> MeasureTableParams:
    """A list of measures; a text is a heading, a pair is an indented measure."""
    made = MeasureList.objects.create(slug="lista", title="Nyckeltal")
    for order, row in enumerate(rows):
        heading = row if isinstance(row, str) else ""
        measure, indent = row if isinstance(row, tuple) else (None if heading else row, 0)
        MeasureListItem.objects.create(measure_list=made, order=order, measure=measure, heading=heading, indent=indent)
    return MeasureTableParams("lista")


def _table(unit, params, year, years_shown=3, section=measure_list_table):
    occasion = create_occasion(year=year, kind=Occasion.Kind.FULL_YEAR)
    report = create_report(org_unit=unit, occasion=occasion, years_shown=years_shown)
    return section(report_scope(report), params).table


def _texts(table):
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def _notes(table):
    return [note.text for note in table.footnotes]


def test_indicators_with_comparison_gaps_and_a_year_that_comes_later(unit):
    index = create_measure(name="Nöjd region-index")
    create_observation(
        measure=index,
        org_unit=unit,
        year=2012,
        value=Decimal(53),
        comparison_value=Decimal(57),
        comparison_label="medel",
    )
    create_observation(measure=index, org_unit=unit, year=2013, value=None, status="not_measured")
    create_observation(
        measure=index, org_unit=unit, year=2014, value=None, status="expected", expected_on=datetime.date(2017, 8, 1)
    )

    table = _table(unit, _list(index), 2014)

    assert _texts(table) == [["Nöjd region-index", "53 (medel 57)", "ej mätt", "kommer aug 2017"]]
    assert _notes(table) == ["Ingen mätning 2013.", "Utfallet för 2014 är inte klart ännu."]
    assert [column.label for column in table.columns] == ["Mätning", "2012", "2013", "2014"]


def test_a_column_that_is_a_range_of_years_and_a_rank_where_lower_is_better(unit):
    rank = create_measure(name="Placering", better_is="lower")
    create_observation(measure=rank, org_unit=unit, year=2013, from_year=2010, value=Decimal(12), kind="rank")
    create_observation(measure=rank, org_unit=unit, year=2014, value=Decimal(9), kind="rank")

    table = _table(unit, _list(rank), 2014, years_shown=2)

    assert [column.label for column in table.columns] == ["Mätning", "2010–2013", "2014"]
    assert _texts(table) == [["Placering", "12", "9"]]


def test_an_indicator_by_sex_with_a_direction_and_a_value_published_elsewhere(unit):
    leave = create_measure(name="Sjukfrånvaro", measurement_unit="%", decimals=1, better_is="lower")
    for sex, value in [("total", "4.9"), ("women", "5.6"), ("men", "3.1")]:
        create_observation(measure=leave, org_unit=unit, year=2016, sex=sex, value=Decimal(value))
    note = "Redovisas i årsberättelsen."
    create_observation(
        measure=leave, org_unit=unit, year=2017, value=None, status="expected", expected_text="senare", note=note
    )
    create_target(measure=leave, org_unit=unit, year=2017, operator="", value=None, direction="decrease")

    table = _table(unit, _list(leave), 2017, years_shown=2)

    assert _texts(table) == [
        ["Sjukfrånvaro", "4,9 %", "kommer senare", "Minska"],
        ["Kvinnor", "5,6 %", "uppgift saknas", "–"],
        ["Män", "3,1 %", "uppgift saknas", "–"],
    ]
    assert _notes(table) == [note]


def test_a_count_and_a_share_of_the_same_measure(unit):
    units = create_measure(name="Enheter med HME minst 78")
    create_observation(measure=units, org_unit=unit, year=2016, kind="share", value=Decimal(54))
    create_observation(measure=units, org_unit=unit, year=2016, kind="count", value=Decimal(26))

    table = _table(unit, _list(units), 2016, years_shown=1)

    assert _texts(table) == [["Enheter med HME minst 78", "54 %"], ["Antal", "26"]]


def test_key_figures_with_headings_a_derived_gap_and_its_parts(unit):
    women = create_measure(name="Medianlön kvinnor", better_is="none")
    men = create_measure(name="Medianlön män", better_is="none")
    gap = create_measure(name="Lönegap", better_is="none", formula="difference", first=women, second=men)
    create_observation(measure=women, org_unit=unit, year=2015, value=Decimal(26_500))
    create_observation(measure=men, org_unit=unit, year=2015, value=Decimal(27_721))
    create_observation(measure=women, org_unit=unit, year=2016, value=Decimal(27_000))

    table = _table(unit, _list("Personal", gap, (women, 1), (men, 1)), 2016, years_shown=2)

    assert _texts(table) == [
        ["Personal", "", ""],
        ["Lönegap", "−1 221", "uppgift saknas"],
        ["Medianlön kvinnor", "26 500", "27 000"],
        ["Medianlön män", "27 721", "uppgift saknas"],
    ]
    assert [row.indent for row in table.rows] == [0, 0, 1, 1]


def test_a_published_total_may_differ_from_its_parts(unit):
    total = create_measure(name="Totalt")
    part = create_measure(name="Pendeltåg", parent=total, part="component")
    create_observation(measure=total, org_unit=unit, year=2016, value=Decimal(5_657_177))
    create_observation(measure=part, org_unit=unit, year=2016, value=Decimal(1_944_883), precision=Decimal(1000))

    table = _table(unit, _list(part, total), 2016, years_shown=1)

    assert _texts(table) == [["Pendeltåg", "1 944 883"], ["Totalt", "5 657 177"]]
    assert _notes(table) == ["Värdet för 2016 är avrundat till 1\u00a0000-tal."]


def test_feedback_has_kinds_that_sum_and_parts_that_do_not(unit):
    total = create_measure(name="Totalt", better_is="none")
    complaints = create_measure(name="Klagomål", parent=total, part="component", better_is="none")
    anonymous = create_measure(name="Varav anonyma", parent=total, part="subset", better_is="none")
    for measure, value in [(total, 149), (complaints, 43), (anonymous, 33)]:
        create_observation(measure=measure, org_unit=unit, year=2016, value=Decimal(value))

    table = _table(unit, _list(complaints, total, anonymous), 2016, section=feedback_counts)

    assert _texts(table) == [["Klagomål", "43"], ["Totalt", "149"], ["Varav anonyma", "33"]]
    assert [row.kind.value for row in table.rows] == ["normal", "total", "subset"]

"""The tables of two kommuner come out in their own form, with computed sums."""

import pytest

from budget.presentation import DOES_NOT_ADD_UP
from tests.budget.published import create_hjo_operating, create_kalmar_investments, create_kalmar_operating
from tests.budget.section_scope import build, heads, scope_of, texts
from tests.factories import create_municipality, create_org_unit

pytestmark = pytest.mark.django_db

HJO_COLUMNS = ("last_year", "outcome", "budget", "variance", "forecast")


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit()


def test_kalmars_operating_statement_has_a_sum_within_a_sum(unit):
    # The printed sums were a tenth lower: they were of amounts with more decimals.
    create_kalmar_operating(unit)

    table = build("budget.operating_statement", scope_of(unit, 2014), decimals=1, plus=False, short_heads=True).table

    assert table.caption == "Driftredovisning 2014 (tkr)"
    assert heads(table) == ["Enhet", "Budget", "Utfall", "Avvikelse"]
    assert texts(table)[0] == ["Koncernledning", "16 099,0", "17 424,8", "−1 325,8"]
    assert texts(table)[9:] == [
        ["Summa driftresultat", "217 602,0", "212 420,4", "5 181,6"],
        ["Exploateringsverksamhet", "−30 000,0", "−25 765,8", "−4 234,2"],
        ["Resultat inklusive exploateringsverksamhet", "187 602,0", "186 654,6", "947,4"],
    ]
    assert [row.kind for row in table.rows] == [*["normal"] * 9, "subtotal", "normal", "total"]
    assert (table.rows[9].sum_of, table.rows[11].sum_of) == (tuple(range(9)), (9, 10))
    assert table.source == ""


def test_hjos_statement_by_nature_ends_in_frame_and_result(unit):
    create_hjo_operating(unit)

    table = build("budget.by_nature", scope_of(unit, 2016), columns=HJO_COLUMNS).table

    assert heads(table) == [
        "Slag",
        "Utfall 2015",
        "Utfall 2016",
        "Budget 2016",
        "Avvikelse mot budget",
        "Prognos per 2016-08-31",
    ]
    assert texts(table) == [
        ["Intäkter", "−1 954", "−3 724", "−2 256", "+1 468", "−2 669"],
        ["Kostnader", "42 539", "45 299", "43 907", "−1 392", "44 682"],
        ["Nettokostnader", "40 585", "41 575", "41 651", "+76", "42 013"],
        ["Tilldelad ram", "42 007", "41 651", "41 651", "0", "41 651"],
        ["Resultat", "+1 422", "+76", "0", "+76", "−362"],
    ]


def test_hjos_areas_sum_to_what_they_are_and_not_to_what_was_printed(unit):
    create_hjo_operating(unit)

    table = build("budget.operating_statement", scope_of(unit, 2016), columns=HJO_COLUMNS).table

    assert texts(table)[3] == ["KS Projekt", "360", "−22", "0", "+22", "0"]
    assert texts(table)[-1] == ["Summa", "40 585", "41 575", "41 651", "+76", "42 013"]
    assert table.wide
    assert table.source == ""


def test_kalmars_investments_count_a_missing_budget_as_nothing(unit):
    create_kalmar_investments(unit)

    table = build("budget.investments", scope_of(unit, 2014), plus=False).year

    assert texts(table)[2] == ["Kommuninvest mm", "–", "9 331", "−9 331"]
    assert table.rows[2].cells[1].missing
    assert texts(table)[-1] == ["Nettoinvesteringar", "60 696", "67 369", "−6 673"]
    assert DOES_NOT_ADD_UP not in table.source

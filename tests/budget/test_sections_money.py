"""Investments, appropriations and savings in a report."""

from decimal import Decimal

import pytest

from budget.models import Grouping
from budget.sections.investments import NEUTRAL
from tests.budget.section_scope import build, heads, notes, scope_of, texts
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_ledger_entry,
    create_project,
    create_project_estimate,
)
from tests.factories import create_municipality, create_occasion, create_org_unit

pytestmark = pytest.mark.django_db

MILLION = 1_000_000


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit()


def _project(unit, approved, spent, **fields):
    area = create_area(org_unit=unit, grouping=Grouping.PROJECT, name=fields.pop("name", "Brandstation"))
    for year, amount in spent.items():
        create_ledger_entry(area=area, year=year, amount=Decimal(amount * MILLION))
    total = None if approved is None else Decimal(approved * MILLION)
    return create_project(area=area, approved_total=total, **fields)


def test_a_project_of_several_years_is_held_against_what_was_decided(unit):
    scope = scope_of(unit)
    spent = {2023: 2, 2024: 3, 2025: 4, 2026: 99}
    project = _project(unit, 96, spent, spent_before=Decimal(MILLION))
    create_project_estimate(project=project, occasion=scope.occasion, estimated_total=Decimal(98 * MILLION))

    table = build("budget.investments", scope, unit="mnkr").projects

    assert heads(table)[2] == "Utgift till och med 2025"
    assert texts(table) == [["Brandstation", "96", "10", "98", "−2"]]


def test_an_estimate_made_later_is_not_known_yet(unit):
    tertial = create_occasion(kind="tertial")
    project = _project(unit, 96, {})
    create_project_estimate(project=project, occasion=tertial, estimated_total=Decimal(97 * MILLION), comment="Sen.")
    create_project_estimate(project=project, occasion=create_occasion(), estimated_total=Decimal(99 * MILLION))

    shown = build("budget.investments", scope_of(unit, kind="tertial"), unit="mnkr")
    later = build("budget.investments", scope_of(unit, kind="half_year"), unit="mnkr")

    assert texts(shown.projects)[0][3] == texts(later.projects)[0][3] == "97"
    assert ([said.text for said in shown.comments], later.comments) == (["Sen."], ())


def test_less_spent_than_budgeted_is_not_called_good(unit):
    _project(unit, None, {2025: 1})

    shown = build("budget.investments", scope_of(unit))

    assert shown.year.source == NEUTRAL
    assert shown.projects is None
    assert build("budget.investments", scope_of(create_org_unit())).year is None


def test_a_missing_total_is_a_dash_and_the_sum_is_of_the_others(unit):
    _project(unit, 10, {})
    _project(unit, None, {}, name="Kajen")
    create_project_estimate(project=_project(unit, None, {}, name="Bro"), occasion=scope_of(unit).occasion)

    table = build("budget.investments", scope_of(unit), unit="mnkr").projects

    assert texts(table) == [
        ["Brandstation", "10", "–", "–", "–"],
        ["Bro", "–", "–", "1", "–"],
        ["Summa", "10", "–", "1", "–"],
    ]


def _frames(unit):
    create_appropriation(org_unit=unit, order=1, label="Politik", amount=Decimal("41.6") * MILLION)
    create_appropriation(org_unit=unit, order=2, label="Förvaltningen", amount=Decimal("429.2") * MILLION)


def test_frames_have_no_sum_unless_it_is_asked_for(unit):
    _frames(unit)

    plain = build("budget.appropriations", scope_of(unit)).table
    summed = build("budget.appropriations", scope_of(unit), with_sum=True).table

    assert plain.caption == "Ekonomiska ramar 2025 (mnkr)"
    assert texts(plain) == [["Politik", "41,6"], ["Förvaltningen", "429,2"]]
    assert texts(summed)[-1] == ["Summa", "470,8"]
    assert summed.rows[-1].sum_of == (0, 1)


def test_financing_says_who_pays_and_what_is_left_out(unit):
    _frames(unit)
    create_appropriation(
        org_unit=unit,
        kind="internal_financing",
        label="Skolstöd",
        amount=Decimal("51.2") * MILLION,
        financier="Skolnämnden",
        scope_note="AFA-medel ingår inte.",
    )

    table = build("budget.appropriations", scope_of(unit), with_sum=True).table

    assert heads(table) == ["Anslag", "Betalas av", "Belopp 2025"]
    assert [row[0] for row in texts(table)] == [
        "Ramar",
        "Politik",
        "Förvaltningen",
        "Summa",
        "Finansiering av andra",
        "Skolstöd",
    ]
    assert table.rows[3].sum_of == (1, 2)
    assert notes(table) == ["AFA-medel ingår inte."]


def test_a_satsning_goes_on_through_its_years(unit):
    years = {"kind": "earmarked", "period_from": 2024, "period_to": 2026, "label": "Digitalisering"}
    create_appropriation(org_unit=unit, year=2024, amount=Decimal(50 * MILLION), **years)
    create_appropriation(org_unit=unit, year=2023, kind="earmarked", label="Avslutad")

    table = build("budget.earmarked", scope_of(unit)).table

    assert heads(table) == ["Satsning", "Period", "2024"]
    assert texts(table) == [["Digitalisering", "2024–2026", "50,0"]]


def test_the_whole_sum_of_a_satsning_stands_beside_its_years_where_it_is_known(unit):
    create_appropriation(org_unit=unit, kind="earmarked", label="Lokaler", amount=None, period_amount=200 * MILLION)

    table = build("budget.earmarked", scope_of(unit)).table

    assert heads(table) == ["Satsning", "Period", "Hela perioden"]


def test_savings_show_what_is_left(unit):
    asked = {"kind": "efficiency", "amount": Decimal("14.3") * MILLION}
    create_appropriation(org_unit=unit, label="Lokaler", achieved=Decimal("9.1") * MILLION, follow_up="Klart.", **asked)
    create_appropriation(org_unit=unit, label="Resor", **asked)

    table = build("budget.savings", scope_of(unit)).table

    assert texts(table) == [
        ["Lokaler", "14,3", "9,1", "5,2", "Klart."],
        ["Resor", "14,3", "–", "–", ""],
        ["Summa", "28,6", "9,1", "19,5", ""],
    ]

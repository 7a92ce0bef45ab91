"""Avstämning of figures in texts: those without value, those typed wrong, and those that could follow the data."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunrapport.quality.scope import check_scope
from kommunrapport.reports.checks.figures import (
    figures_without_value,
    typed_figures_that_could_follow,
    typed_figures_that_differ,
)
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry
from tests.factories import create_chapter, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.reports.live.figures import NOJDA, create_nojda, data

pytestmark = pytest.mark.django_db


def found(rule, text, *, heading="Läget", unit=None, outcome=43):
    """What a rule says of a chapter with the text, in the report of a unit where 43 percent are nöjda kunder."""
    unit = unit or create_org_unit()
    create_nojda(unit, value=outcome, **({} if outcome is not None else {"status": "not_measured"}))
    report = create_report_of_unit(unit)
    create_chapter(report=report, heading=heading, text=text)
    return list(rule(check_scope(unit, report.occasion, datetime.date(2026, 1, 10))))


@pytest.mark.parametrize(
    "text",
    [
        "Andelen nöjda kunder är 44 procent.",
        "Nöjda kunder: 44\u00a0%.",
        "Bland kunderna är 44 procent nöjda.",
        "Under 2025 var 44 % av kunderna nöjda.",
    ],
)
def test_a_typed_number_that_looks_like_a_figure_and_differs_is_told(text):
    findings = found(typed_figures_that_differ, f"<p>{text}</p>")

    assert [finding.why for finding in findings] == ["Nöjda kunder: utfall 2025 är 43\u00a0procent."]


@pytest.mark.parametrize(
    "text",
    [
        "Andelen nöjda kunder är 43 procent.",
        "Andelen nöjda kunder är drygt 42 procent.",
        "Andelen nöjda kunder var 44 procent 2023.",
        "Förra året var 44 procent av kunderna nöjda.",
        "Av eleverna är 44 procent behöriga.",
        "Av kunderna är 44 procent kvinnor.",
        "Bland 44 nöjda kunder fanns tre företag.",
        "Andelen nöjda kunder är 80 procent i fritidsverksamheten.",
        "Andelen nöjda kunder är 43–44 procent.",
        f"Andelen nöjda kunder är {data(NOJDA, '44 procent')}.",
    ],
)
def test_what_is_right_approximate_or_about_something_else_is_left_alone(text):
    assert found(typed_figures_that_differ, f"<p>{text}</p>") == []


def test_a_share_in_the_chapter_of_its_measure_must_name_it_all_the_same():
    text = "<p>Av kostnaderna är 44 procent löner.</p>"

    assert found(typed_figures_that_differ, text, heading="Nöjda kunder") == []


def with_economy(rule, text, heading="Fritid", name="Fritid"):
    """A unit whose area cost 947 500 kr less than its budget of a million."""
    unit = create_org_unit()
    area = create_area(org_unit=unit, name=name)
    create_budget_entry(area=area, amount=1_000_000)
    create_ledger_entry(area=area, amount=52_500)
    return found(rule, f"<p>{text}</p>", heading=heading, unit=unit)


def test_an_amount_in_the_chapter_of_its_area_need_not_name_it():
    (finding,) = with_economy(typed_figures_that_differ, "Resultatet är 974,5 tkr bättre än budget.")

    assert finding.why.startswith("Fritid: avvikelse mot budget är 94")


@pytest.mark.parametrize(("way", "findings"), [("bättre", 0), ("sämre", 1)])
def test_better_is_not_worse(way, findings):
    assert len(with_economy(typed_figures_that_differ, f"Fritid är 947,5 tkr {way} än budget.")) == findings


@pytest.mark.parametrize(("name", "findings"), [("Fritid totalt", 1), ("Fritid i öst", 1), ("IT", 0)])
def test_an_area_is_known_by_the_words_that_say_what_it_is(name, findings):
    text = "Fritid är 974,5 tkr bättre än budget."

    assert len(with_economy(typed_figures_that_differ, text, heading="Läget", name=name)) == findings


@pytest.mark.parametrize(
    "text",
    [
        "Resultatet är 0,9 mnkr bättre än budget.",
        "Ett bidrag på 950 tkr har sökts.",
        "Fritid har sökt ett bidrag på 950 tkr.",
    ],
)
def test_an_amount_that_is_rounded_or_of_something_else_is_left_alone(text):
    assert with_economy(typed_figures_that_differ, text) == []


def test_typed_numbers_that_are_right_are_offered_as_figures_once_for_a_chapter():
    text = "<p>Andelen nöjda kunder är 43 procent. Att 43 procent av kunderna är nöjda är bra.</p>"

    (finding,) = found(typed_figures_that_could_follow, text)

    assert finding.text == "Kapitel 1 Läget: en siffra i texten kan följa uppgifterna"
    assert finding.why == "”43 procent”: Nöjda kunder: utfall 2025."


@pytest.mark.parametrize(
    ("outcome", "value", "said"),
    [
        (None, NOJDA, "Kapitel 1 Läget: en siffra saknar värde"),
        (43, "measures.outcome:borta:value_total_all", "Kapitel 1 Läget: en siffra finns inte längre"),
    ],
)
def test_a_figure_without_a_value_is_told(outcome, value, said):
    findings = found(figures_without_value, f"<p>{data(value)}</p>", outcome=outcome)

    assert [finding.text for finding in findings] == [said]


def test_a_figure_with_a_value_is_no_finding():
    assert found(figures_without_value, f"<p>{data(NOJDA)}</p>") == []


def test_the_rules_take_as_many_queries_for_many_chapters_as_for_one():
    unit = create_org_unit()
    create_nojda(unit)
    report = create_report_of_unit(unit)
    counts = []
    for count in (1, 3):
        for _ in range(count):
            create_chapter(report=report, text=f"<p>{data(NOJDA)} och 44 procent nöjda kunder.</p>")
        with CaptureQueriesContext(connection) as queries:
            scope = check_scope(unit, report.occasion, datetime.date(2026, 1, 10))
            assert list(typed_figures_that_differ(scope))
            assert not list(figures_without_value(scope))
        counts.append(len(queries))

    assert counts[0] == counts[1]

"""What the sections of internal control say, by their choices and by whose report they stand in."""

import datetime

import pytest

from internal_control.models import PlannedControl
from internal_control.result_words import results_sentence
from tests.budget.section_scope import build, heads, scope_of, texts
from tests.control_factories import (
    create_control_conclusion,
    create_control_follow_up,
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import create_municipality, create_org_unit
from tests.internal_control.control_report import create_controls

pytestmark = pytest.mark.django_db

MADE, MINOR, SERIOUS, NOT_MADE = PlannedControl.Outcome.values


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit(name="Nämnden")


def section(name, scope, **params):
    return build(f"internal_control.{name}", scope, **params)


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([], ""),
        (["", ""], "Ingen kontroll är gjord."),
        ([MADE], "Kontrollen är gjord. Den visade ingen avvikelse."),
        ([MADE, MADE], "Båda kontrollerna är gjorda. De visade inga avvikelser."),
        (
            [MADE, MINOR, SERIOUS, ""],
            "Tre av fyra kontroller är gjorda. En visade en allvarlig avvikelse och en visade "
            "en mindre avvikelse. En saknar resultat.",
        ),
        ([SERIOUS, SERIOUS, MADE], "Alla tre kontroller är gjorda. Två visade allvarliga avvikelser."),
        (
            [MINOR, NOT_MADE, NOT_MADE],
            "En av tre kontroller är gjord. En visade en mindre avvikelse. Två blev inte gjorda.",
        ),
    ],
)
def test_the_results_are_summed_up_in_words(outcomes, sentence):
    assert results_sentence(outcomes) == sentence


def test_the_list_of_risks_has_the_highest_score_first_and_says_what_is_decided(unit):
    create_controls(unit)

    shown = section("risk_matrix", scope_of(unit)).units[0]

    assert heads(shown.table) == ["Nr", "Risk", "Slag av risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Beslut"]
    assert texts(shown.table)[0] == [
        "4",
        "Behörigheter finns kvar när någon slutar",
        "It och information",
        "4",
        "3",
        "12",
        "Åtgärdas direkt",
    ]
    assert shown.table.rows[0].cells[5].value == 12
    assert shown.matrix.rows[0].squares[2].numbers == (4,)


def test_a_risk_that_nobody_has_rated_stands_in_the_list_alone(unit):
    create_risk(org_unit=unit, number=1, title="Ny risk", category="it")

    shown = section("risk_matrix", scope_of(unit)).units[0]

    assert shown.matrix is None
    assert texts(shown.table) == [["1", "Ny risk", "It och information", "–", "–", "–"]]


def test_units_below_have_matrices_of_their_own_since_their_numbers_are_their_own(unit):
    below = create_org_unit(parent=unit, name="Enheten", kind="unit")
    for org_unit in (below, unit):
        create_risk_rating(risk=create_risk(org_unit=org_unit, number=1))

    shown = section("risk_matrix", scope_of(unit)).units

    assert [one.matrix.caption for one in shown] == ["Riskbedömning 2025", "Riskbedömning 2025, Enheten"]
    assert [sum(square.numbers != () for row in one.matrix.rows for square in row.squares) for one in shown] == [1, 1]


def test_the_report_of_the_whole_kommun_keeps_out_what_the_boards_have_not_sent(unit):
    root = create_org_unit(kind="municipality", name="Kommunen")
    unit.parent = root
    unit.save()
    create_controls(unit)

    scope = scope_of(root)

    assert section("risk_matrix", scope).units == ()
    assert section("results", scope).sentence == ""
    assert [row[:3] for row in texts(section("oversight", scope).table)] == [["Nämnden", "Översänd", "4"]]


def test_only_who_oversees_others_has_them_in_its_report(unit):
    create_controls(create_org_unit(kind="committee"))

    assert section("oversight", scope_of(unit)).table is None


def test_the_plan_says_who_decided_it_or_that_nobody_has(unit):
    create_controls(unit)
    draft = create_org_unit()
    create_planned_control(plan=create_control_plan(org_unit=draft))

    decided, open_plan = (section("control_plan", scope_of(one)).tables[0] for one in (unit, draft))

    assert decided.source == "Beslut: Kommunstyrelsen, 3 februari 2025, § 12."
    assert texts(decided)[0] == [
        "Ekonomi: Attest av fakturor",
        "1. Utbetalning till fel mottagare",
        "Stickprov",
        "30 fakturor",
        "Varje kvartal",
        "Ekonomichef",
        "Nämnden",
        "September",
    ]
    assert open_plan.source == "Planen är inte beslutad."
    assert heads(open_plan) == ["Kontrollmoment"]


def test_results_tell_what_was_looked_at_and_why_one_was_not_made(unit):
    create_controls(unit)

    table = section("results", scope_of(unit)).table

    assert [row[:1] + row[1:2] + row[3:] for row in texts(table)][1:] == [
        ["Ekonomi: Upphandling", "Mindre avvikelse", "20", "2", "Två inköp saknade avtal."],
        ["IT: Behörigheter", "Allvarlig avvikelse", "42", "7", "Sju konton var kvar."],
        ["Kansli: Delegationsbeslut", "Blev inte gjord", "", "", "Tjänsten var vakant."],
    ]


def test_results_can_be_those_with_deviations_alone(unit):
    create_controls(unit)

    shown = section("results", scope_of(unit), which="deviations")

    assert [row[0] for row in texts(shown.table)] == ["Ekonomi: Upphandling", "IT: Behörigheter"]
    assert shown.sentence.startswith("Tre av fyra")


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("new", ["Stäng konton samma dag"]),
        ("earlier", ["Skriv en lathund", "Se över rutinerna", "Utbilda attestanter"]),
        ("all", ["Skriv en lathund", "Se över rutinerna", "Stäng konton samma dag", "Utbilda attestanter"]),
    ],
)
def test_actions_are_those_of_the_year_or_still_open_from_before(unit, which, expected):
    create_controls(unit)

    assert [row[0] for row in texts(section("actions", scope_of(unit), which=which).table)] == expected


def test_an_action_is_late_by_the_end_of_the_reports_period(unit):
    create_improvement_action(org_unit=unit, due_on=datetime.date(2025, 9, 30))

    statuses = [
        texts(section("actions", scope_of(unit, kind=kind)).table)[0][-1] for kind in ("half_year", "full_year")
    ]

    assert statuses == ["Inte påbörjad", "Försenad"]


def test_the_action_plan_is_of_last_years_controls_with_what_happened_since(unit):
    create_controls(unit)

    shown = section("action_plan", scope_of(unit))

    assert [control.heading for control in shown.controls] == [
        "Internkontroll: Ekonomi / Attest av fakturor",
        "Övriga åtgärder",
    ]
    assert texts(shown.controls[0].table) == [
        ["Skriv en lathund", "Ekonomichef", "Nov-25"],
        ["Utbilda attestanter", "", "1 jan 2025"],
    ]
    assert [control.follow_up for control in shown.controls] == ["Lathunden är inte skriven.", ""]


def test_the_action_plan_can_be_of_another_year_in_other_words(unit):
    test = create_control_test(org_unit=unit, area="Personal", title="Avsluta personal")
    create_improvement_action(org_unit=unit, control_test=test, year=2025, status="done", closed_on="2025-05-01")
    create_control_follow_up(control_test=test, year=2024)

    shown = section("action_plan", scope_of(unit), years_back=0, control_word="", with_status=True)

    assert [control.heading for control in shown.controls] == ["Personal / Avsluta personal"]
    assert texts(shown.controls[0].table) == [["Skriv en rutin", "", "", "Klar"]]
    assert shown.controls[0].follow_up == ""


def test_the_conclusion_is_the_verdict_of_the_unit_and_why(unit):
    create_control_conclusion(org_unit=unit, verdict="insufficient", text="Avtal saknas.")

    shown = section("conclusion", scope_of(unit))

    assert (shown.verdict.icon, shown.verdict.text, shown.text) == ("bad", "Inte tillräcklig", "Avtal saknas.")

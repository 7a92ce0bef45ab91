"""Internal control in the demo set of Kungsbacka: example data for two years and three nämnder."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from internal_control.matrix import read_matrix
from internal_control.models import ControlPlan, ImprovementAction, Risk
from internal_control.sections.oversight import OversightChoices, oversight
from kommunrapport.reports.models import Report
from kommunrapport.reports.scope import report_scope
from tests.demo_sets import found_by, loaded, sections_of, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kungsbacka")]

# Number, risk and riskvärde of 2016.
RISKS = [
    (4, "Behörigheter finns kvar när någon slutar", 12),
    (2, "Upphandling utan avtal", 9),
    (1, "Utbetalning till fel mottagare", 8),
    (3, "Allmän handling lämnas ut för sent", 6),
    (7, "Krisplan är inte övad", 6),
    (5, "Delegationsbeslut anmäls inte", 4),
    (6, "Jäv vid rekrytering", 3),
    (8, "Fel i lönearter", 2),
]
SECTIONS = ["risk_matrix", "control_plan", "results", "conclusion", "actions"]
CONFIDENTIAL = ["Skyddade personuppgifter", "skyddade uppgifter"]


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kungsbacka", django_db_blocker):
        yield


def test_the_risks_of_2016_from_the_highest():
    shown = read_matrix(Risk.objects.filter(org_unit__slug="ks").shown(), 2016)
    assert [(rated.risk.number, rated.risk.title, rated.score) for rated in shown.risks] == RISKS


def test_three_of_five_controls_are_done():
    (shown,) = sections_of("internal_control.results")
    assert shown.sentence.startswith("Tre av fem kontroller är gjorda. En visade en allvarlig avvikelse")
    assert [row[1] for row in texts_of(shown.table)] == [
        "Allvarlig avvikelse",
        "Mindre avvikelse",
        "Ingen avvikelse",
        "Resultat saknas",
        "Resultat saknas",
    ]


def test_an_action_of_2015_is_still_open_and_late():
    (shown,) = sections_of("internal_control.actions")
    text, _, _, due, status, _ = texts_of(shown.table)[0]
    action = ImprovementAction.objects.get(text=text)
    assert (text, due, status) == ("Stäng konton samma dag som någon slutar", "30 november 2016", "Försenad")
    assert (action.year, action.new_due_text) == (2015, "30 april 2017")


@pytest.mark.parametrize("name", SECTIONS)
def test_nothing_confidential_stands_in_the_report(name):
    shown = "".join(map(repr, sections_of(f"internal_control.{name}")))
    assert not [word for word in CONFIDENTIAL if word in shown]
    assert Risk.objects.filter(is_confidential=True).count() == 1


def test_the_oversight_has_the_nämnd_that_has_sent_and_nothing_of_the_draft():
    report = Report.objects.select_related("org_unit", "occasion").get()
    shown = {row[0]: row[1:] for row in texts_of(oversight(report_scope(report), OversightChoices()).table)}
    assert ControlPlan.objects.get(org_unit__slug="service").decided_on is None
    assert "Översänd" in shown["Vård & Omsorg"][0]
    assert "Inte översänd" in shown["Service"][0]


def test_avstamning_names_what_is_left_to_do():
    assert found_by("internal_control.late_actions", 2016) == [
        "Åtgärden Stäng konton samma dag som någon slutar är försenad"
    ]
    assert found_by("internal_control.results", 2016) == [
        "Kontrollen Krisledningen övar har inget resultat",
        "Kontrollen Direktupphandlingar är dokumenterade har inget resultat",
    ]


@pytest.mark.parametrize("rule", ["deviations", "follow_ups", "plan", "conclusion", "ratings", "planned"])
def test_avstamning_has_nothing_else_to_say_of_2016(rule):
    assert found_by(f"internal_control.{rule}", 2016) == []

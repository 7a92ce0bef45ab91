"""The demo set of Örebro 2018: the goal as an employer with its indicators, as they are published."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from goals.models import Goal
from kommunrapport.measures.models import Measure, Observation, Target
from tests.demo_sets import found_by, loaded, sections_of, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("orebro")]

COLUMNS = ["Indikatorer", "Tot K/M", "Utfall 2016", "Utfall 2017", "Målvärde 2018"]
COMPOSITE = """Anställningstrygghetsindex, bestående av
– Andel timavlönade årsarbetare (åa)
– Antal personer per timavlönad (åa)
– Andel med heltidsanställning
– Andel med tillsvidareanställning"""
# As printed; the bullets of the index stand in its first cell.
ROWS = [
    "Andel enheter/grupper med HME-värde på minst 78, procent | Tot | 41,5 | 41,1 | Öka",
    "Andel chefer med 10-30 medarbetare, procent |  | 59 | *** | Öka",
    f"{COMPOSITE} | Tot | 79,8 | *** | Öka",
    " | K | 79,9 |  | ",
    " | M | 79,3 |  | ",
    "Sjukfrånvaro i procent av arbetstiden | Tot | 4,9 | *** | Minska",
    " | K | 5,4 |  | ",
    " | M | 3,8 |  | ",
    "Korttidssjukfrånvaro | Tot | 5,4 | *** | Minska",
    " | K | 5,6 |  | ",
    " | M | 5,0 |  | ",
    "Styrningsindex | Tot | 69 | 67 | Öka",
    "Arbetsmiljöcertifierade chefer |  |  |  | Öka",
    "Antal |  | 26 | *** | ",
    "Andel |  | 54 |  | ",
]


@pytest.fixture(scope="module")
def orebro(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("orebro", django_db_blocker):
        yield


def test_the_indicators_stand_as_printed():
    (shown,) = sections_of("personnel.measures")
    assert [column.label for column in shown.table.columns] == COLUMNS
    assert [" | ".join(row) for row in texts_of(shown.table)] == ROWS


def test_two_indicators_have_a_footnote_and_the_stars_are_explained_below():
    (shown,) = sections_of("personnel.measures")
    notes = {row.cells[0].text: [note.text for note in row.cells[0].footnotes] for row in shown.table.rows}
    assert [texts for texts in notes.values() if texts] == [
        ["Hållbart medarbetarengagemang (HME)."],
        ["Måttet är nytt och har inga äldre värden."],
    ]
    stars = "***\u00a0Utfallet för 2017 kommer i kommunstyrelsens årsberättelse."
    assert shown.table.source == stars


def test_the_targets_are_directions_without_a_number():
    targets = Target.objects.filter(year=2018, measure__category="personnel")
    assert set(targets.values_list("operator", "value")) == {("", None)}
    assert targets.count() == 7


def test_the_parts_of_the_index_have_no_outcomes():
    parts = Measure.objects.filter(parent__slug="anstallningstrygghetsindex", part="component")
    assert len(parts) == 4
    assert not Observation.objects.filter(measure__in=parts).exists()


def test_the_goal_is_measured_by_every_row_of_the_table():
    goal = Goal.objects.get()
    listed = Measure.objects.filter(category="personnel").exclude(part="component")
    assert set(goal.goal_measures.values_list("measure", flat=True)) == set(listed.values_list("pk", flat=True))


def test_avstamning_says_that_short_sick_leave_is_more_than_all_of_it():
    whole = "är mer än Sjukfrånvaro i procent av arbetstiden, som det är en del av"
    assert found_by("measures.subsets", 2016) == [
        f"Korttidssjukfrånvaro {whole}",
        f"Korttidssjukfrånvaro (kvinnor) {whole}",
        f"Korttidssjukfrånvaro (män) {whole}",
    ]


@pytest.mark.parametrize("rule", ["between", "shares", "sexes", "totals", "same_quantity", "growth", "target"])
def test_avstamning_has_nothing_else_to_say_of_the_figures(rule):
    assert found_by(f"measures.{rule}", 2016) == found_by(f"measures.{rule}", 2018) == []

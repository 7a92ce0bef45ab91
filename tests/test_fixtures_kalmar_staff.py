"""The demo set of Kalmar 2014: the staff, the volumes and the risks, as they are published."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from internal_control.models import Risk
from kommunrapport.measures.models import Observation
from personnel.models import SickLeave
from tests.demo_sets import found_by, loaded, sections_of, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalmar")]

SENTENCES = [
    "Den 31 december 2014 fanns 190 tillsvidareanställda, varav 86 kvinnor (45 %) och 104 män (55 %).",
    "30 visstidsanställda, varav 22 kvinnor och 8 män.",
    "Medelåldern var 49 år.",
    "Den genomsnittliga sysselsättningsgraden var 97 %.",
]
VOLUMES = [
    "64 sammanträden med fullmäktige, styrelsen och utskotten",
    "689 paragrafer vid de sammanträdena",
    "17 möten med samverkansgrupperna",
    "151 paragrafer vid de mötena",
    "57 avstämningsmöten med Försäkringskassan (129 st 2013)",
    "305 rehabiliteringsmöten",
    "490 anställda i arbetsmarknadsåtgärder",
    "45 personer i kortare praktik",
    "85 personer från försörjningsstöd till anställning",
    "292 ungdomar i sommarpraktik",
    "6 ungdomar som drev sommarföretag",
    "300 mottagna flyktingar (ungefär)",
    "125 anvisade flyktingar",
    "1 200 vuxna i gymnasial utbildning (ungefär)",
    "93 vuxna i lärlingsutbildning",
    "16 deltagare som fullföljde vård- och omsorgsutbildningen",
]
SICK_LEAVE = {"total": Decimal("3.6"), "women": Decimal("4.1"), "men": Decimal("3.1")}


@pytest.fixture(scope="module")
def kalmar(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kalmar", django_db_blocker):
        yield


def test_the_staff_is_told_in_sentences_with_the_published_numbers():
    (shown,) = sections_of("personnel.headcount_sentences")
    assert [sentence.replace("\u00a0", " ") for sentence in shown.sentences] == SENTENCES


def test_sick_leave_is_that_of_eleven_months_and_says_so():
    outcomes = Observation.objects.filter(measure__slug="sjukfranvaro")
    assert {o.sex: o.value for o in outcomes} == SICK_LEAVE
    assert {o.note for o in outcomes} == {"Avser januari–november."}


def test_sick_leave_without_hours_is_no_statutory_figure():
    (shown,) = sections_of("reports.measure_table")
    assert [row[-1] for row in texts_of(shown.table)] == ["3,6 %", "4,1 %", "3,1 %"]
    assert not SickLeave.objects.exists()
    assert sections_of("personnel.sick_leave") == []


def test_volumes_stand_in_words_with_last_year_where_it_is_known():
    lines = [line.replace("\u00a0", " ") for shown in sections_of("reports.volumes") for line in shown.lines]
    assert lines == VOLUMES


def test_the_risks_are_named_and_not_rated():
    (shown,) = sections_of("internal_control.risk_matrix")
    (unit,) = shown.units
    assert unit.matrix is None
    assert len(unit.table.rows) == Risk.objects.count() == 8
    assert len(found_by("internal_control.ratings", 2014)) == 8


@pytest.mark.parametrize("rule", ["between", "sexes", "totals", "shares", "subsets", "growth", "missing"])
def test_avstamning_has_nothing_to_say_of_the_figures(rule):
    assert found_by(f"measures.{rule}", 2014) == []

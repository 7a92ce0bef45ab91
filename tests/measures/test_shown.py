"""How outcomes and targets are written."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.measures.models import Measure, Observation, Target
from kommunrapport.measures.shown import UNKNOWN, footnotes_of, shown_number, shown_outcome, shown_target

Status = Observation.Status
PERCENT = Measure(name="Andel", measurement_unit="%", decimals=1)
PLAIN = Measure(name="Antal", decimals=0)


@pytest.mark.parametrize(
    ("measure", "value", "kind", "shown"),
    [
        (PERCENT, "2.25", "value", "2,3\u00a0%"),
        (PERCENT, "7", "value", "7,0\u00a0%"),
        (PERCENT, "12.4", "count", "12"),
        (PERCENT, "3", "rank", "3"),
        (PLAIN, "1944883", "value", "1\u00a0944\u00a0883"),
        (PLAIN, "41", "share", "41\u00a0%"),
        (PLAIN, "-3", "value", "−3"),
        (PLAIN, "0", "value", "0"),
    ],
)
def test_a_number_has_the_decimals_and_unit_of_its_measure(measure, value, kind, shown):
    assert shown_number(measure, Decimal(value), kind) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"status": Status.NOT_MEASURED}, "ej mätt"),
        ({"status": Status.EXPECTED}, "kommer senare"),
        ({"status": Status.EXPECTED, "expected_on": datetime.date(2017, 4, 1)}, "kommer apr 2017"),
        ({"status": Status.EXPECTED, "expected_text": "hösten 2017"}, "kommer hösten 2017"),
        ({"status": Status.ELSEWHERE}, "redovisas på annat håll"),
        ({"status": Status.NOT_APPLICABLE}, "ej aktuellt"),
        ({"value": Decimal(0)}, "0"),
        ({"value": Decimal(53), "comparison_value": Decimal(57), "comparison_label": "medel"}, "53 (medel 57)"),
    ],
)
def test_an_outcome_is_a_number_or_why_there_is_none(fields, shown):
    assert shown_outcome(PLAIN, Observation(year=2016, **fields)) == shown


def test_an_outcome_nobody_has_entered_is_unknown_and_not_nought():
    assert shown_outcome(PLAIN, None) == UNKNOWN


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({"value": 1}, []),
        ({"value": 1, "note": "Ny fråga."}, ["Ny fråga."]),
        ({"status": Status.CARRIED_FORWARD, "data_year": 2015}, ["Värdet för 2016 är från 2015."]),
        ({"status": Status.CARRIED_FORWARD, "data_year": 2015, "note": "Från 2015."}, ["Från 2015."]),
        ({"status": Status.PRELIMINARY}, ["Värdet för 2016 är preliminärt."]),
        ({"status": Status.NOT_MEASURED}, ["Ingen mätning 2016."]),
        ({"status": Status.NOT_MEASURED, "note": "Görs vartannat år."}, ["Görs vartannat år."]),
        ({"status": Status.EXPECTED}, ["Utfallet för 2016 är inte klart ännu."]),
        ({"value": 1, "from_year": 2014}, ["Avser 2014–2016."]),
        ({"value": 1, "precision": Decimal(1000)}, ["Värdet för 2016 är avrundat till 1\u00a0000-tal."]),
    ],
)
def test_what_would_mislead_alone_has_a_footnote(fields, notes):
    assert footnotes_of(Observation(year=2016, **fields)) == notes


def test_nothing_has_no_footnotes():
    assert footnotes_of(None) == []


@pytest.mark.parametrize(
    ("better", "fields", "shown"),
    [
        ("higher", {"operator": "at_least", "value": Decimal(49)}, "49"),
        ("higher", {"operator": "at_most", "value": Decimal(49)}, "högst 49"),
        ("lower", {"operator": "at_most", "value": Decimal(49)}, "49"),
        ("lower", {"operator": "at_least", "value": Decimal(49)}, "minst 49"),
        ("none", {"operator": "exactly", "value": Decimal(49)}, "49"),
        ("higher", {"operator": "exactly", "value": Decimal(49)}, "lika med 49"),
        ("higher", {"direction": "increase"}, "Öka"),
        ("higher", {"direction": "keep"}, "Bibehålla"),
    ],
)
def test_a_target_says_how_to_read_its_number_only_where_it_is_not_plain(better, fields, shown):
    assert shown_target(Measure(better_is=better, decimals=0), Target(**fields)) == shown


def test_no_target_is_a_dash():
    assert shown_target(PLAIN, None) == "–"

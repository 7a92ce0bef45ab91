"""The same quantity in two measures."""

import pytest

from kommunrapport.quality.registry import Severity
from tests.factories import create_measure, create_observation, create_org_unit
from tests.quality.checks import found_by

pytestmark = pytest.mark.django_db


def test_two_measures_of_the_same_kolada_number_say_the_same(unit, occasion):
    for name, value in [("Utbildning", 10), ("Andel med utbildning", 11)]:
        create_observation(measure=create_measure(name=name, kolada_id="N1"), org_unit=unit, value=value)

    (finding,) = found_by("measures.same_quantity", unit)

    assert finding.severity == Severity.ERROR
    assert finding.why == "Andel med utbildning: 11. Utbildning: 10."


def test_the_same_name_and_unit_may_be_a_chance(unit, occasion):
    for value in (10, 11):
        create_observation(measure=create_measure(name="Nöjdhet"), org_unit=unit, value=value)

    assert [f.severity for f in found_by("measures.same_quantity", unit)] == [Severity.WARNING]


def test_both_the_same_is_told_once(unit, occasion):
    for value in (10, 11):
        create_observation(measure=create_measure(name="Nöjdhet", kolada_id="N1"), org_unit=unit, value=value)

    assert [f.severity for f in found_by("measures.same_quantity", unit)] == [Severity.ERROR]


def test_equal_values_are_silent(unit, occasion):
    for _ in range(2):
        create_observation(measure=create_measure(name="Nöjdhet", kolada_id="N1"), org_unit=unit)

    assert found_by("measures.same_quantity", unit) == []


def test_what_they_are_compared_with_is_the_same_too(unit, occasion):
    for compared in (56, 57):
        measure = create_measure(kolada_id="N1")
        create_observation(measure=measure, org_unit=unit, comparison_value=compared, comparison_label="medel")

    (finding,) = found_by("measures.same_quantity", unit)

    assert finding.text == "Nyckeltalet N1 i Kolada (medel) har två olika värden 2025"


def test_figures_of_two_units_are_two_figures(unit, occasion):
    for org_unit, value in [(unit, 10), (create_org_unit(parent=unit), 11)]:
        create_observation(measure=create_measure(kolada_id="N1"), org_unit=org_unit, value=value)

    assert found_by("measures.same_quantity", unit) == []

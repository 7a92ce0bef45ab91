"""Rules about measures."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.quality.registry import Severity
from kommunrapport.reports.models import ChapterSection
from tests.factories import (
    create_chapter,
    create_goal,
    create_goal_measure,
    create_measure,
    create_observation,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
    create_target,
)
from tests.quality.checks import found_by

pytestmark = pytest.mark.django_db


def _a_total(unit, total, *parts, **fields):
    """A total with its parts; a part is its value, or its value and what it is rounded to."""
    whole = create_measure(name="Totalt antal resor", **fields)
    create_observation(measure=whole, org_unit=unit, value=total)
    for number, part in enumerate(parts):
        value, precision = part if isinstance(part, tuple) else (part, None)
        measure = create_measure(parent=whole, part="component", name=f"Del {number}", **fields)
        create_observation(measure=measure, org_unit=unit, value=value, precision=precision)
    return whole


def _in_a_goal(unit, **fields):
    measure = create_measure(**{"name": "Nöjdhet"} | fields)
    create_goal_measure(goal=create_goal(coordinating_unit=unit), measure=measure)
    return measure


class TestTotals:
    def test_the_published_total_of_the_traffic_is_620_more_than_its_parts(self, unit, occasion):
        _a_total(unit, 5_657_177, 1_944_883, 440_353, 1_500_000, 300_321, (1_471_000, Decimal(1000)))

        (finding,) = found_by("measures.totals", unit)

        assert finding.severity == Severity.ERROR
        assert finding.text == "Totalt antal resor är 620 fler än summan av delarna"
        assert "5 657 177 mot 5 656 557. Del 4 är avrundat till 1 000-tal." in finding.why.replace("\u00a0", " ")

    def test_a_total_that_adds_up_is_silent(self, unit, occasion):
        _a_total(unit, 30, 10, 20)

        assert found_by("measures.totals", unit) == []

    @pytest.mark.parametrize(
        ("total", "severity"), [("10.2", Severity.INFO), ("9.9", Severity.INFO), ("10.3", Severity.ERROR)]
    )
    def test_what_rounding_explains_is_only_told(self, unit, occasion, total, severity):
        _a_total(unit, Decimal(total), Decimal("4.0"), Decimal("6.05"), decimals=1)

        (finding,) = found_by("measures.totals", unit)

        assert finding.severity == severity

    def test_without_all_the_parts_there_is_nothing_to_add(self, unit, occasion):
        whole = _a_total(unit, 100, 10)
        create_measure(parent=whole, part="component")

        assert found_by("measures.totals", unit) == []

    def test_a_part_that_overlaps_is_not_added(self, unit, occasion):
        whole = _a_total(unit, 10, 10)
        subset = create_measure(parent=whole, part="subset")
        create_observation(measure=subset, org_unit=unit, value=3)

        assert found_by("measures.totals", unit) == []

    def test_women_and_men_are_added_each_for_themselves(self, unit, occasion):
        whole = _a_total(unit, 30, 10, 20)
        for measure in [whole, *whole.parts.all()]:
            create_observation(measure=measure, org_unit=unit, sex="women", value=5)

        (finding,) = found_by("measures.totals", unit)

        assert finding.text == "Totalt antal resor (kvinnor) är 5 färre än summan av delarna"

    def test_another_units_figures_are_not_mixed_in(self, unit, occasion):
        whole = _a_total(create_org_unit(), 10, 5, 5)
        create_observation(measure=whole, org_unit=unit, value=99)

        assert found_by("measures.totals", unit) == []


class TestSexes:
    def _count(self, unit, total, women, men, **fields):
        measure = create_measure(name="Antal anställda", **fields)
        for sex, value in (("total", total), ("women", women), ("men", men)):
            create_observation(measure=measure, org_unit=unit, kind="count", sex=sex, value=value)

    def test_women_and_men_are_not_all_that_are_counted(self, unit, occasion):
        self._count(unit, 120, 70, 40)

        (finding,) = found_by("measures.sexes", unit)

        assert finding.severity == Severity.ERROR
        assert finding.text == "Antal anställda är 10 fler än summan av kvinnor och män"

    def test_a_count_that_adds_up_is_silent(self, unit, occasion):
        self._count(unit, 110, 70, 40)

        assert found_by("measures.sexes", unit) == []


class TestMissing:
    def test_a_measure_of_a_goal_without_outcome_is_a_warning_when_the_last_day_has_passed(self, unit, occasion):
        _in_a_goal(unit)

        (finding,) = found_by("measures.missing", unit)

        assert (finding.severity, finding.text) == (Severity.WARNING, "Nöjdhet saknar utfall")

    def test_before_that_it_is_only_told(self, unit, occasion):
        _in_a_goal(unit)

        (finding,) = found_by("measures.missing", unit, today=datetime.date(2026, 1, 25))

        assert finding.severity == Severity.INFO

    def test_a_reason_is_an_answer(self, unit, occasion):
        create_observation(measure=_in_a_goal(unit), org_unit=unit, value=None, status="not_measured")

        assert found_by("measures.missing", unit) == []

    def test_a_derived_measure_is_never_entered(self, unit, occasion):
        _in_a_goal(unit, formula="difference", first=create_measure(), second=create_measure())

        assert found_by("measures.missing", unit) == []

    @pytest.mark.parametrize(("frequency", "count"), [("yearly", 0), ("half_yearly", 1)])
    def test_what_is_measured_once_a_year_is_not_asked_for_in_the_middle_of_it(self, unit, frequency, count):
        half_year = create_occasion(kind="half_year")
        _in_a_goal(unit, frequency=frequency)

        assert len(found_by("measures.missing", unit, half_year)) == count

    def test_a_plan_asks_for_no_outcomes(self, unit):
        _in_a_goal(unit)

        assert found_by("measures.missing", unit, create_occasion(kind="plan")) == []

    def test_a_measure_in_two_goals_is_told_of_once(self, unit, occasion):
        measure = _in_a_goal(unit)
        create_goal_measure(goal=create_goal(coordinating_unit=unit), measure=measure)

        assert len(found_by("measures.missing", unit)) == 1

    def test_measures_of_a_list_in_a_report_are_the_units_too(self, unit, occasion):
        chapter = create_chapter(report=create_report(org_unit=unit, occasion=occasion))
        ChapterSection.objects.create(chapter=chapter, key="reports.measure_table", params={"measure_list": "personal"})
        personnel = MeasureList.objects.create(slug="personal", title="Personal")
        MeasureListItem.objects.create(measure_list=personnel, order=1, measure=create_measure(name="Frisktal"))

        assert [finding.text for finding in found_by("measures.missing", unit)] == ["Frisktal saknar utfall"]

    def test_goals_of_other_units_are_theirs(self, unit, occasion):
        _in_a_goal(create_org_unit())

        assert found_by("measures.missing", unit) == []


class TestOwner:
    def test_a_measure_that_nobody_answers_for_is_told(self, unit, occasion):
        _in_a_goal(unit)

        assert [f.text for f in found_by("measures.owner", unit)] == ["Nöjdhet har ingen ansvarig"]

    def test_with_an_owner_it_is_silent(self, unit, occasion):
        _in_a_goal(unit, owner=create_position())

        assert found_by("measures.owner", unit) == []


class TestExpected:
    @pytest.mark.parametrize(
        ("said", "count"),
        [
            ({"expected_on": "2026-04-01"}, 1),
            ({"expected_on": "2026-06-01"}, 0),
            ({"expected_text": "våren 2026"}, 0),
            ({}, 1),
        ],
    )
    def test_an_outcome_is_late_when_its_day_has_passed_or_was_never_said(self, unit, occasion, said, count):
        create_observation(measure=_in_a_goal(unit), org_unit=unit, value=None, status="expected", **said)

        assert len(found_by("measures.expected", unit)) == count


class TestTargets:
    @pytest.mark.parametrize(
        ("better", "operator", "aim", "count"),
        [
            ("higher", "at_least", 94, 1),
            ("higher", "at_least", 96, 0),
            ("lower", "at_most", 98, 1),
            ("lower", "at_most", 96, 0),
        ],
    )
    def test_a_target_asks_for_at_least_what_last_year_gave(self, unit, occasion, better, operator, aim, count):
        measure = _in_a_goal(unit, better_is=better)
        create_observation(measure=measure, org_unit=unit, year=2024, value=96)
        create_target(measure=measure, org_unit=unit, operator=operator, value=aim)

        assert len(found_by("measures.target", unit)) == count

    def test_the_sentence_has_both_numbers(self, unit, occasion):
        measure = _in_a_goal(unit)
        create_observation(measure=measure, org_unit=unit, year=2024, value=96)
        create_target(measure=measure, org_unit=unit, value=94)

        (finding,) = found_by("measures.target", unit)

        assert finding.why == "Målvärdet 94 är lägre än förra årets utfall 96."

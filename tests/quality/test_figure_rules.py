"""Rules that hold two figures of one thing against each other."""

from decimal import Decimal

import pytest

from kommunrapport.quality.registry import Severity
from tests.factories import create_measure, create_observation
from tests.quality.checks import found_by

pytestmark = pytest.mark.django_db

POPULATION = {2020: 8840, 2021: 8805, 2022: 8885, 2023: 8893, 2024: 9052}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def by_sex(unit, measure, total, women, men, **fields):
    for sex, value in (("total", total), ("women", women), ("men", men)):
        create_observation(measure=measure, org_unit=unit, sex=sex, value=Decimal(value), **fields)


class TestGrowth:
    @pytest.fixture
    def population(self, unit):
        measure = create_measure(name="Folkmängd")
        for year, value in POPULATION.items():
            create_observation(measure=measure, org_unit=unit, year=year, value=value)
        return measure

    @staticmethod
    def publish(unit, source, **figures):
        growth = create_measure(name="Folkökning", growth_of=source, measurement_unit="%", decimals=1)
        for year, value in figures.items():
            create_observation(measure=growth, org_unit=unit, year=int(year[1:]), value=Decimal(value))

    def test_the_published_growth_of_three_years_in_four_is_wrong(self, unit, occasion, population):
        self.publish(unit, population, y2021="-0.3", y2022="0.9", y2023="1.1", y2024="0.7")

        found = found_by("measures.growth", unit)

        assert [plain(f.text) for f in found] == [
            "Folkökning 2021 är -0,3 %, men -0,4 % räknat på Folkmängd",
            "Folkökning 2023 är 1,1 %, men 0,1 % räknat på Folkmängd",
            "Folkökning 2024 är 0,7 %, men 1,8 % räknat på Folkmängd",
        ]
        assert {f.severity for f in found} == {Severity.WARNING}
        assert plain(found[1].why) == "Folkmängd var 8 885 2022 och 8 893 2023."

    @pytest.mark.parametrize(("published", "count"), [("0.8", 1), ("0.9", 0), ("1.0", 1)])
    def test_half_a_decimal_is_rounding(self, unit, occasion, population, published, count):
        self.publish(unit, population, y2022=published)

        assert len(found_by("measures.growth", unit)) == count

    @pytest.mark.parametrize(("precision", "count"), [(None, 1), (100, 0)])
    def test_a_series_of_rounded_figures_gives_more_room(self, unit, occasion, precision, count):
        source = create_measure()
        for year, value in ((2024, 8800), (2025, 8900)):
            create_observation(measure=source, org_unit=unit, year=year, value=value, precision=precision)
        self.publish(unit, source, y2025="2.0")

        assert len(found_by("measures.growth", unit)) == count

    def test_a_year_that_the_series_has_not_is_silent(self, unit, occasion, population):
        self.publish(unit, population, y2020="5", y2025="5")

        assert found_by("measures.growth", unit) == []

    def test_six_years_back_is_not_shown_and_not_asked_about(self, unit, occasion):
        source = create_measure()
        for year in (2018, 2019):
            create_observation(measure=source, org_unit=unit, year=year, value=100)
        self.publish(unit, source, y2019="5")

        assert found_by("measures.growth", unit) == []

    def test_from_nothing_there_is_no_growth(self, unit, occasion):
        source = create_measure()
        for year, value in ((2024, 0), (2025, 9)):
            create_observation(measure=source, org_unit=unit, year=year, value=value)
        self.publish(unit, source, y2025="5")

        assert found_by("measures.growth", unit) == []


class TestSubsets:
    @staticmethod
    def sick_leave(unit, total, short, **fields):
        whole = create_measure(name="Sjukfrånvaro", measurement_unit="%", decimals=1)
        part = create_measure(name="Korttid", parent=whole, part="subset", measurement_unit="%", decimals=1)
        create_observation(measure=whole, org_unit=unit, value=Decimal(total), **fields)
        create_observation(measure=part, org_unit=unit, value=Decimal(short), **fields)

    @pytest.mark.parametrize(("short", "count"), [("4.8", 0), ("4.9", 0), ("5.0", 1), ("5.4", 1)])
    def test_short_term_is_not_above_the_total(self, unit, occasion, short, count):
        self.sick_leave(unit, "4.9", short)

        assert len(found_by("measures.subsets", unit)) == count

    def test_it_says_both_figures_and_of_whom(self, unit, occasion):
        self.sick_leave(unit, "4.9", "5.4", sex="women")

        (finding,) = found_by("measures.subsets", unit)

        assert finding.text == "Korttid (kvinnor) är mer än Sjukfrånvaro, som det är en del av"
        assert (plain(finding.why), finding.severity) == ("5,4 % av 4,9 %.", Severity.WARNING)

    def test_more_counted_in_a_part_than_in_all_is_an_error(self, unit, occasion):
        whole = create_measure(measurement_unit="antal")
        part = create_measure(parent=whole, part="subset", measurement_unit="antal")
        create_observation(measure=whole, org_unit=unit, value=40)
        create_observation(measure=part, org_unit=unit, value=41)

        (finding,) = found_by("measures.subsets", unit)

        assert finding.severity == Severity.ERROR

    @pytest.mark.parametrize(("unit_of_part", "value"), [("%", 60), ("antal", -3)])
    def test_other_units_and_figures_below_zero_are_not_compared(self, unit, occasion, unit_of_part, value):
        whole = create_measure(measurement_unit="antal")
        part = create_measure(parent=whole, part="subset", measurement_unit=unit_of_part)
        create_observation(measure=whole, org_unit=unit, value=-5)
        create_observation(measure=part, org_unit=unit, value=value)

        assert found_by("measures.subsets", unit) == []


class TestShares:
    @pytest.mark.parametrize(("share", "count"), [(53, 1), (54, 0), (55, 1)])
    def test_twenty_six_of_forty_eight_are_54_percent(self, unit, occasion, share, count):
        whole = create_measure(name="Chefer")
        part = create_measure(name="Kvinnliga chefer", parent=whole, part="subset")
        create_observation(measure=whole, org_unit=unit, kind="count", value=48)
        create_observation(measure=part, org_unit=unit, kind="count", value=26)
        create_observation(measure=part, org_unit=unit, kind="share", value=share)

        assert len(found_by("measures.shares", unit)) == count

    @pytest.mark.parametrize(("women", "men", "count"), [(54, 46, 0), (60, 40, 2), (60, 70, 0)])
    def test_women_and_men_who_are_a_hundred_percent_are_shares_of_all(self, unit, occasion, women, men, count):
        measure = create_measure(name="Chefer")
        by_sex(unit, measure, 48, 26, 22, kind="count")
        create_observation(measure=measure, org_unit=unit, kind="share", sex="women", value=women)
        create_observation(measure=measure, org_unit=unit, kind="share", sex="men", value=men)

        assert len(found_by("measures.shares", unit)) == count

    def test_it_says_what_the_counts_give(self, unit, occasion):
        measure = create_measure(name="Chefer")
        by_sex(unit, measure, 48, 26, 22, kind="count")
        for sex, value in (("women", 60), ("men", 40)):
            create_observation(measure=measure, org_unit=unit, kind="share", sex=sex, value=value)

        women, _ = found_by("measures.shares", unit)

        assert women.text == "Chefer (kvinnor): andelen stämmer inte med antalet"
        assert plain(women.why) == "26 av 48 är 54 %, men andelen är 60 %."


class TestBetween:
    @pytest.mark.parametrize(("total", "count"), [("4.9", 1), ("5.0", 0), ("5.5", 0), ("6.0", 0), ("6.1", 1)])
    def test_everybodys_percentage_lies_between_womens_and_mens(self, unit, occasion, total, count):
        by_sex(unit, create_measure(measurement_unit="%", decimals=1), total, "5.0", "6.0")

        assert len(found_by("measures.between", unit)) == count

    def test_it_is_a_warning_with_the_three_figures(self, unit, occasion):
        by_sex(unit, create_measure(name="Heltid", measurement_unit="%"), 90, 70, 80)

        (finding,) = found_by("measures.between", unit)

        assert finding.severity == Severity.WARNING
        assert plain(finding.why) == "Totalt 90 %, kvinnor 70 % och män 80 %."

    def test_how_a_hundred_percent_are_divided_is_no_average(self, unit, occasion):
        by_sex(unit, create_measure(measurement_unit="%"), 100, 54, 46)

        assert found_by("measures.between", unit) == []

    def test_what_is_not_a_percentage_is_left_alone(self, unit, occasion):
        by_sex(unit, create_measure(measurement_unit="mnkr"), 90, 70, 80)

        assert found_by("measures.between", unit) == []


class TestSexes:
    @pytest.mark.parametrize(("measurement_unit", "count"), [("antal", 1), ("%", 0), ("", 0)])
    def test_numbers_of_people_are_those_of_women_and_men(self, unit, occasion, measurement_unit, count):
        by_sex(unit, create_measure(measurement_unit=measurement_unit), 120, 70, 40)

        assert len(found_by("measures.sexes", unit)) == count


class TestSurveys:
    def test_no_rule_tells_of_what_is_hidden(self, unit, occasion):
        whole = create_measure(least_answers=7, measurement_unit="%", kolada_id="N1")
        part = create_measure(parent=whole, part="subset", measurement_unit="%", kolada_id="N1")
        by_sex(unit, whole, 90, 70, 80, answers=6)
        create_observation(measure=part, org_unit=unit, value=95)

        rules = ("subsets", "shares", "between", "sexes", "totals", "same_quantity", "growth")

        assert [found_by(f"measures.{rule}", unit) for rule in rules] == [[]] * len(rules)

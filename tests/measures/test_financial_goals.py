"""Financial goals: a ratio of two measures, held against a target over several years."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from kommunrapport.measures.comparing import BETTER, REACHED, target_warning, verdict_of
from kommunrapport.measures.measure_services import change_measure
from kommunrapport.measures.models import Measure
from kommunrapport.measures.series import Series, read_series
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.measure_tables import NamedSeries, measure_table, trend_chart
from tests.factories import (
    create_measure,
    create_member,
    create_observation,
    create_org_unit,
    create_target,
    create_user,
)

pytestmark = pytest.mark.django_db
YEARS = [2024, 2025]


def share_of_taxes(**fields) -> Measure:
    """The result in percent of the taxes."""
    result, taxes = create_measure(name="Årets resultat"), create_measure(name="Skatteintäkter")
    return create_measure(formula="ratio", first=result, second=taxes, measurement_unit="%", decimals=1, **fields)


def enter(measure: Measure, unit, **years: tuple[str, str]) -> None:
    """Results and taxes by year: y2025=("5", "500")."""
    for year, values in years.items():
        for operand, value in zip((measure.first, measure.second), values, strict=True):
            create_observation(measure=operand, org_unit=unit, year=int(year[1:]), value=Decimal(value))


def read(measure: Measure, unit) -> Series:
    (found,) = read_series([(measure, None)], unit, YEARS)
    return found.main


@pytest.fixture
def unit():
    return create_org_unit()


def test_each_year_is_the_first_in_percent_of_the_second(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2024=("10", "400"), y2025=("5", "500"))

    assert [(p.value, p.shown) for p in read(measure, unit).points] == [
        (Decimal("2.5"), "2,5\u00a0%"),
        (Decimal(1), "1,0\u00a0%"),
    ]


def test_a_ratio_to_zero_is_missing_and_no_error(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2025=("5", "0"))

    assert (read(measure, unit).latest.value, read(measure, unit).latest.shown) == (None, "uppgift saknas")


@pytest.mark.parametrize(
    ("results", "verdict"), [(("11", "0", "4"), REACHED), (("10.99", "0", "4"), BETTER), (("-4", "9", "10"), REACHED)]
)
def test_a_target_over_three_years_is_held_against_the_sums(unit, results, verdict):
    measure = share_of_taxes()
    enter(measure, unit, y2023=(results[0], "500"), y2024=(results[1], "500"), y2025=(results[2], "500"))
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)

    assert verdict_of(read(measure, unit)) == verdict


def test_years_that_are_not_shown_are_part_of_the_horizon_and_nothing_else(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2023=("20", "500"), y2024=("0", "500"), y2025=("1", "500"))
    create_observation(measure=measure.first, org_unit=unit, year=2023, sex="women")
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)
    (found,) = read_series([(measure, None)], unit, YEARS)

    assert [p.year for p in found.main.points] == YEARS
    assert found.parts == ()
    assert found.main.judged == Decimal("1.4")
    assert found.main.shown_judged == "Över 2023–2025 är utfallet 1,4\u00a0%."


def test_a_year_that_is_missing_in_the_horizon_leaves_the_target_unjudged(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2024=("50", "500"), y2025=("50", "500"))
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)
    series = read(measure, unit)

    assert (series.latest.value, series.judged) == (10, None)
    assert series.shown_judged == "Utfallet över 2023–2025 är inte känt, eftersom uppgifter saknas."
    assert verdict_of(series) != REACHED


def test_a_target_of_one_year_is_held_against_the_year(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2025=("5", "500"))
    create_target(measure=measure, org_unit=unit, value=Decimal(1))

    assert (read(measure, unit).judged, read(measure, unit).shown_judged) == (1, "")


def test_what_is_entered_is_judged_by_its_average_over_the_horizon(unit):
    measure = create_measure(decimals=1)
    for year, value in {2023: 80, 2024: 90, 2025: 100}.items():
        create_observation(measure=measure, org_unit=unit, year=year, value=Decimal(value))
    create_target(measure=measure, org_unit=unit, value=Decimal(90), horizon_years=3)

    assert read(measure, unit).judged == 90
    assert read(measure, unit).shown_judged == "Över 2023–2025 är utfallet i genomsnitt 90,0."


def test_a_direction_is_from_the_year_before_whatever_the_horizon(unit):
    measure = create_measure()
    create_observation(measure=measure, org_unit=unit, year=2025, value=Decimal(3))
    create_target(measure=measure, org_unit=unit, operator="", value=None, direction="increase", horizon_years=3)

    assert (read(measure, unit).judged, read(measure, unit).shown_target) == (3, "Öka")


def test_a_report_has_the_outcome_over_the_horizon_as_a_footnote_and_below_the_chart(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2023=("10", "500"), y2024=("0", "500"), y2025=("5", "500"))
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)
    (found,) = read_series([(measure, None)], unit, YEARS)

    table = measure_table([NamedSeries("Resultat", found)], YEARS, LabelSet({}))
    chart = trend_chart("Resultat", found.main)

    assert [note.text for note in table.footnotes] == ["Över 2023–2025 är utfallet 1,0\u00a0%."]
    assert (chart.target_label, chart.description) == ("Mål 1,0\u00a0%", "Över 2023–2025 är utfallet 1,0\u00a0%.")


def test_one_year_is_no_reason_to_warn_of_a_target_over_several(unit):
    measure = share_of_taxes()
    enter(measure, unit, y2024=("50", "500"), y2025=("50", "500"))
    target = create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)
    assert target_warning(read(measure, unit)) == ""

    target.horizon_years = 1
    target.save()
    assert "lägre än förra årets utfall" in target_warning(read(measure, unit))


def test_the_target_says_its_horizon(unit):
    measure = share_of_taxes()
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)

    assert read(measure, unit).shown_target == "1,0\u00a0% över tre år"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"formula": "ratio", "measurement_unit": "%"}, "measures_measure_formula_is_whole"),
        ({"formula": "", "first": True, "second": True}, "measures_measure_formula_is_whole"),
        ({"formula": "ratio", "first": True, "second": True, "measurement_unit": "kr"}, "ratio_is_percent"),
    ],
)
def test_a_formula_is_whole_and_a_ratio_is_percent(fields, constraint):
    operands = {name: create_measure() for name in ("first", "second") if name in fields}

    with pytest.raises(IntegrityError, match=constraint):
        create_measure(**fields | operands)


def test_nothing_is_computed_of_what_is_computed():
    ratio, plain = share_of_taxes(), create_measure()

    with pytest.raises(ValidationError, match="en som beräknas"):
        change_measure(pk=plain.pk, version=1, by=create_user(), formula="difference", first=plain, second=ratio)
    with pytest.raises(ValidationError, match="måste registreras"):
        change_measure(
            pk=ratio.first_id, version=1, by=create_user(), formula="difference", first=plain, second=create_measure()
        )


def test_an_administrator_adds_a_financial_goal(client):
    client.force_login(create_member(Role.ADMINISTRATOR))
    result, taxes = create_measure(), create_measure()
    fields = {"name": "Resultat", "slug": "resultat", "decimals": "1", "better_is": "higher", "frequency": "yearly"}
    fields |= {"formula": "ratio", "first": result.pk, "second": taxes.pk, "measurement_unit": "%", "token": "t"}

    client.post(reverse("administration:measure_create"), fields)

    measure = Measure.objects.get(slug="resultat")
    assert (measure.formula, measure.first, measure.second) == ("ratio", result, taxes)


def test_the_page_of_the_measure_says_how_it_is_computed(client, unit):
    measure = share_of_taxes()
    enter(measure, unit, y2023=("10", "500"), y2024=("0", "500"), y2025=("5", "500"))
    create_target(measure=measure, org_unit=unit, value=Decimal(1), horizon_years=3)
    client.force_login(create_member(Role.CONTROLLER, org_unit=unit))

    page = client.get(reverse("measures:measure_detail", args=[2025, unit.slug, measure.slug])).content.decode()

    assert "Årets resultat</a> i procent av <a" in page
    assert "Över 2023–2025 är utfallet 1,0\u00a0%." in page

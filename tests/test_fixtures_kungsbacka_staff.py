"""The staff of the demo set of Kungsbacka: example data that adds up, with groups too small to be shown."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from kommunrapport.measures.models import Measure
from kommunrapport.measures.series import read_series
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.reports.models import Chapter
from personnel.figures import ALL, PARTS, StaffReader
from personnel.models import Headcount, SickLeave, StaffPeriod
from tests.demo_sets import found_by, loaded, sections_of, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kungsbacka")]

SEVEN = [
    "Alla anställda | 4,8 | 4,9 | 5,2",
    "60 dagar eller längre, i procent av all sjukfrånvaro | 36,3 | 36,6 | 36,5",
    "Kvinnor | 5,8 | 6,0 | 6,5",
    "Män | 3,1 | 3,0 | 3,2",
    "29 år eller yngre | 3,7 | 3,6 | 3,9",
    "30–49 år | 4,4 | 4,4 | 4,8",
    "50 år eller äldre | 5,6 | 5,9 | 6,3",
]
EXAMPLE = ["Analys personalmått", "Resursmått", "Effektmått", "Intern kontroll"]


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kungsbacka", django_db_blocker):
        yield


def test_the_statutory_table_has_three_years():
    (shown,) = sections_of("personnel.sick_leave")
    assert [" | ".join(row) for row in texts_of(shown.table)] == SEVEN


@pytest.mark.parametrize(("year", "share"), [(2014, "4.8"), (2015, "4.9"), (2016, "5.2")])
def test_the_first_figure_is_the_sick_hours_of_all_the_ordinary_ones(year, share):
    row = SickLeave.objects.get(
        org_unit__slug="klk", from_date=f"{year}-01-01", to_date=f"{year}-12-31", sex="total", age_group="all"
    )
    assert round(100 * row.sick_hours / row.ordinary_hours, 1) == Decimal(share)


def test_twelve_months_at_a_time_go_on_for_a_year():
    (shown,) = sections_of("personnel.sick_leave")
    assert [row[0] for row in texts_of(shown.trend)][::6] == ["dec 2015", "juni 2016", "dec 2016"]


@pytest.mark.parametrize(("slug", "people"), [("naringsliv", 9), ("integration", 8)])
def test_of_a_unit_of_ten_or_fewer_only_the_number_of_people_is_shown(slug, people):
    unit, reader = OrgUnit.objects.get(slug=slug), StaffReader()
    sick, staff = reader.sick_leave(unit, Period(2016)), reader.staff(unit, Period(2016))
    assert all(sick.of(*margin).is_hidden for margin in (ALL, *PARTS))
    assert sick.long_share.is_hidden
    assert staff.average_age[ALL].is_hidden
    assert staff.turnover[ALL].is_hidden
    assert staff.people() == people


def test_in_a_larger_unit_the_small_groups_are_hidden_and_the_whole_is_not():
    sick = StaffReader().sick_leave(OrgUnit.objects.get(slug="hr"), Period(2016))
    assert sick.of().value is not None
    assert sick.of("men").is_hidden
    assert sick.of("women").is_hidden


def test_everybody_on_the_office_is_counted_in_a_unit_or_in_the_staff_of_the_office():
    rows = Headcount.objects.filter(as_of="2016-12-31", form="all", sex="total", age_group="all")
    people = dict(rows.values_list("org_unit__slug", "employees"))
    assert people.pop("klk") - sum(people.values()) == 22


def test_those_who_came_and_left_make_the_difference_between_the_years():
    def on(day: str) -> int:
        return Headcount.objects.get(
            org_unit__slug="klk", as_of=day, form="all", sex="total", age_group="all"
        ).employees

    moved = StaffPeriod.objects.get(org_unit__slug="klk", to_date="2016-12-31", sex="total")
    assert on("2016-12-31") - on("2015-12-31") == moved.hired - moved.left == 18


@pytest.mark.parametrize("year", [2014, 2015, 2016])
@pytest.mark.parametrize("rule", ["headcount", "hours", "between", "partial_year", "population", "missing"])
def test_avstamning_has_nothing_to_say_of_the_staff(rule, year):
    assert found_by(f"personnel.{rule}", year) == []


def test_a_survey_that_nine_have_answered_is_not_shown():
    series = read_series(
        [(Measure.objects.get(slug="avslutade-som-rekommenderar"), None)], OrgUnit.objects.get(slug="ks"), [2015, 2016]
    )
    assert [(p.shown.replace("\u00a0", " "), p.is_hidden) for p in series[0].main.points] == [
        ("visas inte", True),
        ("71 %", False),
    ]


def test_the_tables_have_resource_measures_and_then_effect_measures_with_hme_and_its_parts():
    resource, effect = sections_of("personnel.measures")
    assert texts_of(resource.table)[0][0] == "Lönekostnader, mnkr"
    names = [cells[0] for cells in texts_of(effect.table) if cells[0] not in ("Kvinnor", "Män")]
    assert names[:4] == ["HME totalt", "Motivation", "Ledarskap", "Styrning"]
    assert "Jämix, poäng av 180" in names


@pytest.mark.parametrize("heading", EXAMPLE)
def test_what_the_document_breaks_off_before_is_called_example_data_on_the_page(heading):
    assert "exempeldata" in Chapter.objects.get(heading=heading).text

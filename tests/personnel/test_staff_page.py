"""The page of the staff: what it says first, what it shows, and who may do what."""

import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.organisation.roles import Role
from personnel.models import Headcount, SickLeave
from tests.factories import create_measure, create_member, create_observation
from tests.personnel.staff_world import add_sick_leave, heads, make_staff, make_unit, notes, texts
from tests.personnel_factories import create_headcount, create_sick_leave, create_staff_period

pytestmark = pytest.mark.django_db


def show(client, staff, page="", role=Role.CONTROLLER, **member):
    client.force_login(create_member(role, staff.org_unit, **member))
    return client.get(staff.url(page))


def lead(response):
    return response.context["page"].lead.replace("\u00a0", " ")


def test_it_says_how_many_they_are_and_how_sick(client):
    assert lead(show(client, make_staff())) == "220 anställda, 3,6 procents sjukfrånvaro."


@pytest.mark.parametrize(
    ("employees", "said"),
    [
        (1, "1 anställd. Sjukfrånvaron är inte inläst."),
        (0, "Inga anställda. Sjukfrånvaron är inte inläst."),
    ],
)
def test_it_counts_as_people_speak(client, employees, said):
    staff = make_unit()
    create_headcount(org_unit=staff.org_unit, employees=employees)

    assert lead(show(client, staff)) == said


def test_a_hidden_figure_is_not_in_the_lead(client):
    staff = make_unit()
    create_headcount(org_unit=staff.org_unit, employees=9)
    create_sick_leave(org_unit=staff.org_unit, employees=9)

    said = lead(show(client, staff))

    assert said == "9 anställda. Sjukfrånvaron visas inte, för då kunde någon enskild kännas igen."


def test_a_year_without_figures_says_whose_turn_it_is(client):
    response = show(client, make_unit(), role=Role.SUBJECT_OWNER, subject="personnel")

    assert lead(response) == "HR har inte lämnat uppgifter."
    assert "Läs in personaluppgifter" in response.text
    assert "Hämta som Excel" not in response.text


def test_a_reader_is_not_offered_to_read_in(client):
    assert "Läs in personaluppgifter" not in show(client, make_staff(), role=Role.READER).text


def test_the_seven_figures_stand_over_the_years(client):
    staff = make_staff()
    add_sick_leave(staff.org_unit, year=2024)

    table = show(client, staff).context["page"].sick_leave.table

    assert heads(table) == ["Grupp", "2023", "2024", "2025"]
    assert texts(table) == [
        ["Alla anställda", "uppgift saknas", "3,6", "3,6"],
        ["60 dagar eller längre, i procent av all sjukfrånvaro", "uppgift saknas", "40,0", "40,0"],
        ["Kvinnor", "uppgift saknas", "4,1", "4,1"],
        ["Män", "uppgift saknas", "3,2", "3,2"],
        ["29 år eller yngre", "uppgift saknas", "3,0", "3,0"],
        ["30–49 år", "uppgift saknas", "3,5", "3,5"],
        ["50 år eller äldre", "uppgift saknas", "3,9", "3,9"],
    ]


def test_each_figure_is_explained_on_the_page(client):
    response = show(client, make_staff())

    assert "i procent av alla sjuktimmar" in response.text
    assert "gruppens egen sammanlagda ordinarie arbetstid" in response.text


def test_five_years_are_chosen_by_the_address(client):
    page = show(client, make_staff(), "?ar=5").context["page"]

    assert heads(page.sick_leave.table)[1:] == ["2021", "2022", "2023", "2024", "2025"]


def test_an_edited_address_shows_three_years(client):
    assert len(show(client, make_staff(), "?ar=x").context["page"].sick_leave.table.columns) == 4


def test_a_part_of_a_year_is_said_and_warned_about(client):
    staff = make_unit()
    add_sick_leave(staff.org_unit, end=(11, 30))

    response = show(client, staff)
    table = response.context["page"].sick_leave.table

    assert heads(table)[-1] == "Jan–nov 2025"
    assert notes(table) == ["Avser 1\u00a0januari–30 november 2025, inte hela året."]
    assert "I årsredovisningen ska sjukfrånvaron avse hela året." in response.text


def test_who_is_counted_is_said(client):
    staff = make_unit()
    add_sick_leave(staff.org_unit, population_note="Timavlönade ingår inte.")

    assert show(client, staff).context["page"].sick_leave.table.source == "Vilka som räknas: Timavlönade ingår inte."


def test_ordinary_and_agreed_time_are_two_tables_with_the_reason(client):
    staff = make_staff()
    add_sick_leave(staff.org_unit, denominator=SickLeave.Denominator.AGREED_TIME)

    response = show(client, staff)
    sick = response.context["page"].sick_leave

    assert sick.table.caption == "Sjukfrånvaro i procent av ordinarie arbetstid"
    assert sick.agreed.caption == "Sjukfrånvaro i procent av överenskommen arbetstid"
    assert "de två jämförs inte med varandra" in response.text


def test_twelve_months_at_a_time_are_a_line_with_gaps(client):
    staff = make_unit()
    for month in (3, 4, 6):
        dates = {"from_date": datetime.date(2024, month, 1), "to_date": datetime.date(2025, month, 1)}
        dates["to_date"] -= datetime.timedelta(days=1)
        create_sick_leave(org_unit=staff.org_unit, **dates)

    sick = show(client, staff).context["page"].sick_leave

    points = [(point.label, point.value) for point in sick.chart.points]
    assert points == [("feb 2025", 5), ("mars 2025", 5), ("apr 2025", None), ("maj 2025", 5)]
    assert len(sick.trend.rows) == 3


def test_forms_of_employment_stand_with_women_and_men(client):
    first, ages, work = show(client, make_staff()).context["page"].headcount

    assert texts(first)[0] == ["Tillsvidareanställda", "190", "86", "104", "45", "55"]
    assert texts(first)[-1] == ["Alla anställda", "220", "108", "112", "49", "51"]
    assert texts(ages)[0] == ["29 år eller yngre", "30", "14"]
    assert [row[:2] for row in texts(work)] == [
        ["Årsarbetare", "213,0"],
        ["Heltidsanställda, %", "88,6"],
        ["Sysselsättningsgrad, %", "97,0"],
        ["Medelålder, år", "49,0"],
    ]


@pytest.mark.parametrize(("whole", "name"), [(220, "Timavlönade, utöver dem"), (234, "Timavlönade")])
def test_hourly_paid_stand_before_the_sum_only_when_they_are_in_it(client, whole, name):
    staff = make_staff()
    Headcount.objects.filter(form="all", sex="total", age_group="all").update(employees=whole)
    create_headcount(org_unit=staff.org_unit, form="hourly_paid", employees=14)

    rows = [row[0] for row in texts(show(client, staff).context["page"].headcount[0])]

    assert name in rows
    assert (rows[-1] == "Alla anställda") == (whole == 234)


def test_who_came_and_left_stands_over_the_years(client):
    table = show(client, make_staff()).context["page"].turnover

    assert texts(table)[1:] == [
        ["Personalomsättning, %", "uppgift saknas", "uppgift saknas", "8,2"],
        ["Nyanställda", "uppgift saknas", "uppgift saknas", "22"],
        ["Avgångar", "uppgift saknas", "uppgift saknas", "18"],
        ["Övertid och fyllnadstid, timmar", "uppgift saknas", "uppgift saknas", "4 300"],
    ]


def test_turnover_of_a_part_of_the_year_says_so(client):
    staff = make_unit()
    create_staff_period(org_unit=staff.org_unit, to_date=datetime.date(2025, 8, 31))

    table = show(client, staff).context["page"].turnover

    assert heads(table)[-1] == "Jan–aug 2025"
    assert "inte för hela året" in table.source


def test_lists_of_personnel_measures_are_shown(client):
    staff = make_staff()
    measure = create_measure(name="Styrningsindex", category="personnel")
    create_observation(measure=measure, org_unit=staff.org_unit, value=67)
    made = MeasureList.objects.create(slug="personalmatt", title="Resursmått")
    MeasureListItem.objects.create(measure_list=made, order=1, measure=measure)

    response = show(client, staff)

    assert [named.name for named in response.context["page"].measures] == ["Resursmått"]
    assert "Styrningsindex" in response.text


def test_the_page_is_fetched_as_a_workbook(client):
    response = show(client, make_staff(), "excel/")

    book = load_workbook(BytesIO(response.content))
    assert response["Content-Disposition"] == 'attachment; filename="personal-ks-2025.xlsx"'
    assert book.sheetnames[1:] == ["Anställda", "Ålder", "Arbetstid", "Sjukfrånvaro", "Personalrörlighet"]
    assert book["Anställda"]["B5"].value == "=SUM(B3:B4)"


def test_a_stranger_does_not_see_it(client):
    staff = make_staff()
    client.force_login(create_member())

    assert client.get(staff.url()).status_code == 404
    assert client.get(staff.url("excel/")).status_code == 404

"""The overview of the economy."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from budget.models import BudgetEntry, LedgerEntry
from budget.presentation import DOES_NOT_ADD_UP
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.budget.overview_world import YEAR, close, fill, make_namnd
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
    create_variance_comment,
)
from tests.factories import create_member, create_municipality, create_occasion, create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def namnd():
    create_municipality()
    return make_namnd()


def show(client, namnd, role=Role.CONTROLLER, unit=None, url=None, **headers):
    client.force_login(create_member(role, unit or namnd.org_unit))
    return client.get(url or namnd.url(), **headers)


def cells(page, name):
    """The amounts of a row: before the variance, the variance, its percent, after it."""
    row = next(row for row in page.rows if row.row.label == name)
    return [text.replace("\u00a0", " ") for text in (*row.before, row.judged, row.percent, *row.after)]


def test_it_says_how_it_went_and_what_waits(client, namnd):
    response = show(client, namnd)

    lead = response.context["page"].lead
    assert lead == "Nettokostnaden blev 1,1 miljoner kronor högre än budget. En avvikelse behöver en kommentar."
    assert cells(response.context["page"], "Samhällsplanering") == ["–", "31 500", "33 286", "−1 786", "−5,7"]
    assert cells(response.context["page"], "Summa") == ["–", "50 400", "51 500", "−1 100", "−2,2"]


def test_bars_share_a_scale_and_better_is_to_the_right(client, namnd):
    rows = show(client, namnd).context["page"].rows

    worse, better = (row.bar for row in rows[:2])
    assert (worse.x, worse.width, worse.is_better) == ("6.0", "84.0", False)
    assert (better.x, better.is_better) == ("90.0", True)
    assert Decimal(better.width) < Decimal(worse.width)


def test_the_latest_forecast_stands_beside_with_how_right_it_was(client, namnd):
    made = create_forecast_round(org_unit=namnd.org_unit, year=YEAR, as_of=datetime.date(YEAR, 10, 31))
    create_forecast(forecast_round=made, area=namnd.planning, amount=Decimal(32_400_000))
    create_forecast(forecast_round=made, area=namnd.office, amount=Decimal(18_900_000))

    page = show(client, namnd).context["page"]

    assert cells(page, "Samhällsplanering")[-1] == "−900"
    assert page.columns.after[0].label == "Prognos okt"
    assert (page.facts[-1].name, page.facts[-1].beside) == ("Prognos i oktober", "tkr, utfallet blev 200 sämre")


def test_a_commented_variance_no_longer_waits(client, namnd):
    create_variance_comment(area=namnd.planning, occasion=namnd.occasion)

    page = show(client, namnd).context["page"]

    assert page.rows[0].comment.is_written
    assert "kommentar" not in page.lead


def test_another_grouping_is_chosen_by_the_address(client, namnd):
    income = create_area(org_unit=namnd.org_unit, grouping="nature", nature="income", name="Intäkter")
    create_ledger_entry(area=income, year=YEAR, amount=Decimal(-20_000_000))

    page = show(client, namnd, url=namnd.url("?indelning=slag")).context["page"]

    assert cells(page, "Intäkter") == ["–", "–", "−20 000", "+20 000", "–"]


@pytest.mark.parametrize("query", ["?indelning=finns-inte", "?jamfor=x", "?jamfor=99"])
def test_an_address_that_somebody_has_edited_shows_what_is_usual(client, namnd, query):
    page = show(client, namnd, url=namnd.url(query)).context["page"]

    assert [row.row.label for row in page.rows] == ["Samhällsplanering", "Ekonomi", "Summa"]


def test_more_years_stand_beside_each_other(client, namnd):
    for year, amount in ((YEAR - 1, 30_118_000), (YEAR - 3, 28_000_000)):
        create_ledger_entry(area=namnd.planning, year=year, amount=Decimal(amount))

    page = show(client, namnd, url=namnd.url("?jamfor=3")).context["page"]

    assert page.headings[:3] == ["Utfall 2022", "Utfall 2023", "Utfall 2024"]
    assert cells(page, "Samhällsplanering")[:3] == ["28 000", "–", "30 118"]
    assert cells(page, "Summa")[:3] == ["28 000", "–", "30 118"]


def by_month(namnd, months=8):
    BudgetEntry.objects.all().delete()
    LedgerEntry.objects.all().delete()
    for month in range(1, 13):
        create_budget_entry(area=namnd.planning, year=YEAR, month=month, amount=Decimal(1_000_000))
    for month in range(1, months + 1):
        create_ledger_entry(area=namnd.planning, year=YEAR, month=month, amount=Decimal(1_200_000))


def test_a_part_of_the_year_is_compared_with_its_own_budget(client, namnd):
    create_occasion(year=YEAR, kind="half_year")
    by_month(namnd, months=12)

    page = show(client, namnd, url=namnd.url(year="2025-delar")).context["page"]

    assert page.headings == ["Utfall jan–aug 2024", "Budget jan–aug", "Utfall jan–aug"]
    assert cells(page, "Samhällsplanering") == ["–", "8 000", "9 600", "−1 600", "−20,0", "12 000"]
    assert page.lead.startswith("Till och med augusti är nettokostnaden 1,6 miljoner kronor högre än budget.")


def test_a_part_of_the_year_with_a_forecast_is_judged_by_it(client, namnd):
    create_occasion(year=YEAR, kind="half_year")
    by_month(namnd)
    made = create_forecast_round(org_unit=namnd.org_unit, year=YEAR, as_of=datetime.date(YEAR, 8, 31))
    create_forecast(forecast_round=made, area=namnd.planning, amount=Decimal(12_300_000))

    page = show(client, namnd, url=namnd.url(year="2025-delar")).context["page"]

    assert page.columns.judged.label == "Budget − prognos"
    assert cells(page, "Samhällsplanering")[-4:] == ["12 000", "12 300", "−300", "−2,5"]
    assert page.lead.startswith(
        "Nettokostnaden väntas bli 300 000 kronor högre än budget.".replace(" 000", "\u00a0000")
    )


def test_a_year_that_is_not_booked_to_its_end_is_compared_to_date(client, namnd):
    by_month(namnd, months=9)

    page = show(client, namnd).context["page"]

    assert "Utfall jan–sep" in page.headings
    assert cells(page, "Samhällsplanering")[1:4] == ["9 000", "10 800", "−1 800"]


def test_without_areas_it_says_who_adds_them(client, namnd):
    unit = create_org_unit(slug="bun")

    response = show(client, namnd, unit=unit, url=f"/{YEAR}/bun/ekonomi/")

    assert "Inga områden för 2025 ännu" in response.content.decode()


def test_without_outcome_it_says_how_to_get_it(client, namnd):
    LedgerEntry.objects.all().delete()

    assert show(client, namnd).context["page"].lead == "Läs in huvudboken för att se utfallet."


def test_sums_and_headings_stand_round_the_parts(client, namnd):
    support = create_area(org_unit=namnd.org_unit, name="Stöd", total_label="Summa stöd", order=30_000)
    part = create_area(parent=support, name="HR")
    create_ledger_entry(area=part, year=YEAR, amount=Decimal(1_000))

    rows = show(client, namnd).context["page"].rows

    assert [(r.row.label, r.is_heading, bool(r.url)) for r in rows[2:5]] == [
        ("Stöd", True, True),
        ("HR", False, True),
        ("Summa stöd", False, False),
    ]


@pytest.mark.parametrize("role", [Role.READER, Role.POLITICIAN])
def test_who_only_reads_gets_no_form(client, namnd, role):
    page = show(client, namnd, role).context["page"]

    assert page.rows[0].comment.form_url == ""


def test_a_manager_gets_the_form_of_the_own_area_alone(client, namnd):
    other = fill(namnd.org_unit, "Kollektivtrafik", Decimal(10_000_000), Decimal(20_000_000))
    client.force_login(namnd.manager)

    rows = {row.row.area: row for row in client.get(namnd.url()).context["page"].rows}

    assert rows[namnd.planning].comment.form_url == namnd.comment_url
    assert rows[other].comment.form_url == ""


@pytest.mark.parametrize("part", ["", "excel/"])
def test_a_neighbour_gets_404(client, namnd, part):
    assert show(client, namnd, unit=create_org_unit(), url=namnd.url(part)).status_code == 404


def test_kommunstyrelsen_reads_another_namnd_once_it_is_closed(client, namnd):
    board = create_org_unit(kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    assert show(client, namnd, Role.POLITICIAN, board).status_code == 404

    close(namnd)

    assert show(client, namnd, Role.POLITICIAN, board).status_code == 200


def test_a_closed_year_says_why_and_takes_no_comment(client, namnd):
    close(namnd)

    response = show(client, namnd)

    assert "Låst för inmatning" in response.content.decode()
    assert response.context["page"].rows[0].comment.form_url == ""


def test_htmx_gets_the_part_alone(client, namnd):
    response = show(client, namnd, headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith('<div id="ekonomi">')


def test_three_areas_take_the_same_queries_as_one(client, namnd):
    show(client, namnd)
    with CaptureQueriesContext(connection) as few:
        client.get(namnd.url("?jamfor=3"))
    for name in ("HR", "Integration"):
        area = fill(namnd.org_unit, name, Decimal(1), Decimal(9_000_000))
        create_variance_comment(area=area, occasion=namnd.occasion)

    with CaptureQueriesContext(connection) as many:
        client.get(namnd.url("?jamfor=3"))

    assert len(many) == len(few)


def test_the_workbook_has_the_amounts_in_kronor_with_sums(client, namnd):
    response = show(client, namnd, url=namnd.url("excel/"))

    sheet = load_workbook(BytesIO(response.content)).worksheets[1]
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}
    assert rows["Samhällsplanering"][1:3] == [31_500_000, 33_286_000]
    assert rows["Samhällsplanering"][3] == "=C3-D3"
    assert rows["Summa"][2] == "=SUM(D3:D4)"
    assert response.headers["Content-Disposition"] == 'attachment; filename="driftbudget-ks-2025.xlsx"'


def test_a_table_to_date_says_when_rounded_amounts_do_not_add_up(client, namnd):
    unit = create_org_unit(slug="barn", name="Nämnden för barn")
    create_occasion(year=YEAR, kind="half_year")

    def notes_after(amount):
        create_ledger_entry(area=create_area(org_unit=unit), year=YEAR, month=3, amount=Decimal(amount))
        return show(client, namnd, unit=unit, url=f"/{YEAR}-delar/barn/ekonomi/").context["page"].notes

    assert DOES_NOT_ADD_UP not in notes_after(1_400)
    assert DOES_NOT_ADD_UP in notes_after(1_400)

"""The page of one area."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.services.comments import comment_variance
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.budget.overview_world import ANSWER, YEAR, close, make_namnd
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
    create_project,
)
from tests.factories import create_member, create_municipality, create_org_unit, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def namnd():
    create_municipality()
    return make_namnd()


def show(client, namnd, area=None, role=Role.CONTROLLER, unit=None):
    client.force_login(create_member(role, unit or namnd.org_unit))
    return client.get(namnd.url(f"{(area or namnd.planning).pk}/"))


def table(response, slug):
    found = next(table for table in response.context["page"].tables if table.slug == slug)
    return {line.label: [text.replace("\u00a0", " ") for text in line.amounts] for line in found.lines}


def test_it_shows_the_area_over_years(client, namnd):
    create_budget_entry(area=namnd.planning, year=YEAR - 1, amount=Decimal(30_000_000))
    create_ledger_entry(area=namnd.planning, year=YEAR - 1, amount=Decimal(30_118_000))

    response = show(client, namnd)

    assert table(response, "over-aren") == {
        "2025": ["31 500", "33 286", "−1 786", "−5,7"],
        "2024": ["30 000", "30 118", "−118", "−0,4"],
    }
    assert "Utfall, tkr" in response.content.decode()


def test_it_shows_the_area_by_month(client, namnd):
    area = create_area(org_unit=namnd.org_unit, name="HR")
    for month in range(1, 13):
        create_budget_entry(area=area, year=YEAR, month=month, amount=Decimal(100_000))
        create_ledger_entry(area=area, year=YEAR, month=month, amount=Decimal(90_000))

    months = table(show(client, namnd, area), "manader")

    assert list(months)[:2] == ["jan", "feb"]
    assert months["dec"] == ["100", "90", "+10"]


def test_each_forecast_is_held_against_the_outcome(client, namnd):
    for month, amount in ((4, 31_500_000), (10, 32_400_000)):
        made = create_forecast_round(org_unit=namnd.org_unit, year=YEAR, as_of=datetime.date(YEAR, month, 30))
        create_forecast(forecast_round=made, area=namnd.planning, amount=Decimal(amount))

    response = show(client, namnd)

    assert table(response, "prognoser") == {
        "30 apr": ["31 500", "0", "−1 786"],
        "30 okt": ["32 400", "−900", "−886"],
    }
    chart = response.context["page"].tables[-1].chart
    assert [point.label for point in chart.points] == ["apr", "okt", "utfall"]


def test_an_area_with_parts_shows_them_and_has_no_comment(client, namnd):
    parent = create_area(org_unit=namnd.org_unit, name="Stöd")
    part = create_area(parent=parent, name="HR")
    create_ledger_entry(area=part, year=YEAR, amount=Decimal(1_000))

    page = show(client, namnd, parent).context["page"]

    assert [row.row.label for row in page.parts] == ["HR", "Summa stöd"]
    assert page.comment_state is None
    assert [above.name for above in show(client, namnd, part).context["page"].above] == ["Stöd"]


def test_changes_of_the_budget_stand_with_their_decision(client, namnd):
    decision = {"decided_by": "fullmäktige", "decided_on": datetime.date(YEAR, 6, 14), "paragraph": "§ 112"}
    create_budget_entry(
        area=namnd.planning, year=YEAR, kind="supplementary", amount=Decimal(500_000), description="Planer", **decision
    )
    create_budget_entry(area=namnd.planning, year=YEAR, kind="reallocation", amount=Decimal(-1_000))

    text = show(client, namnd).content.decode()

    assert "Fullmäktige 14 juni 2025 § 112" in text
    assert "beslut saknas" in text


def test_history_says_who_changed_the_comment_from_what_to_what(client, namnd):
    key = {"org_unit": namnd.org_unit, "area": namnd.planning, "occasion": namnd.occasion}
    comment_variance(**key, **ANSWER, version=0, by=create_user(name="Planchefen"))
    comment_variance(**key, **ANSWER | {"reason": "Fler planer."}, version=1, by=create_user(name="Controllern"))

    page = show(client, namnd, role=Role.READER).context["page"]

    changed, made = page.events
    assert (made.who, made.created) == ("Planchefen", True)
    assert [(c.old, c.new) for c in changed.changes] == [("Konsulter ersatte.", "Fler planer.")]


def test_a_closed_comment_is_text_with_the_reason_why(client, namnd):
    close(namnd)

    response = show(client, namnd)

    assert response.context["page"].form is None
    assert "Låst för inmatning" in response.content.decode()


def test_a_neighbour_gets_404(client, namnd):
    assert show(client, namnd, unit=create_org_unit()).status_code == 404


def test_an_area_of_a_neighbour_is_not_found_through_the_own_unit(client, namnd):
    assert show(client, namnd, area=create_area()).status_code == 404


def test_a_project_has_a_page_of_its_own(client, namnd):
    project = create_project(org_unit=namnd.org_unit)

    response = show(client, namnd, area=project.area)

    assert response.url == namnd.url(f"investeringar/{project.area.pk}/")


def test_who_oversees_does_not_read_what_a_unit_below_still_writes(client, namnd):
    top = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    OrgUnit.objects.filter(pk=namnd.org_unit.pk).update(parent=top)
    key = {"org_unit": namnd.org_unit, "area": namnd.planning, "occasion": namnd.occasion}
    comment_variance(**key, **ANSWER, version=0, by=create_user())
    namnd.org_unit = top
    close(namnd)

    response = show(client, namnd, role=Role.POLITICIAN, unit=create_org_unit(kind=OrgUnit.Kind.EXECUTIVE_BOARD))

    assert response.status_code == 200
    assert "Konsulter ersatte." not in response.content.decode()


def change_and_forecast(namnd, month):
    create_budget_entry(area=namnd.planning, year=YEAR, kind="supplementary")
    made = create_forecast_round(org_unit=namnd.org_unit, year=YEAR, as_of=datetime.date(YEAR, month, 28))
    create_forecast(forecast_round=made, area=namnd.planning)


def test_three_changes_and_forecasts_take_the_same_queries_as_one(client, namnd):
    change_and_forecast(namnd, 4)
    show(client, namnd)
    with CaptureQueriesContext(connection) as few:
        client.get(namnd.url(f"{namnd.planning.pk}/"))
    for month in (8, 10):
        change_and_forecast(namnd, month)

    with CaptureQueriesContext(connection) as many:
        client.get(namnd.url(f"{namnd.planning.pk}/"))

    assert len(many) == len(few)

"""Investments: a project's year against its budget, and its total against what was decided, in neutral words."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import InvestmentProject, ProjectEstimate
from budget.services.investments import create_investment_project, describe_project, estimate_project
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Conflict, Locked
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_ledger_entry,
    create_project,
    create_project_estimate,
)
from tests.factories import create_occasion, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge(economy):
    """Decided at 9 000 000 kr; 500 000 before the program, 100 000 last year, 2 500 000 of 4 000 000 this year."""
    project = create_project(org_unit=economy.ks, approved_total=Decimal(9_000_000), spent_before=Decimal(500_000))
    create_budget_entry(area=project.area, amount=Decimal(4_000_000))
    create_ledger_entry(area=project.area, amount=Decimal(2_500_000))
    create_ledger_entry(area=project.area, year=2024, amount=Decimal(100_000))
    return project


def shown(client, url):
    return client.get(url).content.decode().replace("\u00a0", " ")


def test_the_year_and_the_total_of_a_project(client, economy, controller, bridge):
    create_project_estimate(project=bridge, occasion=economy.occasion, estimated_total=Decimal(9_600_000))

    page = shown(client, economy.url("project_list"))

    for amount in ("4 000", "2 500", "+1 500", "9 000", "3 100", "9 600", "−600"):
        assert f">{amount}</td>" in page
    assert "lägre utgift än budget" in page
    assert "is-good" not in page
    assert "is-bad" not in page
    assert "Utgiften är 2 500 tkr, 1 500 tkr lägre än budgeten." in page


def test_a_project_without_a_budget_counts_as_nothing_in_the_sum(client, economy, controller, bridge):
    create_ledger_entry(area=create_project(org_unit=economy.ks).area, amount=Decimal(331_000))

    page = shown(client, economy.url("project_list"))

    assert "högre utgift än budget" in page
    assert ">−331</td>" in page


def test_an_estimate_of_a_later_occasion_is_not_seen_before(client, economy, controller, bridge):
    create_occasion(year=2025, kind="half_year")
    create_project_estimate(project=bridge, occasion=economy.occasion, estimated_total=Decimal(9_600_000))

    page = shown(client, economy.url("project_list").replace("/2025/", "/2025-delar/"))

    assert ">9 600</td>" not in page


def test_a_comment_is_of_its_own_occasion_and_an_estimate_holds_until_the_next(client, economy, controller, bridge):
    half_year = create_occasion(year=2025, kind="half_year")
    amount, words = Decimal(9_600_000), "Grunden blev dyrare."
    create_project_estimate(project=bridge, occasion=half_year, estimated_total=amount, comment=words)
    create_project_estimate(project=bridge, occasion=economy.occasion, estimated_total=None, comment="Klart i maj.")

    year = shown(client, economy.url("project_list"))
    part = shown(client, economy.url("project_list").replace("/2025/", "/2025-delar/"))

    assert year.count(">9 600</td>") == part.count(">9 600</td>") == 1
    assert ("Klart i maj." in year, words in year) == (True, False)
    assert ("Klart i maj." in part, words in part) == (False, True)


def test_the_page_of_a_project_has_every_year_and_estimate(client, economy, controller, bridge):
    create_project_estimate(project=bridge, occasion=economy.occasion, comment="Grunden blev dyrare.")

    page = shown(client, economy.url("project_detail", bridge.area_id))

    for words in ("Tidigare", ">2024</th>", ">600</td>", ">3 100</td>", "Grunden blev dyrare."):
        assert words in page
    assert "Projektet beräknas kosta 8 000 tkr mindre än beslutat." in page


def test_a_project_is_added_once(client, economy, controller):
    for _ in range(2):
        form = {"name": "Bron", "approved_total": "9 000 000", "token": "engång"}
        response = client.post(economy.url("project_create"), form)

    assertRedirects(response, economy.url("project_list"))
    project = InvestmentProject.objects.get()
    assert (project.area.name, project.area.grouping, project.area.org_unit) == ("Bron", "project", economy.ks)


def test_a_name_is_used_once(client, economy, controller, bridge):
    response = client.post(economy.url("project_create"), {"name": bridge.area.name, "token": "a"})

    assertContains(response, "Det finns redan ett område med det namnet")
    assert InvestmentProject.objects.count() == 1


def test_a_project_and_its_estimate_are_changed(client, economy, controller, bridge):
    detail = economy.url("project_detail", bridge.area_id)

    assertRedirects(
        client.post(economy.url("project_edit", bridge.area_id), {"version": 1, "approved_total": "9 500 000"}), detail
    )
    estimate = {"version": 0, "estimated_total": "9 600 000", "comment": "Grunden"}
    assertRedirects(client.post(economy.url("project_estimate", bridge.area_id), estimate), detail)

    bridge.refresh_from_db()
    assert bridge.approved_total == Decimal(9_500_000)
    assert ProjectEstimate.objects.get().estimated_total == Decimal(9_600_000)


def test_two_who_estimate_at_once_see_both(client, economy, controller, bridge):
    url = economy.url("project_estimate", bridge.area_id)
    client.post(url, {"version": 0, "estimated_total": "9 600 000"})

    response = client.post(url, {"version": 0, "estimated_total": "9 700 000"})

    assertContains(response, "9\u00a0600\u00a0000", status_code=409)
    assertContains(response, "9\u00a0700\u00a0000", status_code=409)


def test_readers_see_projects_without_buttons_and_neighbours_nothing(client, economy, bridge):
    economy.sign_in(client, Role.READER)
    assertNotContains(client.get(economy.url("project_list")), "Lägg till projekt")
    for name, args in [("project_create", []), ("project_edit", [bridge.area_id])]:
        assert client.get(economy.url(name, *args)).status_code == 404

    economy.sign_in(client, Role.CONTROLLER, economy.namnd)
    assert client.get(economy.url("project_list")).status_code == 404
    for name in ("project_detail", "project_edit", "project_estimate"):
        assert client.get(economy.url(name, bridge.area_id, unit=economy.namnd)).status_code == 404


def test_a_locked_year_takes_nothing(economy, bridge):
    by = create_user()
    economy.lock()
    estimate = {"area": bridge.area, "occasion": economy.occasion, "estimated_total": None, "comment": "x"}

    for act in [
        lambda: create_investment_project(org_unit=economy.ks, year=2025, name="Ny", token="a", by=by),
        lambda: describe_project(area=bridge.area, year=2025, version=1, by=by, decided_by="KF"),
        lambda: estimate_project(version=0, by=by, **estimate),
    ]:
        with pytest.raises(Locked):
            act()


def test_an_area_from_a_file_becomes_a_project_when_something_is_said_of_it(economy, bridge):
    area, by = bridge.area, create_user()
    bridge.delete()

    described = describe_project(area=area, year=2025, version=0, by=by, decided_by="KF")

    assert described.area == area
    with pytest.raises(Conflict):
        describe_project(area=area, year=2025, version=0, by=by, decided_by="KS")


def test_the_list_takes_the_same_queries_for_many_projects(
    client, economy, controller, bridge, django_assert_max_num_queries
):
    client.get(economy.url("project_list"))
    with django_assert_max_num_queries(45) as few:
        client.get(economy.url("project_list"))
    for _ in range(3):
        project = create_project(org_unit=economy.ks)
        create_ledger_entry(area=project.area)
        create_project_estimate(project=project, occasion=economy.occasion)

    with django_assert_max_num_queries(len(few)):
        client.get(economy.url("project_list"))


def test_a_part_of_the_year_shows_what_was_spent_by_then(client, economy, controller):
    create_occasion(year=2025, kind="half_year")
    area = create_project(org_unit=economy.ks, spent_before=Decimal(500_000)).area
    create_budget_entry(area=area, amount=Decimal(4_000_000))
    for month, amount in ((3, 700_000), (11, 900_000)):
        create_ledger_entry(area=area, month=month, amount=Decimal(amount))

    page = shown(client, economy.url("project_list").replace("/2025/", "/2025-delar/"))

    assert "Utfall jan–aug 2025" in page
    for amount in ("700", "+3 300", "1 200"):
        assert f">{amount}</td>" in page


def test_a_sum_has_no_difference_while_an_estimate_is_missing(client, economy, controller, bridge):
    create_project_estimate(project=bridge, occasion=economy.occasion, estimated_total=Decimal(9_600_000))
    assert shown(client, economy.url("project_list")).count("−600") == 1

    create_project(org_unit=economy.ks, approved_total=Decimal(1_000_000))

    assert shown(client, economy.url("project_list")).count("−600") == 1


def test_what_has_no_total_of_its_own_leaves_the_difference_of_a_sum(client, economy, controller, bridge):
    create_project_estimate(project=bridge, occasion=economy.occasion, estimated_total=Decimal(9_600_000))
    bridge.area.parent = create_area(org_unit=economy.ks, grouping="project", name="Vägar")
    bridge.area.save()
    create_area(org_unit=economy.ks, grouping="project", name="Inläst", parent=bridge.area.parent)

    page = shown(client, economy.url("project_list"))

    assert page.count("−600") == 2

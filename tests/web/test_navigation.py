import pytest
from django.urls import reverse

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.submissions import change_submission_state
from tests.factories import (
    create_measure,
    create_member,
    create_municipality,
    create_occasion,
    create_org_unit,
    create_report,
    create_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    """A nämnd that writes about 2025, in a kommun that has begun to plan 2026."""
    board = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    create_report(org_unit=board, occasion=create_occasion(year=2025))
    create_occasion(year=2026)
    return board


def test_a_manager_starts_in_the_year_the_own_namnd_writes_about(client, board):
    unit = create_org_unit(slug="naringsliv", kind=OrgUnit.Kind.UNIT, parent=board)
    client.force_login(create_member(Role.MANAGER, unit))
    assert client.get("/").url == reverse("web:start", args=[2025, "naringsliv"])


def test_who_has_no_report_starts_in_the_year_that_others_write_about(client, board):
    client.force_login(create_member(Role.CONTROLLER, create_org_unit(slug="vard")))
    assert client.get("/").url == reverse("web:start", args=[2025, "vard"])


def test_the_page_of_a_measure_stands_under_goals_in_the_menu(client, board):
    client.force_login(create_member(Role.CONTROLLER, board))
    answer = client.get(reverse("measures:measure_detail", args=[2025, "ks", create_measure().slug]))
    assert [item.text for item in answer.context["frame"].menu if item.is_current] == ["Mål"]


def test_an_auditor_starts_with_what_is_closed_and_is_shown_no_open_year(client):
    create_municipality()
    unit, by = create_org_unit(), create_user()
    create_occasion(year=2025)
    closed = create_occasion(year=2024)
    change_submission_state(org_unit=unit, occasion=closed, state="locked", version=0, reason="", by=by)
    client.force_login(create_member(Role.AUDITOR, create_org_unit()))

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == f"/2024/{unit.slug}/rapporter/"
    assert f"/2025/{unit.slug}/" not in page.content.decode()


def test_an_auditor_has_nothing_to_look_for_in_a_year_that_is_open(client):
    unit, by = create_org_unit(), create_user()
    create_occasion(year=2025)
    closed = create_occasion(year=2024)
    change_submission_state(org_unit=unit, occasion=closed, state="locked", version=0, reason="", by=by)
    client.force_login(create_member(Role.AUDITOR, create_org_unit()))

    answers = [client.get(reverse("web:start", args=[year, unit.slug])).status_code for year in (2024, 2025)]

    assert answers == [200, 404]

"""The register of risks and the page of one."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import Risk, RiskRating
from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.roles import Role
from tests.control_factories import (
    create_control_follow_up,
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk_rating,
)
from tests.factories import create_goal, create_member, create_position
from tests.internal_control.reporting import sign_in_as

NEW = {"token": "en", "title": "Fel lön", "category": "staff", "likelihood": "3", "impact": "4", "reason": "Har hänt."}
WORKS_THERE = [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN]


def changes(risk, **fields):
    """What the form of a risk sends when nothing is changed."""
    stored = {"title": risk.title, "category": risk.category, "version": risk.version}
    rating = risk.ratings.get(year=2025)
    return (
        stored | {"rating_version": rating.version, "likelihood": rating.likelihood, "impact": rating.impact} | fields
    )


class TestAdding:
    def test_a_controller_adds_a_risk_with_its_rating_in_one_form(self, client, board):
        sign_in_as(client, Role.CONTROLLER, board.namnd)

        response = client.post(board.url("risk_create"), NEW)

        assertRedirects(response, board.url("overview"))
        assert [rating.score for rating in Risk.objects.get().ratings.all()] == [12]
        assertContains(client.get(board.url("overview")), "En risk.")

    def test_the_steps_are_chosen_by_their_words(self, client, board):
        sign_in_as(client, Role.CONTROLLER, board.namnd)

        response = client.get(board.url("risk_create"))

        assertContains(response, "<strong>3 Möjlig</strong>", html=True)
        assertContains(response, "Det händer någon gång.")

    def test_a_risk_without_a_rating_is_refused_and_what_was_written_stays(self, client, board):
        sign_in_as(client, Role.CONTROLLER, board.namnd)

        response = client.post(board.url("risk_create"), NEW | {"likelihood": ""})

        assertContains(response, "Välj sannolikhet.")
        assertContains(response, "Fel lön")
        assert not Risk.objects.exists()

    def test_a_locked_year_says_so_and_adds_nothing(self, client, board):
        board.lock()
        sign_in_as(client, Role.CONTROLLER, board.namnd)

        assertContains(client.post(board.url("risk_create"), NEW), "Låst för inmatning")
        assertNotContains(client.get(board.url("overview")), "Lägg till risk")
        assert not Risk.objects.exists()

    @pytest.mark.parametrize("role", WORKS_THERE)
    def test_others_read_but_add_nothing(self, client, board, role):
        sign_in_as(client, role, board.namnd)

        assertNotContains(client.get(board.url("overview")), "Lägg till risk")
        assert client.post(board.url("risk_create"), NEW).status_code == 404


class TestChanging:
    def test_the_risk_and_its_rating_are_changed_together(self, client, board):
        risk = board.risk(1, 1)
        sign_in_as(client, Role.CONTROLLER, board.namnd)

        response = client.post(board.url("risk_edit", risk.pk), changes(risk, title="Ny rubrik", likelihood="4"))

        assertRedirects(response, board.url("risk_detail", risk.pk))
        assertContains(client.get(board.url("risk_detail", risk.pk)), "Ny rubrik")
        assert risk.ratings.get().likelihood == 4

    def test_a_risk_nobody_has_rated_this_year_can_be_changed_as_it_is(self, client, board):
        risk = board.risk()
        sign_in_as(client, Role.CONTROLLER, board.namnd)
        fields = {"title": "Ny rubrik", "category": "it", "version": "1", "rating_version": "0"}

        response = client.post(board.url("risk_edit", risk.pk, year=2026), fields)

        assert response.status_code == 302
        assert (Risk.objects.get().title, RiskRating.objects.count()) == ("Ny rubrik", 1)

    def test_two_who_change_the_risk_see_both(self, client, board):
        risk = board.risk()
        mine = changes(risk, title="Mitt")
        sign_in_as(client, Role.CONTROLLER, board.namnd)
        client.post(board.url("risk_edit", risk.pk), changes(risk, title="Den andras"))

        response = client.post(board.url("risk_edit", risk.pk), mine)

        assertContains(response, "Den andras", status_code=409)
        assertContains(response, "Mitt", status_code=409)

    def test_two_who_change_and_rate_see_all_of_both_and_one_choice_saves_it(self, client, board):
        risk = board.risk(1, 1)
        mine = changes(risk, title="Mitt", likelihood="4", reason="Mitt skäl.")
        sign_in_as(client, Role.CONTROLLER, board.namnd)
        client.post(board.url("risk_edit", risk.pk), changes(risk, title="Den andras", likelihood="2"))

        response = client.post(board.url("risk_edit", risk.pk), mine)
        for said in ("Den andras", "Mitt", "2 Mindre sannolik", "4 Sannolik", "Mitt skäl."):
            assertContains(response, said, status_code=409)
        client.post(board.url("risk_edit", risk.pk), mine | {"version": "2", "rating_version": "2"})

        risk.refresh_from_db()
        assert (risk.title, risk.ratings.get().likelihood) == ("Mitt", 4)

    def test_what_is_refused_beside_a_collision_is_kept(self, client, board):
        risk = board.risk(1, 1)
        mine = changes(risk, title="Mitt", reason="Mitt skäl.")
        user = sign_in_as(client, Role.CONTROLLER, board.namnd)
        client.post(board.url("risk_edit", risk.pk), changes(risk, title="Den andras"))
        Submission.objects.update(state="locked", changed_by=user, changed_at="2026-01-25T10:00:00Z")

        response = client.post(board.url("risk_edit", risk.pk), mine)

        assertContains(response, "Låst för inmatning")
        assertContains(response, "Mitt skäl.")

    def test_two_who_rate_see_both_and_the_dialog_saves_only_the_rating(self, client, board):
        risk = board.risk(1, 1)
        mine = changes(risk, likelihood="4")
        sign_in_as(client, Role.CONTROLLER, board.namnd)
        client.post(board.url("risk_edit", risk.pk), changes(risk, likelihood="2"))

        assert client.post(board.url("risk_edit", risk.pk), mine).status_code == 409
        client.post(board.url("risk_edit", risk.pk), {"rating_version": "2", "likelihood": "4", "impact": "1"})

        assert risk.ratings.get().likelihood == 4

    def test_history_tells_who_changed_what(self, client, board):
        risk = board.risk(1, 1)
        user = sign_in_as(client, Role.CONTROLLER, board.namnd)
        client.post(board.url("risk_edit", risk.pk), changes(risk, title="Ny rubrik", likelihood="4"))

        response = client.get(board.url("risk_history", risk.pk))

        for words in ("Ny rubrik", risk.title, "1 × 1 = 1", "4 × 1 = 4", user.name):
            assertContains(response, words)


class TestThroughTheYears:
    def test_control_result_action_and_follow_up_stand_on_the_row_of_their_year(self, client, board):
        risk = board.risk(title="Behörigheter finns kvar")
        create_risk_rating(risk=risk, year=2024, likelihood=4, impact=3)
        test = create_control_test(org_unit=board.namnd, risk=risk, title="Konton i lönesystemet")
        earlier = create_control_plan(org_unit=board.namnd, year=2024)
        create_planned_control(plan=earlier, control_test=test, outcome="serious", finding="Sju konton var öppna.")
        create_improvement_action(org_unit=board.namnd, control_test=test, year=2024, text="Stäng konton direkt")
        create_control_follow_up(control_test=test, year=2025, text="Rutinen följs.")
        sign_in_as(client, Role.READER, board.namnd)

        html = client.get(board.url("risk_detail", risk.pk)).content.decode()

        this_year, last_year = html.split("<tbody>")[1].split("</tr>")[:2]
        for words in ("2024", "Konton i lönesystemet", "Sju konton var öppna.", "Stäng konton direkt"):
            assert words in last_year
        assert "Rutinen följs." in this_year

    def test_a_risk_that_has_ended_keeps_its_page(self, client, board):
        risk = board.risk(valid_to=2024)
        sign_in_as(client, Role.READER, board.namnd)

        assertNotContains(client.get(board.url("overview")), risk.title)
        assert client.get(board.url("risk_detail", risk.pk)).status_code == 200


class TestSecrecy:
    def test_only_who_keeps_the_controls_and_the_responsible_see_a_confidential_risk(self, client, board):
        chef = create_member(Role.MANAGER, board.enhet)
        owner = create_position(org_unit=board.enhet, holder=chef)
        risk = board.risk(title="Hot mot personal", is_confidential=True, owner=owner)
        sign_in_as(client, Role.CONTROLLER, board.namnd)
        assertContains(client.get(board.url("overview")), "Hot mot personal")
        assertContains(client.get(board.url("overview")), "Sekretess")

        client.force_login(chef)
        assertContains(client.get(board.url("overview", unit=board.enhet)), "Hot mot personal")
        assert client.get(board.url("risk_detail", risk.pk, unit=board.enhet)).status_code == 200

    @pytest.mark.parametrize("role", WORKS_THERE)
    def test_nobody_else_does(self, client, board, role):
        risk = board.risk(title="Hot mot personal", is_confidential=True)
        control = board.control({"risk": risk, "title": "Larm", "area": "Säkerhet"})
        create_improvement_action(org_unit=board.namnd, control_test=control.control_test, text="Köp larm")
        sign_in_as(client, role, board.namnd)

        for page in ("overview", "plan"):
            response = client.get(board.url(page))
            for secret in ("Hot mot personal", "Larm", "Köp larm"):
                assertNotContains(response, secret)
        assert client.get(board.url("risk_detail", risk.pk)).status_code == 404
        assert client.get(board.url("risk_history", risk.pk)).status_code == 404

    def test_a_confidential_control_of_an_open_risk_is_hidden_on_the_risks_page_too(self, client, board):
        risk = board.risk()
        control = board.control({"risk": risk, "title": "Larm", "is_confidential": True})
        create_control_follow_up(control_test=control.control_test, text="Larmet fungerar.")
        sign_in_as(client, Role.READER, board.namnd)

        response = client.get(board.url("risk_detail", risk.pk))

        assertNotContains(response, "Larm")


def test_a_manager_meets_the_boards_risks_and_controls_that_are_the_managers_own(client, board):
    chef = create_member(Role.MANAGER, board.enhet)
    position = create_position(org_unit=board.enhet, holder=chef)
    board.risk(title="Min risk", owner=position)
    board.risk(title="Andras risk")
    board.control({"title": "Min kontroll", "responsible": position})
    board.control({"title": "Andras kontroll"})
    client.force_login(chef)

    response = client.get(board.url("overview", unit=board.enhet))

    for words in ("Min risk", "Min kontroll"):
        assertContains(response, words)
    assertNotContains(response, "Andras")


def test_a_neighbour_sees_nothing(client, board):
    risk = board.risk()
    sign_in_as(client, Role.CONTROLLER, board.ks)

    for url in (board.url("overview"), board.url("plan"), board.url("risk_detail", risk.pk)):
        assert client.get(url).status_code == 404


def test_a_goal_of_the_year_can_be_named(client, board):
    goal = create_goal(coordinating_unit=board.namnd)
    sign_in_as(client, Role.CONTROLLER, board.namnd)

    client.post(board.url("risk_create"), NEW | {"goal": goal.pk})

    assert Risk.objects.get().goal == goal

"""The page of the plan: planning, deciding, sending and opening again."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import ControlPlan, PlannedControl
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_plan, create_control_test, create_planned_control
from tests.factories import create_position
from tests.internal_control.planning import DECISION, HTMX
from tests.internal_control.reporting import sign_in_as

NEW = {"token": "en", "area": "Ekonomi", "title": "Attest av utbetalningar"}


@pytest.fixture
def controller(client, board):
    return sign_in_as(client, Role.CONTROLLER, board.namnd)


@pytest.fixture
def secretary(client, board):
    return sign_in_as(client, Role.SECRETARY, board.namnd)


class TestPlanning:
    def test_a_new_kontrollmoment_stands_in_the_plan(self, client, board, controller):
        response = client.post(board.url("control_create"), NEW)

        assertRedirects(response, board.url("plan"))
        assertContains(client.get(board.url("plan")), "Attest av utbetalningar")

    def test_a_risk_to_be_controlled_offers_a_form_that_is_filled_in(self, client, board, controller):
        owner = create_position(org_unit=board.namnd, title="It-chef")
        risk = board.risk(title="Konton är öppna", area="It", handling="control", owner=owner)
        offer = f"{board.url('control_create')}?risk={risk.pk}"
        assertContains(client.get(board.url("plan")), offer)

        form = client.get(offer).context["forms"][0]

        assert {name: form[name].value() for name in ("area", "title", "risk", "responsible")} == {
            "area": "It",
            "title": "Konton är öppna",
            "risk": risk.pk,
            "responsible": owner.pk,
        }

    def test_what_is_saved_from_a_risk_belongs_to_it_and_the_offer_is_gone(self, client, board, controller):
        risk = board.risk(handling="control")

        client.post(f"{board.url('control_create')}?risk={risk.pk}", NEW | {"risk": risk.pk})

        assert PlannedControl.objects.get().control_test.risk == risk
        assertNotContains(client.get(board.url("plan")), "Risker som ska kontrolleras")

    @pytest.mark.parametrize(("fields", "offered"), [({}, True), ({"handling": "accept"}, False)])
    def test_a_high_score_offers_a_control_unless_something_else_is_decided(
        self, client, board, controller, fields, offered
    ):
        board.risk(3, 3, **fields)

        assert (b"Planera kontroll" in client.get(board.url("plan")).content) == offered

    def test_kontrollmoment_of_an_earlier_plan_are_fetched(self, client, board, controller):
        test = create_control_test(org_unit=board.namnd, title="Jäv")
        create_planned_control(plan=create_control_plan(org_unit=board.namnd, year=2024), control_test=test)
        assertContains(client.get(board.url("plan")), "Hämta från 2024")

        client.post(board.url("control_take_over"), {"control_test": [test.pk]})

        assert [control.control_test for control in ControlPlan.objects.get(year=2025).controls.all()] == [test]

    def test_fetching_nothing_says_what_to_do(self, client, board, controller):
        assertContains(client.post(board.url("control_take_over"), follow=True), "Välj minst ett kontrollmoment")

    def test_a_kontrollmoment_and_its_time_are_changed_together(self, client, board, controller):
        control = board.control({"title": "Attest"})
        fields = {"version": 1, "when_version": 1, "area": "Ekonomi", "title": "Attest och jäv", "due_text": "mars"}

        client.post(board.url("control_edit", control.pk), fields)

        control.refresh_from_db()
        assert (control.control_test.title, control.due_text) == ("Attest och jäv", "mars")

    def test_the_form_says_in_which_other_years_it_changes(self, client, board, controller):
        control = board.control()
        earlier = create_control_plan(org_unit=board.namnd, year=2024)
        create_planned_control(plan=earlier, control_test=control.control_test)

        assertContains(client.get(board.url("control_edit", control.pk)), "står också i planen för 2024")

    def test_two_who_change_at_once_see_both(self, client, board, controller):
        control = board.control()
        fields = {"version": 1, "when_version": 1, "area": "Ekonomi"}
        client.post(board.url("control_edit", control.pk), fields | {"title": "Den andras"})

        response = client.post(board.url("control_edit", control.pk), fields | {"title": "Mitt"})

        assertContains(response, "Den andras", status_code=409)

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_control_is_moved_with_script_and_without(self, client, board, controller, headers):
        first, second = (board.control({"title": title}, order=order) for order, title in enumerate("AB"))

        response = client.post(board.url("control_move", second.pk), {"direction": "upp"}, headers=headers)

        assert [control.pk for control in board.plan().controls.all()] == [second.pk, first.pk]
        assert response.status_code == (200 if headers else 302)
        assert b"<html" not in response.content

    def test_removing_asks_first(self, client, board, controller):
        control = board.control({"title": "Jäv"})
        assertContains(client.get(board.url("control_remove", control.pk)), "Ta bort ”Jäv” ur planen?")

        client.post(board.url("control_remove", control.pk), {"version": 1})

        assertContains(client.get(board.url("plan")), "Planen är tom")

    def test_a_control_that_somebody_changed_is_not_removed_unseen(self, client, board, controller):
        control = board.control()

        response = client.post(board.url("control_remove", control.pk), {"version": 7})

        assertContains(response, "Någon ändrade samtidigt", status_code=409)

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
    def test_others_read_the_plan_and_change_nothing(self, client, board, role):
        control = board.control({"title": "Jäv"})
        sign_in_as(client, role, board.namnd)

        page = client.get(board.url("plan"))
        assertContains(page, "Jäv")
        for words in ("Lägg till kontrollmoment", "Ta bort", "Flytta"):
            assertNotContains(page, words)
        for name, args in [("control_create", ()), ("control_move", [control.pk]), ("control_take_over", ())]:
            assert client.post(board.url(name, *args), NEW).status_code == 404


class TestDeciding:
    def test_the_secretary_registers_the_decision(self, client, board, secretary):
        plan = board.control().plan

        response = client.post(board.url("plan_decide"), DECISION | {"version": plan.version})

        assertRedirects(response, board.url("plan"))
        assertContains(client.get(board.url("plan")), "Vård &amp; Omsorg, 3 februari 2025, § 12, dnr 7")

    def test_the_plan_is_then_locked_for_the_controller(self, client, board, controller):
        control = board.control()
        board.decide()

        assertContains(client.get(board.url("plan")), "Controllern eller nämndsekreteraren kan öppna den igen")
        assertNotContains(client.get(board.url("plan")), "Lägg till kontrollmoment")
        assertContains(client.post(board.url("control_create"), NEW), "Planen är beslutad")
        client.post(board.url("control_move", control.pk), {"direction": "upp"})
        assert board.plan().controls.count() == 1

    @pytest.mark.parametrize("role", [Role.CONTROLLER, Role.ADMINISTRATOR, Role.POLITICIAN])
    def test_nobody_else_registers_it(self, client, board, role):
        board.control()
        sign_in_as(client, role, board.namnd)

        assert client.post(board.url("plan_decide"), DECISION | {"version": 1}).status_code == 404
        assertNotContains(client.get(board.url("plan")), "Registrera beslut")

    @pytest.mark.parametrize("missing", ["decided_by", "decided_on", "decision_paragraph"])
    def test_the_decision_is_given_whole(self, client, board, secretary, missing):
        board.control()

        response = client.post(board.url("plan_decide"), DECISION | {"version": 1, missing: ""})

        assertContains(response, 'class="error"')
        assert not board.plan().is_decided

    def test_two_secretaries_do_not_decide_it_twice(self, client, board, secretary):
        board.control()
        client.post(board.url("plan_decide"), DECISION | {"version": 1})

        response = client.post(board.url("plan_decide"), DECISION | {"version": 1, "decision_paragraph": "§ 99"})

        assertContains(response, "Planen är beslutad")
        assert board.plan().decision_paragraph == "§ 12"

    def test_opening_again_needs_a_reason_that_everybody_reads(self, client, board, secretary):
        board.control()
        plan = board.decide()
        assertContains(client.post(board.url("plan_reopen"), {"version": plan.version}), "Skriv varför")

        client.post(board.url("plan_reopen"), {"version": plan.version, "reopened_reason": "En risk saknas."})

        assertContains(client.get(board.url("plan")), "Öppnad igen: En risk saknas.")

    def test_sending_reminds_that_it_becomes_public_and_keeps_who_and_when(self, client, board, controller):
        board.control()
        plan = board.decide()
        assertContains(client.get(board.url("plan_send")), "allmän handling")

        client.post(board.url("plan_send"), {"version": plan.version})

        plan.refresh_from_db()
        assert plan.sent_by == controller
        assertContains(client.get(board.url("plan")), "Översänd")

    def test_a_draft_is_not_sent(self, client, board, controller):
        board.control()

        assertContains(client.post(board.url("plan_send"), {"version": 1}), "när nämnden har beslutat den")

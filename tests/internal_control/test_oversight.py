"""Uppsikt: the kommunstyrelse sees what every nämnd has sent, and nothing else."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from internal_control.pages.oversight import Oversight, read_oversight
from kommunrapport.http import Lens
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_conclusion, create_improvement_action
from tests.factories import create_user
from tests.internal_control.reporting import sign_in_as

LATE = datetime.date(2025, 5, 1)
TODAY = datetime.date(2025, 6, 1)


@pytest.fixture
def ordforande(client, board):
    return sign_in_as(client, Role.POLITICIAN, board.ks)


def row(board):
    """What the page says of the nämnd."""
    page = read_oversight(Lens(Period(2025), board.ks, board.occasion), TODAY)
    return next(one for one in page.rows if one.org_unit == board.namnd)


def conclude(board, *, sent=True, **fields):
    by = {"sent_at": timezone.now(), "sent_by": create_user()} if sent else {}
    return create_control_conclusion(org_unit=board.namnd, year=2025, **by | fields)


class TestWhatIsSeen:
    def test_a_draft_stays_with_its_board(self, client, board, ordforande):
        board.control({"title": "Utkastets kontroll"}, outcome="serious", finding="Sju konton.")
        create_improvement_action(org_unit=board.namnd, due_on=LATE)
        conclude(board, sent=False)

        assertNotContains(client.get(board.url("oversight", unit=board.ks)), "Utkastets")
        assert client.get(board.url("oversight_unit", "vard", unit=board.ks)).status_code == 404
        assert (row(board).controls, row(board).performed, row(board).late) == (None, None, None)
        assert row(board).verdict.text == "Inte lämnad"

    def test_a_decided_plan_is_a_draft_until_it_is_sent(self, board):
        board.control()
        board.decide()

        assert row(board).controls is None

    def test_a_sent_plan_shows_its_controls_but_not_how_they_went(self, client, board, ordforande):
        board.control({"title": "Attest"}, outcome="serious", finding="Sju konton var öppna.")
        create_improvement_action(org_unit=board.namnd, text="Stäng konton", due_on=LATE)
        board.decide(sent=True)

        page = client.get(board.url("oversight_unit", "vard", unit=board.ks))

        assertContains(page, "Attest")
        for words in ("Sju konton", "Allvarlig avvikelse", "Stäng konton"):
            assertNotContains(page, words)
        assert (row(board).controls, row(board).performed, row(board).late) == (1, None, None)

    @pytest.mark.parametrize("send", [conclude, lambda board: board.lock()], ids=["conclusion", "figures"])
    def test_results_and_late_actions_show_when_they_are_sent(self, board, send):
        board.control(outcome="serious", finding="Sju konton.")
        board.control(outcome="minor", finding="En saknades.")
        board.control(outcome="not_performed", reason="Hann inte.")
        create_improvement_action(org_unit=board.namnd, due_on=LATE)
        create_improvement_action(org_unit=board.namnd, due_on=LATE, status="done", closed_on=TODAY)
        board.decide(sent=True)
        send(board)

        seen = row(board)

        assert (seen.controls, seen.performed, seen.minor, seen.serious, seen.late) == (3, 2, 1, 1, 1)

    def test_nothing_confidential_is_counted_or_shown(self, client, board, ordforande):
        risk = board.risk(is_confidential=True)
        control = board.control({"title": "Larm", "risk": risk}, outcome="serious", finding="Larmet är trasigt.")
        board.control({"title": "Lås", "is_confidential": True})
        create_improvement_action(org_unit=board.namnd, text="Köp larm", risk=risk, due_on=LATE)
        create_improvement_action(org_unit=board.namnd, text="Byt larm", control_test=control.control_test, due_on=LATE)
        board.decide(sent=True)
        conclude(board)

        page = client.get(board.url("oversight_unit", "vard", unit=board.ks))

        for secret in ("Larm", "larm", "Lås"):
            assertNotContains(page, secret)
        assert (row(board).controls, row(board).serious, row(board).late) == (0, 0, 0)

    def test_the_lead_counts_sent_plans_and_late_actions(self, client, board, ordforande):
        board.control()
        board.decide(sent=True)
        conclude(board, verdict="needs_improvement", text="Attesten brister.")
        create_improvement_action(org_unit=board.namnd, due_on=LATE)

        page = client.get(board.url("oversight", unit=board.ks))

        assertContains(page, "En av två nämnder har översänt sin plan. En åtgärd är försenad.")
        assertContains(page, "Behöver förbättras")
        assertContains(client.get(board.url("oversight_unit", "vard", unit=board.ks)), "Attesten brister.")

    def test_the_lead_is_said_of_none_of_all_and_of_a_single_one(self, board):
        lens = Lens(Period(2025), board.ks, board.occasion)
        none = read_oversight(lens, TODAY)
        board.control()
        board.decide(sent=True)
        some = read_oversight(lens, TODAY)
        single = Oversight(tuple(one for one in some.rows if one.org_unit == board.namnd))

        assert none.lead == "Ingen nämnd har översänt sin plan."
        assert some.lead == "En av två nämnder har översänt sin plan."
        assert single.lead == "Vård & Omsorg har översänt sin plan."

    def test_an_opened_plan_is_no_longer_seen(self, board):
        board.control()
        plan = board.decide(sent=True)
        assert row(board).controls == 1
        plan.decided_on, plan.decided_by, plan.sent_at, plan.sent_by = None, "", None, None
        plan.save()

        assert row(board).controls is None


class TestWhoSeesIt:
    @pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER, Role.SECRETARY, Role.POLITICIAN, Role.MANAGER])
    def test_the_kommunstyrelses_own_do(self, client, board, role):
        sign_in_as(client, role, board.ks)

        assert client.get(board.url("oversight", unit=board.ks)).status_code == 200
        assertContains(client.get(board.url("overview", unit=board.ks)), "Uppsikt över nämnderna")

    @pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER, Role.SECRETARY, Role.POLITICIAN, Role.MANAGER])
    def test_those_of_another_board_do_not(self, client, board, role):
        sign_in_as(client, role, board.namnd)

        assert client.get(board.url("oversight")).status_code == 404
        assert client.get(board.url("oversight_unit", "vard")).status_code == 404
        assertNotContains(client.get(board.url("overview")), "Uppsikt över nämnderna")

    def test_the_auditor_and_the_administrator_do(self, client, board):
        board.lock()
        for role in (Role.AUDITOR, Role.ADMINISTRATOR):
            sign_in_as(client, role, board.namnd)
            assert client.get(board.url("oversight")).status_code == 200


class TestTheBoardsOwnPageForWhoOversees:
    def test_it_shows_the_plan_only_when_it_is_sent(self, client, board, ordforande):
        board.control({"title": "Attest"})
        board.lock()
        assertNotContains(client.get(board.url("overview")), "Attest")
        assertContains(client.get(board.url("plan")), "har inte översänt sin plan")

        board.decide(sent=True)
        assertContains(client.get(board.url("overview")), "Attest")
        assertContains(client.get(board.url("plan")), "Attest")

"""What waits in the forecasts: for who answers for areas, and for who keeps the plan."""

import datetime
from decimal import Decimal

import pytest

from budget.forecast_todo import correction_tasks, forecast_tasks
from kommunrapport.http import Lens
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.todo import FINDERS
from tests.budget.entering import answer_for
from tests.budget_factories import create_correction_action, create_correction_follow_up, create_forecast
from tests.factories import create_member

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 9, 1)
LAST_DAY = datetime.date(2025, 9, 15)


@pytest.fixture
def lens(economy):
    return Lens(Period(2025), economy.ks, economy.occasion)


@pytest.fixture
def chef(economy, client):
    user = answer_for(economy, client, economy.school)
    economy.library.responsible = economy.school.responsible
    economy.library.save()
    return user


def waiting(find, user, lens, today=TODAY):
    return [task.text for task in find(user, lens, today)]


def say(found, area, amount):
    create_forecast(forecast_round=found, area=area, amount=Decimal(amount))


def test_both_are_found_by_the_start_page():
    assert {forecast_tasks, correction_tasks} <= set(FINDERS)


def test_a_manager_is_asked_for_the_forecasts_that_are_missing(economy, lens, chef):
    assert waiting(forecast_tasks, chef, lens) == []
    found = economy.open_round(cut_off=LAST_DAY)
    assert waiting(forecast_tasks, chef, lens) == ["Lämna prognos för två områden senast 15 september 2025"]

    say(found, economy.school, 1)
    (task,) = forecast_tasks(chef, lens, TODAY)
    assert (task.text, task.due) == ("Lämna prognos för ett område senast 15 september 2025", LAST_DAY)
    assert task.url == economy.url("forecast_round", found.pk)

    say(found, economy.library, 1)
    assert waiting(forecast_tasks, chef, lens) == []


def test_nobody_is_asked_after_the_last_day_or_for_what_others_answer_for(economy, lens, chef):
    economy.open_round(cut_off=LAST_DAY)

    assert waiting(forecast_tasks, chef, lens, LAST_DAY + datetime.timedelta(days=1)) == []
    for role in (Role.MANAGER, Role.CONTROLLER, Role.READER):
        assert waiting(forecast_tasks, create_member(role, economy.ks), lens) == []


def test_a_deficit_asks_for_a_plan_and_then_for_its_follow_up(economy, lens):
    user = create_member(Role.CONTROLLER, economy.ks)
    assert waiting(correction_tasks, user, lens) == []
    say(economy.open_round(), economy.school, 1_200_000)
    assert waiting(correction_tasks, user, lens) == ["Skriv en åtgärdsplan"]
    (task,) = correction_tasks(user, lens, TODAY)
    assert "åtgärdsplan saknas" in task.detail

    action = create_correction_action(org_unit=economy.ks)
    assert waiting(correction_tasks, user, lens) == []

    later = economy.open_round(as_of=datetime.date(2025, 10, 31))
    say(later, economy.school, 1_100_000)
    assert waiting(correction_tasks, user, lens) == ["Följ upp en åtgärd i åtgärdsplanen"]
    create_correction_follow_up(action=action, forecast_round=later)
    assert waiting(correction_tasks, user, lens) == []


def test_a_plan_is_not_asked_of_others_or_in_balance(economy, lens):
    say(economy.open_round(), economy.school, 1_200_000)
    assert waiting(correction_tasks, create_member(Role.READER, economy.ks), lens) == []

    say(economy.open_round(as_of=datetime.date(2025, 10, 31)), economy.school, 1_000_000)
    assert waiting(correction_tasks, create_member(Role.CONTROLLER, economy.ks), lens) == []

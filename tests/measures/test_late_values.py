"""Values that were to come later come when the figures are locked, and history says so."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from kommunrapport.http import Lens
from kommunrapport.measures.changes import changes_of
from kommunrapport.measures.models import Observation
from kommunrapport.measures.series import Breakdown
from kommunrapport.measures.services import record_outcome, record_value, undo_outcome
from kommunrapport.measures.todo import expected_values
from kommunrapport.organisation.models import Occasion, Submission
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Conflict, Locked
from tests.factories import (
    create_goal,
    create_goal_measure,
    create_measure,
    create_member,
    create_observation,
    create_occasion,
    create_org_unit,
)

pytestmark = pytest.mark.django_db

Status = Observation.Status
SENTENCE = "Väntat värde som kom efter låsningen"
APRIL = datetime.date(2026, 4, 1)


@pytest.fixture
def unit():
    return create_org_unit(slug="namnd")


@pytest.fixture
def controller(unit):
    return create_member(Role.CONTROLLER, unit)


@pytest.fixture
def place(unit, controller):
    """Where an index is to come in April; the figures of the unit are sent."""
    occasion = create_occasion(year=2025)
    Submission.objects.create(
        org_unit=unit, occasion=occasion, state="sent", changed_by=controller, changed_at=timezone.now()
    )
    measure = create_measure(name="Index", slug="index")
    create_goal_measure(goal=create_goal(coordinating_unit=unit), measure=measure)
    create_observation(measure=measure, org_unit=unit, value=None, status=Status.EXPECTED, expected_on=APRIL)
    key = {"measure": measure, "org_unit": unit, "year": 2025, "part": "full_year", "breakdown": Breakdown()}
    return key | {"by": controller}


def test_an_expected_value_is_stored_when_the_figures_are_sent_and_history_says_so(place, unit):
    saved = record_value(**place, version=1, value=Decimal(112))

    assert (saved.value, saved.status, saved.expected_on) == (Decimal(112), Status.FINAL, None)
    (change,) = changes_of(place["measure"], unit, "full_year")[:1]
    assert (change.before, change.after, change.why) == ("kommer apr 2026", "112", SENTENCE)


def test_a_value_that_has_come_is_locked_as_the_others(place):
    record_value(**place, version=1, value=Decimal(112))

    with pytest.raises(Locked):
        record_value(**place, version=2, value=Decimal(113))


def test_a_slip_is_taken_back_and_entered_again(place):
    record_value(**place, version=1, value=Decimal(1120))

    undo_outcome(**place, version=2)
    again = record_value(**place, version=3, value=Decimal(112))

    assert (again.value, again.version) == (Decimal(112), 4)


@pytest.mark.parametrize("status", [Status.FINAL, Status.NOT_MEASURED])
def test_what_was_not_expected_stays_locked(place, status):
    row = Observation.objects.get()
    row.status, row.value = status, Decimal(90) if status == Status.FINAL else None
    row.save()

    with pytest.raises(Locked):
        record_outcome(**place, version=1, status=Status.FINAL, value=Decimal(112))
    with pytest.raises(Locked):
        undo_outcome(**place, version=1)


def test_what_nobody_said_would_come_is_locked(place):
    with pytest.raises(Locked):
        record_value(**place | {"measure": create_measure()}, version=0, value=Decimal(112))


def test_two_who_enter_the_value_meet_as_always(place):
    record_outcome(**place, version=1, status=Status.EXPECTED, expected_text="i höst")

    with pytest.raises(Conflict):
        record_value(**place, version=1, value=Decimal(112))


def test_an_open_figure_has_no_such_note(place, unit):
    Submission.objects.update(state="open")

    record_value(**place, version=1, value=Decimal(112))

    assert changes_of(place["measure"], unit, "full_year")[0].why == ""


@pytest.mark.parametrize(("today", "is_told"), [("2026-03-31", False), ("2026-04-01", True), ("2027-01-10", True)])
@pytest.mark.parametrize("year", [2025, 2026])
def test_it_waits_from_its_month_on_also_in_the_next_year(place, unit, controller, today, is_told, year):
    lens = Lens(Period(year), unit, Occasion.objects.of_period(Period(year)))

    tasks = expected_values(controller, lens, datetime.date.fromisoformat(today))

    expected = [("Registrera utfallet för Index 2025", datetime.date(2026, 4, 30), "/2025/namnd/utfall/?saknas=1")]
    assert [(task.text, task.due, task.url) for task in tasks] == (expected if is_told else [])


def test_who_does_not_enter_it_is_not_asked(place, unit):
    reader = create_member(Role.READER, unit)

    assert expected_values(reader, Lens(Period(2025), unit, None), APRIL) == []


def test_the_grid_takes_the_value_though_it_is_locked(client, place, controller):
    create_goal_measure(goal=create_goal(coordinating_unit=place["org_unit"]), measure=(other := create_measure()))
    client.force_login(controller)

    page = client.get("/2025/namnd/utfall/").text
    client.post(f"/2025/namnd/utfall/index/{Breakdown().slug}/", {"value": "112", "version": "1"})

    assert "Värden som skulle komma senare kan du registrera ändå." in page
    assert page.count('class="cell"') == 1
    assert Observation.objects.get().value == 112
    assert not other.observations.exists()

"""Entering outcomes: versions, locks, and what stood before."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from kommunrapport.measures.models import Observation, Target
from kommunrapport.measures.series import Breakdown
from kommunrapport.measures.services import (
    clear_outcome,
    clear_target,
    record_outcome,
    record_target,
    record_value,
    undo_outcome,
)
from kommunrapport.organisation.models import Submission
from kommunrapport.records.saving import Conflict, Locked
from tests.factories import create_measure, create_occasion, create_org_unit, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> dict:
    """One outcome's place: its measure, unit and year, and who enters it."""
    unit = create_org_unit()
    return {
        "measure": create_measure(),
        "org_unit": unit,
        "year": 2025,
        "part": "full_year",
        "breakdown": Breakdown(),
        "by": create_user(name="Controller"),
    }


@pytest.fixture
def aimed(place) -> dict:
    """A target's place: it is the whole year's."""
    return {key: value for key, value in place.items() if key != "part"}


def value_of(place: dict) -> Decimal | None:
    return Observation.objects.filter(measure=place["measure"]).values_list("value", flat=True).first()


def test_the_first_outcome_is_recorded_with_its_history(place):
    outcome = record_value(**place, version=0, value=Decimal(71))

    assert outcome.version == 1
    assert outcome.history.get().history_user == place["by"]


def test_saving_an_old_version_is_a_conflict_with_what_is_stored(place):
    record_value(**place, version=0, value=Decimal(71))
    record_value(**place, version=1, value=Decimal(72))

    with pytest.raises(Conflict) as refused:
        record_value(**place, version=1, value=Decimal(73))

    assert refused.value.stored.value == 72
    assert value_of(place) == 72


def test_saving_what_was_cleared_is_a_conflict_with_nothing_stored(place):
    outcome = record_value(**place, version=0, value=Decimal(71))
    clear_outcome(observation=outcome, version=1, by=place["by"])

    with pytest.raises(Conflict) as refused:
        record_value(**place, version=1, value=Decimal(72))

    assert refused.value.stored.pk is None


def test_a_value_that_comes_back_has_a_version_no_old_page_knows(place):
    outcome = record_value(**place, version=0, value=Decimal(71))
    clear_outcome(observation=outcome, version=1, by=place["by"])

    assert record_value(**place, version=0, value=Decimal(72)).version == 2


def test_clearing_an_old_version_is_a_conflict(place):
    outcome = record_value(**place, version=0, value=Decimal(71))
    record_value(**place, version=1, value=Decimal(72))

    with pytest.raises(Conflict):
        clear_outcome(observation=outcome, version=1, by=place["by"])


def test_clearing_twice_is_a_success(place, aimed):
    outcome = record_value(**place, version=0, value=Decimal(71))

    clear_outcome(observation=outcome, version=1, by=place["by"])
    clear_outcome(observation=outcome, version=1, by=place["by"])

    assert value_of(place) is None


@pytest.mark.parametrize("state", [Submission.State.LOCKED, Submission.State.SENT])
def test_closed_figures_take_nothing(place, aimed, state):
    outcome = record_value(**place, version=0, value=Decimal(71))
    occasion = create_occasion(year=2025)
    Submission.objects.create(
        org_unit=place["org_unit"],
        occasion=occasion,
        state=state,
        changed_by=place["by"],
        changed_at="2026-01-25T10:00:00Z",
    )

    with pytest.raises(Locked):
        record_value(**place, version=1, value=Decimal(72))
    with pytest.raises(Locked):
        clear_outcome(observation=outcome, version=1, by=place["by"])
    with pytest.raises(Locked):
        undo_outcome(**place, version=1)
    with pytest.raises(Locked):
        record_target(**aimed, goal_id=None, version=0, operator="at_least", value=Decimal(1), direction="")


def test_a_value_needs_no_reason_and_a_reason_no_value(place):
    with pytest.raises(ValidationError):
        record_outcome(**place, version=0, status=Observation.Status.NOT_MEASURED, value=Decimal(1))
    with pytest.raises(ValidationError):
        record_outcome(**place, version=0, status=Observation.Status.FINAL, value=None)


def test_undo_of_the_first_save_takes_the_outcome_away(place):
    record_value(**place, version=0, value=Decimal(71))

    undo_outcome(**place, version=1)

    assert value_of(place) is None


def test_undo_puts_back_every_field(place):
    reason = {"status": Observation.Status.EXPECTED, "value": None, "expected_text": "i vår"}
    record_outcome(**place, version=0, **reason)
    record_value(**place, version=1, value=Decimal(71))

    undo_outcome(**place, version=2)

    outcome = Observation.objects.get()
    assert (outcome.status, outcome.value, outcome.expected_text) == ("expected", None, "i vår")


def test_undo_of_clearing_brings_the_value_back(place):
    outcome = record_value(**place, version=0, value=Decimal(71))
    clear_outcome(observation=outcome, version=1, by=place["by"])

    undo_outcome(**place, version=0)

    assert value_of(place) == 71


def test_undo_of_a_value_that_came_back_takes_it_away_again(place):
    outcome = record_value(**place, version=0, value=Decimal(71))
    clear_outcome(observation=outcome, version=1, by=place["by"])
    record_value(**place, version=0, value=Decimal(72))

    undo_outcome(**place, version=2)

    assert value_of(place) is None


def test_undo_where_nothing_ever_stood_does_nothing(place):
    undo_outcome(**place, version=0)

    assert value_of(place) is None


def test_undo_after_somebody_elses_save_is_a_conflict(place):
    record_value(**place, version=0, value=Decimal(71))
    record_value(**place, version=1, value=Decimal(72))

    with pytest.raises(Conflict):
        undo_outcome(**place, version=1)


def test_a_target_is_recorded_changed_and_cleared(place, aimed):
    aim = {"operator": "at_least", "direction": ""}
    target = record_target(**aimed, goal_id=None, version=0, value=Decimal(80), **aim)
    record_target(**aimed, goal_id=None, version=1, value=Decimal(81), **aim)
    assert Target.objects.get().value == 81

    clear_target(target=target, version=2, by=place["by"])
    clear_target(target=target, version=2, by=place["by"])

    assert not Target.objects.exists()


def test_an_old_page_does_not_overwrite_a_target(place, aimed):
    aim = {"operator": "at_least", "direction": ""}
    target = record_target(**aimed, goal_id=None, version=0, value=Decimal(80), **aim)
    clear_target(target=target, version=1, by=place["by"])

    with pytest.raises(Conflict):
        record_target(**aimed, goal_id=None, version=1, value=Decimal(82), **aim)

"""Two who save at once, on real connections: the slower one is told, and nothing is lost."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import Observation
from kommunrapport.measures.series import Breakdown
from kommunrapport.measures.services import record_outcome
from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.submissions import change_submission_state
from kommunrapport.records.saving import save_checked
from tests.factories import create_measure, create_observation, create_occasion, create_org_unit, create_user
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6


def test_of_many_who_save_the_same_version_one_is_saved_and_the_others_are_told():
    observation, by = create_observation(), create_user()

    def save(value):
        save_checked(Observation, pk=observation.pk, version=1, by=by, value=Decimal(value))

    answers = at_once(*[lambda value=value: save(value) for value in range(1, WRITERS + 1)])

    assert sorted(answers) == ["Conflict"] * (WRITERS - 1) + ["saved"]
    observation.refresh_from_db()
    assert observation.version == 2
    assert Observation.history.filter(id=observation.pk, version=2).count() == 1


@pytest.mark.parametrize("with_occasion", [True, False])
def test_of_many_who_enter_the_first_outcome_one_is_saved(with_occasion):
    measure, unit, by = create_measure(), create_org_unit(), create_user()
    if with_occasion:
        create_occasion(year=2025)

    def enter(value):
        record_outcome(
            measure=measure,
            org_unit=unit,
            year=2025,
            part="full_year",
            breakdown=Breakdown(),
            version=0,
            by=by,
            value=Decimal(value),
        )

    answers = at_once(*[lambda value=value: enter(value) for value in range(1, WRITERS + 1)])

    assert sorted(answers) == ["Conflict"] * (WRITERS - 1) + ["saved"]
    assert Observation.objects.count() == 1


def test_a_save_beside_a_lock_is_either_before_it_or_refused():
    observation, by = create_observation(), create_user()
    occasion = create_occasion(year=observation.year)
    Submission.objects.create(org_unit=observation.org_unit, occasion=occasion)

    def lock():
        change_submission_state(
            org_unit=observation.org_unit, occasion=occasion, state="locked", version=1, reason="", by=by
        )

    def enter():
        record_outcome(
            measure=observation.measure,
            org_unit=observation.org_unit,
            year=observation.year,
            part=observation.part,
            breakdown=Breakdown(),
            version=1,
            by=by,
            value=Decimal(81),
        )

    locked, entered = at_once(lock, enter)

    assert locked == "saved"
    observation.refresh_from_db()
    assert observation.value == (81 if entered == "saved" else 80)
    assert entered in {"saved", "Locked"}

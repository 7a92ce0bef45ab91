import pytest
from django.core.exceptions import ValidationError

from kommunrapport.organisation.models import OrgUnit, Submission
from kommunrapport.organisation.submissions import (
    change_submission_state,
    hold_open_submission,
    lock_sentence,
    reporting_unit,
)
from kommunrapport.records.saving import Conflict, Locked
from tests.factories import create_occasion, create_org_unit, create_user

pytestmark = pytest.mark.django_db


def test_figures_of_an_office_are_guarded_by_its_committee():
    committee = create_org_unit()
    office = create_org_unit(kind=OrgUnit.Kind.ADMINISTRATION, parent=committee)
    unit = create_org_unit(kind=OrgUnit.Kind.UNIT, parent=office)
    assert reporting_unit(unit) == committee


def test_a_lock_stops_entry_in_the_units_below_and_says_who_and_when(time_machine):
    time_machine.move_to("2026-01-25 14:00")
    committee, occasion, by = create_org_unit(), create_occasion(), create_user(name="Controller")
    office = create_org_unit(kind=OrgUnit.Kind.ADMINISTRATION, parent=committee)
    change_submission_state(
        org_unit=committee, occasion=occasion, state="locked", version=0, reason="Bokslutet är klart.", by=by
    )

    with pytest.raises(Locked) as lock:
        hold_open_submission(office, occasion.year, occasion.kind)

    assert lock.value.sentence.startswith("Låst för inmatning sedan 25 januari 2026 av Controller. ")
    assert "Bokslutet är klart." in lock.value.sentence


def test_a_year_that_the_kommun_has_not_opened_is_open_for_history():
    hold_open_submission(create_org_unit(), 1999, "full_year")


def test_opening_again_needs_a_reason():
    unit, occasion, by = create_org_unit(), create_occasion(), create_user()
    locked = change_submission_state(org_unit=unit, occasion=occasion, state="locked", version=0, reason="", by=by)

    with pytest.raises(ValidationError, match="Skriv varför"):
        change_submission_state(
            org_unit=unit, occasion=occasion, state="open", version=locked.version, reason="", by=by
        )

    assert Submission.objects.get().state == "locked"


def test_two_who_change_the_state_at_once_do_not_overwrite_each_other():
    unit, occasion, by = create_org_unit(), create_occasion(), create_user()
    change_submission_state(org_unit=unit, occasion=occasion, state="locked", version=0, reason="", by=by)

    with pytest.raises(Conflict):
        change_submission_state(org_unit=unit, occasion=occasion, state="sent", version=1, reason="", by=by)


def test_a_sent_submission_says_so():
    unit, occasion, by = create_org_unit(), create_occasion(), create_user()
    sent = change_submission_state(org_unit=unit, occasion=occasion, state="sent", version=0, reason="", by=by)
    assert lock_sentence(sent).startswith("Översänt sedan ")

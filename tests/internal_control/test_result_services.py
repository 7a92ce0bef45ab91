"""Saving how controls went, and what happened with what they led to."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from internal_control.models import ControlFollowUp, PlannedControl
from internal_control.services.results import follow_up_control, report_control, take_back_result
from kommunrapport.records.saving import Conflict, Locked
from tests.control_factories import create_control_conclusion, create_control_test
from tests.factories import create_user

pytestmark = pytest.mark.django_db


def report(planned, outcome="none", version=1, by=None, **result):
    return report_control(pk=planned.pk, version=version, by=by or create_user(), outcome=outcome, **result)


def test_a_result_is_saved_with_its_numbers(controlled):
    planned, day = controlled.control(), datetime.date(2025, 10, 12)

    report(planned, "minor", finding="Två saknade avtal.", performed_on=day, sample_size=30, error_count=2)

    planned.refresh_from_db()
    assert (planned.outcome, planned.said, planned.performed_on) == ("minor", "Två saknade avtal.", day)
    assert (planned.sample_size, planned.error_count) == (30, 2)


def test_who_reported_stands_in_the_history(controlled):
    planned, user = controlled.control(), create_user()

    report(planned, by=user)

    assert planned.history.first().history_user == user


def test_what_was_not_performed_has_neither_day_nor_numbers(controlled):
    planned = controlled.control(outcome="none", performed_on="2025-10-12", sample_size=30, error_count=0)

    report(planned, "not_performed", reason="Tiden räckte inte.", sample_size=30, error_count=0)

    planned.refresh_from_db()
    assert (planned.performed_on, planned.sample_size, planned.error_count) == (None, None, None)
    assert planned.said == "Tiden räckte inte."


def test_the_text_of_another_outcome_stays_but_is_not_what_was_said(controlled):
    planned = controlled.control(outcome="minor", finding="Två saknade avtal.")

    report(planned, "not_performed", reason="Fel år.", finding="Två saknade avtal.")
    planned.refresh_from_db()

    assert (planned.said, planned.finding) == ("Fel år.", "Två saknade avtal.")


@pytest.mark.parametrize(
    ("outcome", "field"), [("minor", "finding"), ("serious", "finding"), ("not_performed", "reason")]
)
def test_an_outcome_that_needs_words_is_refused_without_them(controlled, outcome, field):
    planned = controlled.control()

    with pytest.raises(ValidationError):
        report(planned, outcome, **{field: ""})

    assert PlannedControl.objects.get().outcome == ""


def test_more_errors_than_were_examined_are_refused(controlled):
    with pytest.raises(ValidationError, match="Felen är fler"):
        report(controlled.control(), sample_size=3, error_count=4)


def test_who_came_second_is_told(controlled):
    planned = controlled.control()
    report(planned, "none")

    with pytest.raises(Conflict):
        report(planned, "minor", finding="Två.")


def test_a_result_can_be_taken_back(controlled):
    planned = controlled.control(outcome="minor", finding="Två.", sample_size=2, error_count=1)

    take_back_result(pk=planned.pk, version=1, by=create_user())

    planned.refresh_from_db()
    assert (planned.outcome, planned.finding, planned.sample_size) == ("", "", None)


def test_a_locked_year_takes_no_results(controlled):
    planned = controlled.control()
    controlled.lock()

    with pytest.raises(Locked, match="Låst för inmatning"):
        report(planned)


def test_an_assessment_that_was_sent_locks_the_results_of_its_year(controlled):
    planned, sender = controlled.control(), create_user(name="Kim Kansli")
    sent = {"sent_at": "2026-02-02T10:00:00Z", "sent_by": sender}
    create_control_conclusion(org_unit=controlled.namnd, year=2025, **sent)

    with pytest.raises(Locked, match=r"översändes 2 februari 2026 av Kim Kansli.*Controllern eller nämndsekreteraren"):
        report(planned)


@pytest.mark.parametrize("fields", [{"year": 2024}, {"sent_at": None, "sent_by": None}])
def test_an_assessment_of_another_year_or_a_draft_locks_nothing(controlled, fields):
    sent = {"sent_at": "2026-02-02T10:00:00Z", "sent_by": create_user()}
    create_control_conclusion(org_unit=controlled.namnd, **{"year": 2025} | sent | fields)

    assert report(controlled.control()).outcome == "none"


def test_a_follow_up_is_written_once_a_year(controlled):
    test, user = create_control_test(org_unit=controlled.namnd), create_user()

    follow_up_control(control_test=test, year=2025, text="Rutinen är klar.", version=0, by=user)
    follow_up_control(control_test=test, year=2025, text="Rutinen används.", version=1, by=user)
    follow_up_control(control_test=test, year=2026, text="Inget nytt.", version=0, by=user)

    said = ControlFollowUp.objects.order_by("year").values_list("year", "text")
    assert list(said) == [(2025, "Rutinen används."), (2026, "Inget nytt.")]


def test_two_who_write_the_first_follow_up_do_not_overwrite_each_other(controlled):
    test, user = create_control_test(org_unit=controlled.namnd), create_user()
    follow_up_control(control_test=test, year=2025, text="Den ena.", version=0, by=user)

    with pytest.raises(Conflict):
        follow_up_control(control_test=test, year=2025, text="Den andra.", version=0, by=user)


def test_a_sent_assessment_locks_follow_ups_too(controlled):
    test = create_control_test(org_unit=controlled.enhet)
    sent = {"sent_at": "2026-02-02T10:00:00Z", "sent_by": create_user()}
    create_control_conclusion(org_unit=controlled.namnd, year=2025, **sent)

    with pytest.raises(Locked):
        follow_up_control(control_test=test, year=2025, text="Sent.", version=0, by=create_user())

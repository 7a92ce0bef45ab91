"""The overall assessment: written, sent over, taken back."""

import pytest
from django.core.exceptions import ValidationError

from internal_control.models import ControlConclusion
from internal_control.services.conclusions import conclude_year, send_conclusion, take_back_conclusion
from internal_control.services.results import report_control
from kommunrapport.records.saving import Conflict, Locked
from tests.control_factories import create_control_conclusion
from tests.factories import create_user

pytestmark = pytest.mark.django_db


def conclude(controlled, version=0, verdict="sufficient", text="", by=None):
    given = {"org_unit": controlled.namnd, "year": 2025, "version": version, "by": by or create_user()}
    return conclude_year(verdict=verdict, text=text, **given)


def test_an_assessment_is_written_and_changed(controlled):
    conclude(controlled)
    conclude(controlled, version=1, verdict="needs_improvement", text="Två åtgärder är försenade.")

    stored = ControlConclusion.objects.get()
    assert (stored.verdict, stored.text, stored.sent_at) == (
        "needs_improvement",
        "Två åtgärder är försenade.",
        None,
    )


def test_two_who_assess_at_once_do_not_overwrite_each_other(controlled):
    conclude(controlled)

    with pytest.raises(Conflict):
        conclude(controlled, verdict="insufficient")


def test_sending_says_who_and_when_and_closes_it(controlled):
    stored, user = conclude(controlled), create_user()

    sent = send_conclusion(pk=stored.pk, version=stored.version, by=user)

    assert sent.sent_by == user
    assert sent.sent_at is not None
    with pytest.raises(Locked, match="översändes"):
        conclude(controlled, version=sent.version, verdict="insufficient")


def test_sending_twice_is_sending_once(controlled):
    stored, user = conclude(controlled), create_user()
    first = send_conclusion(pk=stored.pk, version=1, by=user)

    again = send_conclusion(pk=stored.pk, version=1, by=create_user())

    assert (again.sent_by, again.version) == (user, first.version)


def test_what_was_changed_since_the_sender_looked_is_not_sent(controlled):
    stored = conclude(controlled)
    conclude(controlled, version=1, verdict="insufficient")

    with pytest.raises(Conflict):
        send_conclusion(pk=stored.pk, version=1, by=create_user())


def test_taking_it_back_opens_the_results_again(controlled):
    planned, user = controlled.control(), create_user()
    sent = create_control_conclusion(org_unit=controlled.namnd, sent_at="2026-02-02T10:00:00Z", sent_by=user)

    back = take_back_conclusion(pk=sent.pk, version=1, reopened_reason="En kontroll saknades.", by=user)

    assert (back.sent_at, back.sent_by, back.reopened_reason) == (None, None, "En kontroll saknades.")
    assert report_control(pk=planned.pk, version=1, outcome="none", by=user).outcome == "none"


def test_taking_it_back_needs_a_reason(controlled):
    sent = create_control_conclusion(org_unit=controlled.namnd, sent_at="2026-02-02T10:00:00Z", sent_by=create_user())

    with pytest.raises(ValidationError, match="Skriv varför"):
        take_back_conclusion(pk=sent.pk, version=1, reopened_reason=" ", by=create_user())

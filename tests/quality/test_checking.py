"""Running the rules, and accepting what they find."""

import datetime
import logging

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from kommunrapport.quality.checking import finding_slug, run_checks
from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.quality.registry import Severity
from kommunrapport.quality.scope import check_scope
from kommunrapport.quality.services import accept_finding, withdraw_acceptance
from kommunrapport.records.saving import AlreadyDone, Conflict
from tests.factories import create_accepted_finding, create_occasion, create_org_unit, create_user
from tests.quality.checks import a_finding, only_rule

pytestmark = pytest.mark.django_db


def _run(unit, occasion):
    return run_checks(check_scope(unit, occasion, datetime.date(2026, 6, 1)))


def _accept(unit, occasion, **fields):
    (checked,) = _run(unit, occasion)
    defaults = {"reason": "Så är det", "version": 0, "token": "engångs", "by": create_user()}
    return accept_finding(checked=checked, occasion=occasion, **defaults | fields)


def test_the_worst_comes_first(unit, occasion, findings):
    findings[:] = [
        a_finding(key="1", severity=Severity.INFO),
        a_finding(key="2", severity=Severity.ERROR),
        a_finding(key="3", severity=Severity.WARNING),
    ]

    assert [checked.finding.key for checked in _run(unit, occasion)] == ["2", "3", "1"]


def test_a_rule_that_breaks_is_an_error_to_sort_out(unit, occasion, caplog):
    def broken(scope):
        raise ZeroDivisionError

    with caplog.at_level(logging.CRITICAL), only_rule(broken):
        (checked,) = _run(unit, occasion)

    assert checked.finding.severity == Severity.ERROR
    assert checked.finding.text == "Provregel: det gick inte att stämma av"


def test_an_accepted_finding_says_who_and_why(unit, occasion, findings):
    person = create_user(name="Controller")

    _accept(unit, occasion, reason="Källan är avrundad", by=person)

    (checked,) = _run(unit, occasion)
    assert checked.is_accepted
    assert (checked.stored.reason, checked.stored.accepted_by) == ("Källan är avrundad", person)


def test_a_finding_that_has_changed_is_open_again(unit, occasion, findings):
    _accept(unit, occasion)

    findings[:] = [a_finding(why="Nu skiljer det 700.")]

    (checked,) = _run(unit, occasion)
    assert not checked.is_accepted
    assert checked.stored.reason == "Så är det"


def test_what_is_accepted_below_is_accepted_above(unit, occasion, findings):
    below = create_org_unit(parent=unit)
    findings[:] = [a_finding(org_unit_id=below.pk)]

    accepted = _accept(below, occasion)

    assert accepted.org_unit == below
    assert _run(unit, occasion)[0].is_accepted


def test_an_acceptance_is_of_one_occasion(unit, occasion, findings):
    _accept(unit, occasion)
    occasion.pk, occasion.year = None, 2026
    occasion.save()

    assert not _run(unit, occasion)[0].is_accepted


def test_the_same_form_sent_twice_accepts_once(unit, occasion, findings):
    _accept(unit, occasion)

    with pytest.raises(AlreadyDone):
        _accept(unit, occasion)
    assert AcceptedFinding.objects.count() == 1


def test_who_comes_second_is_told(unit, occasion, findings):
    _accept(unit, occasion, token="först")

    with pytest.raises(Conflict):
        _accept(unit, occasion, token="sedan", reason="Något annat")


def test_a_changed_finding_is_accepted_in_the_same_row(unit, occasion, findings):
    first = _accept(unit, occasion, token="först")
    findings[:] = [a_finding(why="Nu skiljer det 700.")]

    second = _accept(unit, occasion, token="sedan", version=first.version)

    assert second.pk == first.pk
    assert _run(unit, occasion)[0].is_accepted


def test_a_reason_is_needed(unit, occasion, findings):
    with pytest.raises(ValidationError):
        _accept(unit, occasion, reason="  ")


def test_taken_back_it_is_open_and_stays_in_the_history(unit, occasion, findings):
    accepted = _accept(unit, occasion)

    withdraw_acceptance(pk=accepted.pk, version=accepted.version, by=create_user())

    assert not _run(unit, occasion)[0].is_accepted
    assert AcceptedFinding.history.filter(history_type="-").count() == 1


def test_one_cannot_take_back_what_somebody_accepted_anew(unit, occasion, findings):
    accepted = _accept(unit, occasion)

    with pytest.raises(Conflict):
        withdraw_acceptance(pk=accepted.pk, version=accepted.version + 1, by=create_user())


def test_a_thing_is_accepted_once(unit, occasion):
    create_accepted_finding(org_unit=unit, occasion=occasion)

    with pytest.raises(IntegrityError):
        create_accepted_finding(org_unit=unit, occasion=occasion)


def test_the_database_asks_for_a_reason(unit, occasion):
    with pytest.raises(IntegrityError, match="quality_accepted_finding_says_why"):
        create_accepted_finding(org_unit=unit, occasion=occasion, reason="")


def test_an_address_stands_for_one_finding():
    slugs = {finding_slug(1, "a.b", "c"), finding_slug(2, "a.b", "c"), finding_slug(1, "a.b", "d")}

    assert len(slugs) == 3
    assert all(len(slug) == 16 for slug in slugs)


@pytest.mark.parametrize(
    ("kind", "deadline", "due"),
    [
        ("full_year", datetime.date(2026, 1, 25), True),
        ("full_year", datetime.date(2026, 6, 1), False),
        ("full_year", None, True),  # the year is over
        ("half_year", datetime.date(2025, 9, 1), True),
        ("half_year", None, False),
    ],
)
def test_things_are_due_when_the_units_last_day_has_passed(unit, kind, deadline, due):
    occasion = create_occasion(kind=kind, unit_deadline=deadline)

    assert check_scope(unit, occasion, datetime.date(2026, 6, 1)).is_due is due

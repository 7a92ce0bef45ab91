"""Adding, changing and rating risks."""

import pytest
from django.core.exceptions import ValidationError

from internal_control.models import Risk, RiskRating
from internal_control.services.risks import change_risk, create_risk, rate_risk
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests.factories import create_user

JUDGED = {"likelihood": 3, "impact": 4, "reason": "Har hänt."}


def add(board, form="en", **fields):
    given = {"title": "Fel lön", "category": "staff"} | JUDGED | fields
    return create_risk(org_unit=board.namnd, year=2025, token=form, by=create_user(), **given)


def test_a_risk_takes_the_next_number_of_its_unit(board):
    board.risk(number=7)
    assert add(board).number == 8


def test_a_risk_comes_with_its_rating_and_is_new_this_year(board):
    risk = add(board)
    assert risk.valid_from == 2025
    assert [(rating.year, rating.score, rating.reason) for rating in risk.ratings.all()] == [(2025, 12, "Har hänt.")]


def test_the_same_form_twice_makes_one_risk(board):
    add(board)
    with pytest.raises(AlreadyDone):
        add(board)
    assert Risk.objects.count() == 1


def test_what_breaks_a_rule_leaves_nothing_behind(board):
    with pytest.raises(ValidationError):
        add(board, likelihood=9)
    assert not Risk.objects.exists()


def test_a_closed_year_takes_no_risks_ratings_or_changes(board):
    risk = board.risk()
    board.lock()
    by = create_user()
    for write in (
        lambda: add(board),
        lambda: change_risk(pk=risk.pk, year=2025, version=1, by=by, title="Annat"),
        lambda: rate_risk(pk=risk.pk, year=2025, version=1, by=by, **JUDGED),
    ):
        with pytest.raises(Locked, match="Låst för inmatning"):
            write()


def test_two_who_rate_at_once_do_not_overwrite_each_other(board):
    risk = board.risk()
    rate_risk(pk=risk.pk, year=2025, version=1, by=create_user(), likelihood=1, impact=1, reason="")
    with pytest.raises(Conflict):
        rate_risk(pk=risk.pk, year=2025, version=1, by=create_user(), likelihood=4, impact=4, reason="")


def test_a_new_year_is_rated_without_touching_the_old(board):
    risk = board.risk(2, 2)
    rate_risk(pk=risk.pk, year=2026, version=0, by=create_user(), **JUDGED)
    assert dict(RiskRating.objects.values_list("year", "likelihood")) == {2025: 2, 2026: 3}


def test_who_rates_a_year_first_wins(board):
    risk = board.risk()
    with pytest.raises(Conflict):
        rate_risk(pk=risk.pk, year=2025, version=0, by=create_user(), likelihood=1, impact=1, reason="")

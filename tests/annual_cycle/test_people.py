"""Who may have something to do, and through which units and periods it is looked for."""

import datetime

import pytest

from kommunrapport.annual_cycle.people import Desks, current_periods, people_of, working_people
from kommunrapport.annual_cycle.workdays import DAY
from kommunrapport.organisation.models import Membership, Substitute
from kommunrapport.organisation.roles import Role
from tests.annual_cycle.kommun import LATE, MONDAY
from tests.factories import create_member, create_occasion, create_org_unit, create_position, create_user

LAST = datetime.date(2026, 6, 1)  # of the substitute


def names(users) -> set[str]:
    return {user.name for user in users}


def test_those_of_a_unit_work_there_or_below_by_role_or_post_or_answer_for_a_subject(kommun):
    below = create_org_unit(parent=kommun.unit)
    create_member(Role.CONTROLLER, below, user=create_user(name="Under"))
    create_position(org_unit=below, holder=create_user(name="Med post"))
    create_member(Role.SUBJECT_OWNER, user=create_user(name="HR"), subject="personnel")
    for role in (Role.READER, Role.POLITICIAN, Role.ADMINISTRATOR):
        kommun.member(f"Ingen {role}", role)
    create_member(Role.CONTROLLER, user=create_user(name="Grannen"))
    create_position(holder=create_user(name="Grannens chef"))

    assert names(people_of(kommun.unit, MONDAY)) == {"Chefen", "Under", "Med post", "HR"}


@pytest.mark.parametrize(("day", "found"), [(LATE - DAY, False), (LATE, True), (LAST, True), (LAST + DAY, False)])
def test_a_substitute_works_there_on_the_days_of_it(kommun, day, found):
    kommun.substitute(create_user(name="Ersättaren"))
    kommun.substitute(create_user(name="Grannens ersättare"), create_position())

    assert ("Ersättaren" in names(people_of(kommun.unit, day))) == found
    assert ("Ersättaren" in names(working_people(day))) == found
    assert "Grannens ersättare" not in names(people_of(kommun.unit, day))


def test_a_substitute_without_a_last_day_goes_on(kommun):
    user = create_user(name="Ersättaren")
    Substitute.objects.create(position=kommun.post, user=user, valid_from=LATE)

    assert user in people_of(kommun.unit, LAST + DAY)


def test_who_has_left_or_whose_role_is_over_is_nowhere(kommun):
    kommun.member("Förr", Role.CONTROLLER)
    Membership.objects.filter(user__name="Förr").update(valid_to=MONDAY - DAY)
    create_position(org_unit=kommun.unit, holder=create_user(name="Den som slutat", is_active=False))

    assert names(people_of(kommun.unit, MONDAY)) == names(working_people(MONDAY)) == {"Chefen"}


def test_everybody_with_a_post_is_there_once(kommun):
    poster = create_user(name="Med poster")
    for _ in range(2):
        create_position(holder=poster)

    assert [user.name for user in working_people(MONDAY)].count("Med poster") == 1


def test_a_desk_is_of_the_units_of_role_and_post_that_one_may_read(kommun):
    other = create_org_unit(slug="annan")
    create_position(org_unit=other, holder=kommun.manager)
    controller = kommun.member("Controllern", Role.CONTROLLER)

    desks = Desks(MONDAY)

    assert {lens.org_unit for lens in desks.lenses_of(controller)} == {kommun.unit}
    assert {lens.org_unit for lens in desks.lenses_of(kommun.manager)} == {kommun.unit}


@pytest.mark.parametrize(
    ("day", "is_near"),
    [("2024-12-20", False), ("2024-12-21", True), ("2025-04-25", True), ("2025-04-26", False)],
)
def test_a_period_is_near_from_a_month_before_its_first_day_to_two_after_its_last(kommun, day, is_near):
    days = {"unit_deadline": datetime.date(2025, 1, 20), "committee_date": datetime.date(2025, 2, 24)}
    occasion = create_occasion(year=2023, **days)
    create_occasion(year=2022)

    found = dict(current_periods(datetime.date.fromisoformat(day)))

    assert (occasion in found.values()) == is_near
    assert 2022 not in found


def test_the_year_that_it_is_counts_whatever_its_dates(kommun):
    assert dict(current_periods(datetime.date(2031, 6, 1))) == {2031: None}

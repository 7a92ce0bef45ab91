"""The turn of the year: nothing is copied that need not be, and all of it can be taken back until the year is used."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from goals.models import Activity
from kommunrapport.annual_cycle.models import YearChange
from kommunrapport.annual_cycle.turning.registry import PARTS
from kommunrapport.annual_cycle.turning.services import begin_year, take_back_year
from kommunrapport.annual_cycle.turning.views import next_year
from kommunrapport.organisation.models import Occasion, Submission
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import AlreadyDone, save_checked
from tests.factories import (
    create_activity,
    create_goal,
    create_goal_measure,
    create_measure,
    create_member,
    create_observation,
    create_occasion,
    create_org_unit,
    create_position,
    create_target,
    create_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return create_member(Role.ADMINISTRATOR)


@pytest.fixture
def year_2016():
    create_occasion(year=2016)
    return create_occasion(year=2016, kind=Occasion.Kind.HALF_YEAR)


def begin(by, key="t1"):
    return begin_year(year=2017, token=key, by=by)


def lines(year, title):
    """heading -> texts of one part of the preview."""
    part = next(part for read in PARTS if (part := read(year)).title == title)
    return {group.heading: [line.text for line in group.lines] for group in part.shown}


def test_the_year_gets_the_occasions_of_the_year_before_without_dates(admin, year_2016):
    begin(admin)

    made = Occasion.objects.for_year(2017)
    assert {(o.kind, o.committee_date) for o in made} == {("full_year", None), ("half_year", None)}


def test_an_occasion_that_is_there_is_left_alone(admin, year_2016):
    create_occasion(year=2017, committee_date=datetime.date(2018, 2, 20))

    change = begin(admin)

    assert len(change.created) == 1
    assert Occasion.objects.full_year(2017).committee_date == datetime.date(2018, 2, 20)


def test_only_what_was_said_to_go_on_is_carried_over(admin, year_2016):
    goal = create_goal(valid_from=2015)
    create_activity(goal=goal, year=2016, title="Fortsätter", goes_on=True, new_due_text="Maj 2017", status="ongoing")
    create_activity(goal=goal, year=2016, title="Slut", goes_on=False, status="ongoing")
    create_activity(goal=goal, year=2016, title="Osagt", status="ongoing")
    create_activity(
        goal=create_goal(valid_from=2015, valid_to=2016),
        year=2016,
        title="Målet upphör",
        goes_on=True,
        status="ongoing",
    )

    assert lines(2017, "Aktiviteter") == {"Ingen har sagt om de fortsätter": ["Osagt"]}
    begin(admin)

    (carried,) = Activity.objects.for_year(2017)
    assert (carried.title, carried.due_text, carried.carried_from.title) == ("Fortsätter", "Maj 2017", "Fortsätter")


def test_goals_are_kept_reworded_new_or_dropped():
    kept = create_goal(title="Kvar", valid_from=2015)
    old = create_goal(title="Förr", valid_from=2015, valid_to=2016)
    create_goal(title="Omskrivet", valid_from=2017, replaces=old)
    create_goal(title="Nytt", valid_from=2017)
    create_goal(title="Borta", valid_from=2015, valid_to=2016)

    found = {heading: [text.split(" ", 1)[-1] for text in texts] for heading, texts in lines(2017, "Mål").items()}

    assert found == {"Behålls": ["Kvar"], "Ny lydelse": ["Omskrivet"], "Nya": ["Nytt"], "Upphör": ["Borta"]}
    assert kept.pk


def test_missing_targets_and_empty_positions_are_told():
    goal, measure = create_goal(valid_from=2015), create_measure(name="Nöjdhet")
    create_goal_measure(goal=goal, measure=measure)
    create_target(measure=measure, year=2016)
    left = create_user(is_active=False, name="Den som slutat")
    create_position(title="HR-chef", holder=left, org_unit=(unit := create_org_unit(name="Service")))

    assert lines(2017, "Målvärden") == {"Saknas": ["Nöjdhet"]}
    assert f"HR-chef, {unit}" in lines(2017, "Ansvariga")["Saknas"]


def test_units_that_come_and_go_are_told():
    create_org_unit(name="Ny", valid_from=datetime.date(2017, 1, 1))
    create_org_unit(name="Gammal", valid_to=datetime.date(2016, 12, 31))
    create_org_unit(name="Alltid")

    assert lines(2017, "Enheter") == {"Nya": ["Ny"], "Upphör": ["Gammal"]}


def test_a_position_without_holder_is_missing_where_its_unit_goes_on():
    ended = create_org_unit(valid_to=datetime.date(2016, 12, 31))
    empty, _, _ = create_position(), create_position(org_unit=ended), create_position(holder=create_user())

    assert lines(2017, "Ansvariga") == {"Saknas": [f"{empty.title}, {empty.org_unit}"]}


def test_two_administrators_begin_one_year(admin, year_2016):
    begin(admin)

    with pytest.raises(AlreadyDone):
        begin(admin)
    with pytest.raises(ValidationError, match="redan gjort"):
        begin(create_member(Role.ADMINISTRATOR), key="t2")
    assert YearChange.objects.count() == 1


def test_it_is_taken_back_whole_and_can_be_done_again(admin, year_2016):
    create_activity(goal=create_goal(valid_from=2015), year=2016, goes_on=True, status="ongoing")
    change = begin(admin)

    take_back_year(pk=change.pk, by=admin)

    assert not Occasion.objects.for_year(2017).exists()
    assert not Activity.objects.for_year(2017).exists()
    assert begin(admin, key="t2").created


def test_it_is_not_taken_back_when_the_year_has_an_outcome(admin, year_2016):
    change = begin(admin)
    create_observation(year=2017)

    with pytest.raises(ValidationError, match="redan utfall för 2017"):
        take_back_year(pk=change.pk, by=admin)
    assert Occasion.objects.for_year(2017).count() == 2


def test_it_is_taken_back_though_other_years_have_outcomes_and_its_own_expects_some(admin, year_2016):
    change = begin(admin)
    create_observation(year=2016)
    create_observation(year=2017, value=None, status="expected")

    first = take_back_year(pk=change.pk, by=admin)

    assert first.undone_by == admin
    assert take_back_year(pk=change.pk, by=create_user()).undone_by == admin


def test_it_is_not_taken_back_when_figures_are_locked_but_open_ones_go_with_it(admin, year_2016):
    change, unit = begin(admin), create_org_unit()
    kept = Submission.objects.create(org_unit=unit, occasion=year_2016)
    closed = {"state": "locked", "changed_by": admin, "changed_at": timezone.now()}
    own = Submission.objects.create(org_unit=unit, occasion=Occasion.objects.full_year(2017), **closed)
    with pytest.raises(ValidationError, match="2017 har låsts"):
        take_back_year(pk=change.pk, by=admin)

    Submission.objects.filter(pk=own.pk).update(state="open", changed_by=None, changed_at=None)
    take_back_year(pk=change.pk, by=admin)

    assert list(Submission.objects.all()) == [kept]


def test_figures_that_were_locked_and_opened_again_stand_in_the_way(admin, year_2016):
    change, occasion = begin(admin), Occasion.objects.full_year(2017)
    Submission.objects.create(org_unit=create_org_unit(), occasion=occasion, changed_by=admin)

    with pytest.raises(ValidationError, match="måste tas bort först"):
        take_back_year(pk=change.pk, by=admin)
    assert YearChange.objects.get().undone_at is None


def test_the_next_year_is_the_one_after_the_latest_annual_report(year_2016):
    create_occasion(year=2014)
    create_occasion(year=2018, kind=Occasion.Kind.PLAN)

    assert next_year() == 2017


def test_a_row_that_was_changed_stops_all_of_it(admin, year_2016):
    change = begin(admin)
    occasion = Occasion.objects.full_year(2017)
    save_checked(
        Occasion, pk=occasion.pk, version=occasion.version, by=admin, committee_date=datetime.date(2018, 2, 20)
    )

    with pytest.raises(ValidationError, match="har ändrats sedan dess"):
        take_back_year(pk=change.pk, by=admin)
    assert Occasion.objects.for_year(2017).count() == 2


def test_the_page_shows_opens_and_takes_back(client, admin, year_2016):
    client.force_login(admin)
    url = reverse("administration:year_change")
    assert next_year() == 2017

    page = client.get(url)
    client.post(url, {"year": 2017, "token": page.context["token"]})
    assert "2017 är öppnat" in client.get(url).text

    client.post(reverse("administration:year_change_undo", args=[YearChange.objects.get().pk]))
    assert not Occasion.objects.for_year(2017).exists()
    assert client.get(url).context["latest"] is None


def test_a_page_that_is_a_year_old_opens_nothing(client, admin, year_2016):
    client.force_login(admin)

    client.post(reverse("administration:year_change"), {"year": 2016, "token": "t1"})

    assert not YearChange.objects.exists()

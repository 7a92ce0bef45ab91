"""Splits, merges and moves: units end and begin in one act, and series tell of it."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kommunrapport.measures.reorganised import NOT_COMPUTED, read_reorganised
from kommunrapport.organisation.models import OrgUnit, Reorganisation
from kommunrapport.organisation.reorganising import reorganise, sentence
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import AlreadyDone
from tests.factories import create_measure, create_member, create_observation, create_org_unit, create_user

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime.date(2016, 1, 1)
SPLIT, MERGE, MOVE = Reorganisation.Kind.SPLIT, Reorganisation.Kind.MERGE, Reorganisation.Kind.MOVE


@pytest.fixture
def units():
    return [
        create_org_unit(name=name, kind="committee") for name in ("Socialnämnden", "Äldrenämnden", "Omsorgsnämnden")
    ]


def change(kind, before, after, **fields):
    values = {"token": f"t{Reorganisation.objects.count()}", "by": create_user(), "happens_on": NEW_YEAR}
    return reorganise(kind=kind, before=before, after=after, **values | fields)


def test_a_merge_ends_the_old_and_begins_the_new(units):
    social, elderly, care = units

    merged = change(MERGE, [social, elderly], [care])

    social.refresh_from_db()
    care.refresh_from_db()
    assert (social.valid_to, care.valid_from) == (datetime.date(2015, 12, 31), NEW_YEAR)
    assert list(social.successors.all()) == [care]
    assert sentence(merged) == "Socialnämnden och Äldrenämnden slogs 1 januari 2016 samman till Omsorgsnämnden."


def test_a_unit_that_others_are_merged_into_keeps_its_years(units):
    social, elderly, care = units
    create_observation(measure=create_measure(), org_unit=care, year=2014)
    create_member(Role.MANAGER, elderly)

    change(MERGE, [social, elderly], [care])

    care.refresh_from_db()
    assert care.valid_from is None


def test_a_unit_that_a_part_was_split_from_goes_on(units):
    social, _, care = units

    split = change(SPLIT, [social], [social, care])

    social.refresh_from_db()
    assert social.valid_to is None
    assert sentence(split) == "Socialnämnden delades 1 januari 2016 i Omsorgsnämnden och Socialnämnden."


def test_a_moved_unit_hangs_under_the_new_one(units):
    social, elderly, _ = units
    moved = create_org_unit(name="Hemtjänsten", parent=social)

    told = change(MOVE, [moved], [], moved_to=elderly)

    moved.refresh_from_db()
    assert moved.parent == elderly
    assert sentence(told) == "Hemtjänsten flyttade 1 januari 2016 från Socialnämnden till Äldrenämnden."


def test_a_unit_that_goes_on_or_was_there_before_keeps_its_first_day(units):
    social, _, care = units
    OrgUnit.objects.filter(pk=care.pk).update(valid_from=datetime.date(2010, 1, 1))
    care.refresh_from_db()

    change(SPLIT, [social], [social, care])

    assert dict(OrgUnit.objects.values_list("name", "valid_from")) == {
        "Socialnämnden": None,
        "Äldrenämnden": None,
        "Omsorgsnämnden": datetime.date(2010, 1, 1),
    }


def test_only_a_move_leads_anywhere(units):
    social, elderly, care = units

    assert change(MERGE, [social, elderly], [care], moved_to=social).moved_to is None


@pytest.mark.parametrize(
    ("kind", "before", "after", "moves"),
    [
        (SPLIT, 2, 2, False),
        (SPLIT, 1, 1, False),
        (MERGE, 1, 1, False),
        (MERGE, 2, 2, False),
        (MOVE, 2, 0, True),
        (MOVE, 1, 0, False),
    ],
)
def test_units_that_do_not_fit_are_refused_and_nothing_is_changed(units, kind, before, after, moves):
    new = [create_org_unit() for _ in range(after)]

    with pytest.raises(ValidationError):
        change(kind, units[:before], new, moved_to=units[2] if moves else None)
    assert not OrgUnit.objects.exclude(valid_to=None, valid_from=None, parent=None).exists()


def test_a_unit_cannot_move_below_itself_and_a_double_click_moves_once(units):
    social, elderly, _ = units
    below = create_org_unit(parent=social)
    with pytest.raises(ValidationError):
        change(MOVE, [social], [], moved_to=below)

    change(MOVE, [social], [], moved_to=elderly, token="same")
    with pytest.raises(AlreadyDone):
        change(MOVE, [social], [], moved_to=elderly, token="same")


def outcomes(measure, unit, **values):
    for year, value in values.items():
        create_observation(measure=measure, org_unit=unit, year=int(year[1:]), value=Decimal(value))


def test_a_count_is_shown_as_reported_then_and_as_organised_now(units):
    social, elderly, care = units
    measure = create_measure(measurement_unit="st", decimals=0)
    outcomes(measure, social, y2014="10", y2015="12")
    outcomes(measure, elderly, y2015="30")
    change(MERGE, [social, elderly], [care])

    found = read_reorganised(measure, care, [2014, 2015, 2016], "full_year")

    by_year = {row.year: (*row.then, row.now) for row in found.years}
    assert by_year[2015] == ("12", "30", "42")
    assert by_year[2014][-1] == "–"  # one of them has no value, which is not 0
    assert 2016 not in by_year


def test_a_share_is_not_added_up(units):
    social, elderly, care = units
    measure = create_measure(measurement_unit="procent")
    outcomes(measure, social, y2015="40")
    outcomes(measure, elderly, y2015="60")
    change(MERGE, [social, elderly], [care])

    found = read_reorganised(measure, care, [2015, 2016], "full_year")

    assert found.years[0].now == "–"
    assert NOT_COMPUTED in found.sentences


def test_a_unit_that_never_changed_says_nothing(units):
    assert read_reorganised(create_measure(), units[0], [2015, 2016], "full_year") is None


def test_the_administrator_merges_in_the_browser(client, units):
    client.force_login(create_member(Role.ADMINISTRATOR))
    social, elderly, care = units
    posted = {"kind": MERGE, "happens_on": "2016-01-01", "before": [social.pk, elderly.pk], "after": [care.pk]}

    client.post(reverse("administration:reorganisation_create"), posted | {"token": "t", "decision": "KF § 174"})

    assert "slogs 1 januari 2016 samman" in client.get(reverse("administration:reorganisation_list")).text

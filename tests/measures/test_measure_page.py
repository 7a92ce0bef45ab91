"""The page of one measure: what is known of it, and its targets."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kommunrapport.measures.models import Measure, Target
from kommunrapport.organisation.models import OrgUnit, Submission, User
from kommunrapport.organisation.roles import Role
from tests.factories import (
    create_goal,
    create_measure,
    create_member,
    create_observation,
    create_occasion,
    create_org_unit,
    create_position,
    create_target,
)

pytestmark = pytest.mark.django_db

COMMON = "0/value_total_all"


def sign_in(client: Client, role: str = Role.CONTROLLER) -> tuple[OrgUnit, User]:
    unit = create_org_unit()
    user = create_member(role, unit)
    client.force_login(user)
    return unit, user


def page(client: Client, unit: OrgUnit, measure: Measure):
    return client.get(reverse("measures:measure_detail", args=[2025, unit.slug, measure.slug]))


def send(client: Client, unit: OrgUnit, measure: Measure, version: object = 0, slot: str = COMMON, **fields: str):
    url = reverse("measures:target_edit", args=[2025, unit.slug, measure.slug])
    return client.post(url, {"slot": slot, "version": version} | fields)


def test_the_page_says_what_is_measured_and_what_came_out(client):
    unit, _ = sign_in(client)
    owner = create_position(org_unit=unit, title="HR-strateg")
    measure = create_measure(definition="Hur många?", source="Enkäten", owner=owner)
    create_observation(measure=measure, org_unit=unit, year=2023, value=None, status="not_measured")
    create_observation(measure=measure, org_unit=unit, value=Decimal(74), note="Ny fråga.")

    text = page(client, unit, measure).text

    for words in ("Hur många?", "Enkäten", "HR-strateg", "ej mätt", "74", "Ny fråga."):
        assert words in text


def test_women_and_men_have_columns(client):
    unit, _ = sign_in(client)
    measure = create_measure()
    for sex in ("total", "women", "men"):
        create_observation(measure=measure, org_unit=unit, sex=sex)

    text = page(client, unit, measure).text

    assert "Kvinnor</th>" in text
    assert "Män</th>" in text


def test_history_says_who_from_what_and_to_what(client):
    unit, user = sign_in(client)
    measure = create_measure()
    send(client, unit, measure, aim="at_least", value="80")
    send(client, unit, measure, 1, aim="at_least", value="85")

    text = page(client, unit, measure).text

    assert f"<td>{user.name}</td><td>Målvärde 2025</td><td>80</td><td>85</td>" in text
    assert "<td>tomt</td><td>80</td>" in text


@pytest.mark.parametrize(("day", "late"), [(19, True), (20, False), (21, False)])
def test_an_overdue_outcome_is_called_overdue_from_the_day_after(client, time_machine, day, late):
    time_machine.move_to(datetime.datetime(2026, 1, 20, 12, tzinfo=datetime.UTC))
    unit, _ = sign_in(client)
    measure = create_measure(next_due=datetime.date(2026, 1, day))

    assert ("Försenat" in page(client, unit, measure).text) is late


def test_a_neighbour_does_not_find_it(client):
    sign_in(client)
    other = create_org_unit()
    measure = create_observation(org_unit=other).measure

    assert page(client, other, measure).status_code == 404
    assert send(client, other, measure, aim="at_least", value="1").status_code == 404


def test_a_reader_has_no_form_and_may_not_post(client):
    unit, _ = sign_in(client, Role.READER)
    measure = create_measure()

    assert 'name="aim"' not in page(client, unit, measure).text
    assert send(client, unit, measure, aim="at_least", value="1").status_code == 404
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("aim", "value", "fields"),
    [
        ("at_least", "80,5", ("at_least", Decimal("80.5"), "")),
        ("at_most", "0", ("at_most", Decimal(0), "")),
        ("increase", "", ("", None, "increase")),
    ],
)
def test_a_target_is_a_number_or_a_direction(client, aim, value, fields):
    unit, _ = sign_in(client)
    measure = create_measure()

    response = send(client, unit, measure, aim=aim, value=value)

    target = Target.objects.get()
    assert response.status_code == 302
    assert (target.operator, target.value, target.direction) == fields


@pytest.mark.parametrize(
    ("aim", "value", "sentence"),
    [
        ("at_least", "", "Skriv ett tal"),
        ("at_least", "3,,1", "är inget tal"),
        ("increase", "80", "En riktning har inget tal."),
        ("", "80", "Välj hur talet ska läsas"),
    ],
)
def test_half_a_target_is_refused_and_keeps_what_was_typed(client, aim, value, sentence):
    unit, _ = sign_in(client)

    response = send(client, unit, create_measure(), aim=aim, value=value)

    assert response.status_code == 200
    assert sentence in response.text
    assert not Target.objects.exists()


@pytest.mark.parametrize(("typed", "years", "words"), [("3", 3, "90 över tre år"), ("1", 1, "90"), ("", 1, "90")])
def test_a_target_is_seen_over_one_year_or_several(client, typed, years, words):
    unit, _ = sign_in(client)
    measure = create_measure()

    send(client, unit, measure, aim="at_least", value="90", horizon_years=typed)

    text = page(client, unit, measure).text
    assert Target.objects.get().horizon_years == years
    assert f"Målvärde: {words}</h3>" in text
    assert f'name="horizon_years" value="{years}"' in text


@pytest.mark.parametrize("typed", ["0", "11", "tre"])
def test_the_years_of_a_target_are_one_to_ten(client, typed):
    unit, _ = sign_in(client)

    response = send(client, unit, create_measure(), aim="at_least", value="90", horizon_years=typed)

    assert f'value="{typed}"' in response.text
    assert not Target.objects.exists()


def test_no_target_takes_the_target_away(client):
    unit, _ = sign_in(client)
    target = create_target(org_unit=unit)

    send(client, unit, target.measure, 1, aim="", value="")

    assert not Target.objects.exists()


def test_a_goals_own_target_is_changed_and_not_the_common_one(client):
    unit, _ = sign_in(client)
    goal = create_goal(coordinating_unit=unit)
    own = create_target(org_unit=unit, goal=goal, value=Decimal(68))
    create_target(measure=own.measure, org_unit=unit, value=Decimal(65))

    send(client, unit, own.measure, 1, f"{goal.pk}/value_total_all", aim="at_least", value="70")

    assert sorted(Target.objects.values_list("value", flat=True)) == [65, 70]


def test_a_target_easier_than_last_year_is_saved_with_a_warning(client):
    unit, _ = sign_in(client)
    measure = create_observation(org_unit=unit, year=2024, value=Decimal(96)).measure

    send(client, unit, measure, aim="at_least", value="94")

    assert Target.objects.get().value == 94
    assert "Målvärdet 94 är lägre än förra årets utfall 96." in page(client, unit, measure).text


def test_the_second_to_change_a_target_is_told(client):
    unit, user = sign_in(client)
    measure = create_measure()
    send(client, unit, measure, aim="at_least", value="80")

    response = send(client, unit, measure, 0, aim="at_least", value="85")

    assert response.status_code == 409
    assert f"{user.name} ändrade målvärdet medan du skrev." in response.text
    assert 'value="85"' in response.text
    assert Target.objects.get().value == 80


def test_locked_figures_keep_their_target(client):
    unit, user = sign_in(client)
    target = create_target(org_unit=unit)
    Submission.objects.create(
        org_unit=unit,
        occasion=create_occasion(year=2025),
        state="locked",
        changed_by=user,
        changed_at="2026-01-25T10:00:00Z",
    )

    response = send(client, unit, target.measure, 1, aim="at_least", value="1")

    assert "Låst för inmatning" in response.text
    assert Target.objects.get().value == 90


@pytest.mark.parametrize("slot", ["", "x", "0/value_women_all", "99/value_total_all"])
def test_a_target_that_is_not_on_the_page_is_not_found(client, slot):
    unit, _ = sign_in(client)

    assert send(client, unit, create_measure(), slot=slot, aim="at_least", value="1").status_code == 404


def test_the_list_of_measures_is_where_they_are_entered(client):
    unit, _ = sign_in(client)

    response = client.get(reverse("measures:measure_list", args=[2025, unit.slug]))

    assert response.url == reverse("goals:outcome_list", args=[2025, unit.slug])

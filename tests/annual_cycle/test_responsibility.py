"""Ansvar: posts whose holder has left, never signed in or has too much, and handing over."""

import pytest
from django.utils import timezone

from kommunrapport.annual_cycle.holdings import KINDS
from kommunrapport.annual_cycle.responsibility import TOO_MANY, change_holder, hand_over, read_posts
from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Conflict
from tests.annual_cycle.kommun import LATE
from tests.budget_factories import create_area, create_correction_action
from tests.control_factories import (
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk,
)
from tests.factories import create_activity, create_measure, create_position, create_user

PAGE = "/administration/ansvar/"
KEYS = {
    "reports.chapter",
    "measures.measure",
    "goals.activity",
    "budget.area",
    "budget.correction",
    "internal_control.control",
    "internal_control.action",
    "internal_control.risk",
}


@pytest.fixture
def admin(kommun):
    return kommun.member("Administratören", Role.ADMINISTRATOR)


def give_everything(kommun):
    """One of each kind, to the manager's post."""
    unit, post = kommun.unit, kommun.post
    create_measure(owner=post)
    create_activity(org_unit=unit, year=2025).responsible.add(post, create_position(org_unit=unit))
    create_area(org_unit=unit, responsible=post)
    create_correction_action(org_unit=unit, year=2025, responsible=post)
    test = create_control_test(org_unit=unit, responsible=post)
    create_planned_control(plan=create_control_plan(org_unit=unit, year=2025), control_test=test)
    create_improvement_action(org_unit=unit, year=2025, responsible=post)
    create_risk(org_unit=unit, owner=post)
    kommun.chapter("Ekonomi", LATE)


def post_of(position):
    return next((post for post in read_posts() if post.position == position), None)


def test_every_kind_of_thing_is_seen_and_handed_over_through_its_own_service(kommun, admin):
    give_everything(kommun)
    new, post = create_position(org_unit=kommun.unit), post_of(kommun.post)

    done = hand_over(post=post, chosen=KEYS, to=new, by=admin)

    assert {kind.key for kind in KINDS} == {kind.key for kind in post.held} == KEYS
    assert (done.count, done.refusals) == (8, ())
    assert post_of(kommun.post) is None
    assert {kind.key for kind in post_of(new).held} == KEYS


def test_the_others_who_answer_for_an_activity_stay(kommun, admin):
    give_everything(kommun)
    new = create_position(org_unit=kommun.unit)

    hand_over(post=post_of(kommun.post), chosen={"goals.activity"}, to=new, by=admin)

    activity = new.activities.get()
    assert activity.responsible.count() == 2
    assert activity.history.first().history_user == admin


def test_what_is_locked_stays_and_is_told_while_the_rest_is_handed_over(kommun, admin):
    give_everything(kommun)
    Submission.objects.create(
        org_unit=kommun.unit, occasion=kommun.occasion, state="locked", changed_by=admin, changed_at=timezone.now()
    )

    done = hand_over(post=post_of(kommun.post), chosen=KEYS, to=create_position(org_unit=kommun.unit), by=admin)

    assert "Låst för inmatning" in done.refusals[0]
    assert done.count + len(done.refusals) == 8
    assert done.count >= 3  # the measure, the area and the chapter


@pytest.mark.parametrize(
    ("holder", "why"),
    [
        ({"is_active": False}, "Har slutat"),
        ({"is_active": True, "last_login": None}, "Har aldrig loggat in"),
        ({"is_active": True, "last_login": timezone.now()}, ""),
        (None, "Ingen innehavare"),
    ],
)
def test_it_is_told_why_somebody_should_look_at_a_post(db, holder, why):
    post = create_position(holder=create_user(**holder) if holder else None)
    create_measure(owner=post)

    assert post_of(post).why == why


@pytest.mark.parametrize(("count", "why"), [(TOO_MANY, ""), (TOO_MANY + 1, f"Ansvarar för {TOO_MANY + 1} saker")])
def test_one_person_can_have_too_much_in_several_posts(db, count, why):
    holder = create_user(last_login=timezone.now())
    first, second = create_position(holder=holder), create_position(holder=holder)
    create_measure(owner=first)
    for _ in range(count - 1):
        create_measure(owner=second)

    assert (post_of(first).why, post_of(second).why) == (why, why)


def test_reading_takes_the_same_queries_for_many_posts(kommun, django_assert_max_num_queries):
    give_everything(kommun)
    with django_assert_max_num_queries(len(KINDS) + 3) as few:
        read_posts()
    for _ in range(5):
        create_measure(owner=create_position(org_unit=kommun.unit, holder=create_user()))

    with django_assert_max_num_queries(len(few)):
        read_posts()


def test_a_new_holder_gets_all_at_once_and_history_says_who_decided(kommun, admin):
    new = create_user(name="Efterträdaren")

    changed = change_holder(pk=kommun.post.pk, version=1, holder=new, by=admin)

    assert (changed.holder, changed.history.first().history_user) == (new, admin)
    with pytest.raises(Conflict):
        change_holder(pk=kommun.post.pk, version=1, holder=kommun.manager, by=admin)


def test_the_page_gives_the_post_to_the_one_whose_address_is_chosen(client, kommun, admin):
    kommun.chapter("Ekonomi", LATE)
    new = create_user(name="Efterträdaren", last_login=timezone.now())
    client.force_login(admin)
    assert "Har aldrig loggat in. 1 kapitel." in client.get(PAGE).text

    answer = client.post(f"{PAGE}{kommun.post.pk}/innehavare/", {"email": new.email.upper(), "version": 1}, follow=True)

    assert "Efterträdaren är nu Förvaltningschef" in answer.text
    assert "Allt ansvar har någon som tar hand om det." in answer.text


def test_an_address_of_nobody_is_told_and_changes_nothing(client, kommun, admin):
    client.force_login(admin)

    answer = client.post(
        f"{PAGE}{kommun.post.pk}/innehavare/", {"email": "ingen@example.se", "version": 1}, follow=True
    )

    assert "Ingen som kan logga in har adressen ingen@example.se." in answer.text
    kommun.post.refresh_from_db()
    assert kommun.post.holder == kommun.manager


def test_the_substitute_of_today_is_offered_the_post_with_one_button(client, kommun, admin):
    kommun.chapter("Ekonomi", LATE)
    kommun.substitute(create_user(name="Ersättaren"))
    client.force_login(admin)

    assert "Ge befattningen till Ersättaren, som är ersättare" in client.get(PAGE).text


def test_the_form_hands_over_what_is_ticked(client, kommun, admin):
    give_everything(kommun)
    new = create_position(org_unit=kommun.unit, title="Kanslichef")
    client.force_login(admin)

    answer = client.post(f"{PAGE}{kommun.post.pk}/", {"kinds": ["reports.chapter"], "to": new.pk}, follow=True)

    assert "En sak flyttades till Kanslichef." in answer.text
    assert new.chapters.count() == 1

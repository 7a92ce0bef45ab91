"""What was promised comes back beside the same chapter next time, and each report tells what became of it."""

import pytest
from django.core.exceptions import ValidationError

from kommunrapport.organisation.models import Occasion
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.models import PromiseOutcome, Report
from kommunrapport.reports.promises.reading import due_promises
from kommunrapport.reports.promises.services import add_promise, change_promise, remove_promise, tell_outcome
from tests.factories import create_chapter, create_occasion, create_org_unit, create_report, create_user
from tests.writing_factories import create_promise

pytestmark = pytest.mark.django_db

KEPT, ONGOING, DROPPED = PromiseOutcome.Status.KEPT, PromiseOutcome.Status.ONGOING, PromiseOutcome.Status.DROPPED


@pytest.fixture
def unit():
    return create_org_unit()


@pytest.fixture
def user():
    return create_user()


def report_of(unit, year, at=Occasion.Kind.FULL_YEAR, **fields):
    occasion = Occasion.objects.filter(year=year, kind=at).first() or create_occasion(year=year, kind=at)
    return create_report(org_unit=unit, occasion=occasion, slug=f"{unit.slug}-{at}-{year}", **fields)


def texts(report):
    return [due.promise.text for due in due_promises(report)]


def tell(promise, report, user, status=KEPT, remark="", version=0):
    return tell_outcome(promise=promise, report=report, status=status, remark=remark, version=version, by=user)


def test_a_promise_comes_back_beside_the_same_heading_next_year(unit):
    create_promise(chapter=create_chapter(report=report_of(unit, 2015), heading="Personal"), text="Fler heltider")
    now = report_of(unit, 2016)
    here = create_chapter(report=now, heading="personal")

    (due,) = due_promises(now)

    assert (due.promise.text, due.chapter, due.outcome) == ("Fler heltider", here, None)


def test_a_promise_about_a_goal_follows_the_goal_whatever_the_heading(unit):
    create_promise(chapter=create_chapter(report=report_of(unit, 2015), heading="Då", subject_key="goals.goal:7"))
    now = report_of(unit, 2016)
    here = create_chapter(report=now, heading="Nu", subject_key="goals.goal:7")

    assert due_promises(now)[0].chapter == here


def test_a_promise_without_a_chapter_is_still_followed_up(unit):
    create_promise(chapter=create_chapter(report=report_of(unit, 2015), heading="Borta"), text="Fler heltider")

    assert [(due.promise.text, due.chapter) for due in due_promises(report_of(unit, 2016))] == [("Fler heltider", None)]


def test_the_plan_of_the_year_comes_back_in_its_follow_up(unit):
    plan = report_of(unit, 2016, Occasion.Kind.PLAN, kind="plan")
    create_promise(chapter=create_chapter(report=plan), text="Ny e-tjänst")

    assert texts(report_of(unit, 2016)) == ["Ny e-tjänst"]
    assert texts(report_of(create_org_unit(), 2016)) == []


@pytest.mark.parametrize(("status", "comes_back"), [(KEPT, []), (ONGOING, ["Ny e-tjänst"]), (DROPPED, [])])
def test_only_what_is_under_way_comes_back_once_more(unit, user, status, comes_back):
    promise = create_promise(chapter=create_chapter(report=report_of(unit, 2014)), text="Ny e-tjänst")
    tell(promise, report_of(unit, 2015), user, status, remark="Pengarna räckte inte")

    assert texts(report_of(unit, 2016)) == comes_back


def test_a_dropped_promise_needs_a_reason(unit, user):
    promise = create_promise(chapter=create_chapter(report=report_of(unit, 2015)))

    with pytest.raises(ValidationError, match="varför åtagandet utgår"):
        tell(promise, report_of(unit, 2016), user, DROPPED)


def test_who_is_second_is_told_and_loses_nothing(unit, user):
    promise, now = create_promise(chapter=create_chapter(report=report_of(unit, 2015))), report_of(unit, 2016)
    tell(promise, now, user, KEPT)

    with pytest.raises(Conflict):
        tell(promise, now, create_user(), ONGOING)
    assert tell(promise, now, user, KEPT).status == KEPT  # the same sent twice is a success


def test_nothing_is_promised_or_told_in_a_closed_report(unit, user):
    now = report_of(unit, 2016, state=Report.State.DECIDED)
    chapter = create_chapter(report=now)
    old = create_promise(chapter=create_chapter(report=report_of(unit, 2015)))

    with pytest.raises(Locked):
        add_promise(chapter=chapter, text="Mer", token="t", by=user)
    with pytest.raises(Locked):
        tell(old, now, user)


def test_a_double_click_promises_once(user):
    chapter = create_chapter()
    promise = add_promise(chapter=chapter, text="Mer", token="t", by=user)

    with pytest.raises(AlreadyDone):
        add_promise(chapter=chapter, text="Mer", token="t", by=user)
    assert change_promise(pk=promise.pk, version=promise.version, text="Ännu mer", by=user).text == "Ännu mer"


def test_a_promise_that_was_followed_up_is_not_taken_back(unit, user):
    chapter = create_chapter(report=report_of(unit, 2015))
    followed_up, loose = create_promise(chapter=chapter), create_promise(chapter=chapter)
    tell(followed_up, report_of(unit, 2016), user)

    remove_promise(pk=loose.pk, version=loose.version, by=user)
    with pytest.raises(ValidationError, match="redan uppföljt"):
        remove_promise(pk=followed_up.pk, version=followed_up.version, by=user)


def test_many_promises_take_no_more_queries(unit, django_assert_num_queries):
    before = create_chapter(report=report_of(unit, 2015))
    now = report_of(unit, 2016)
    for _ in range(12):
        create_promise(chapter=before)

    with django_assert_num_queries(4):
        due_promises(now)

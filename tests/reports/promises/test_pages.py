"""The pages of promises: who sees them, who follows them up, and how the form answers."""

import pytest
from django.urls import reverse

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Promise, PromiseOutcome, Report
from tests.factories import (
    create_chapter,
    create_member,
    create_municipality,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
)
from tests.writing_factories import create_promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    create_municipality()
    return create_org_unit(slug="ks", kind="executive_board")


@pytest.fixture
def now(unit):
    return create_report(org_unit=unit, occasion=create_occasion(year=2016), slug="ar-2016")


@pytest.fixture
def promise(unit, now):
    before = create_report(org_unit=unit, occasion=create_occasion(year=2015), slug="ar-2015")
    return create_promise(chapter=create_chapter(report=before, heading="Personal"), text="Fler heltider")


@pytest.fixture
def chapter(now):
    return create_chapter(report=now, heading="Personal")


def url(name, *args):
    return reverse(f"reports:{name}", args=[2016, "ks", "ar-2016", *args])


def sign_in(client, unit, role=Role.CONTROLLER):
    user = create_member(role, unit)
    client.force_login(user)
    return user


def post(client, promise, **headers):
    values = {"status": "ongoing", "remark": "Halvvägs", "version": 0}
    return client.post(url("promise_outcome", promise.pk), values, headers=headers)


def test_the_promise_stands_beside_its_chapter(client, unit, promise, chapter):
    sign_in(client, unit)

    page = client.get(url("chapter_edit", chapter.pk)).text

    assert "Vad lovade vi?" in page
    assert "Fler heltider" in page


def test_an_outcome_is_saved_with_and_without_htmx(client, unit, promise, chapter):
    sign_in(client, unit)

    assert post(client, promise).url == f"{url('promise_list')}#atagande-{promise.pk}"
    answer = post(client, promise, **{"HX-Request": "true"})

    assert "Sparat" in answer.text
    assert "<html" not in answer.text
    assert promise.outcomes.get().remark == "Halvvägs"


def test_two_who_follow_up_at_once_both_see_the_other(client, unit, now, promise, chapter):
    sign_in(client, unit)
    PromiseOutcome.objects.create(promise=promise, report=now, status="kept")

    answer = post(client, promise)

    assert answer.status_code == 409
    assert "infriat" in answer.text
    assert "Halvvägs" in answer.text


def test_the_responsible_follows_up_the_own_chapter_only(client, unit, now, promise, chapter):
    manager = sign_in(client, unit, Role.MANAGER)
    assert post(client, promise).status_code == 404

    chapter.responsible = create_position(org_unit=unit, holder=manager)
    chapter.save()
    client.force_login(type(manager).objects.get(pk=manager.pk))

    assert post(client, promise).status_code == 302


@pytest.mark.parametrize("role", [Role.POLITICIAN, Role.AUDITOR])
def test_who_only_reads_has_no_page_of_promises(client, unit, now, role):
    sign_in(client, unit, role)

    assert client.get(url("promise_list")).status_code == 404


@pytest.mark.parametrize(("page", "counts"), [("chapter", True), ("list", False)])
def test_how_many_are_told_is_counted_anew_where_it_stands(client, unit, promise, chapter, page, counts):
    sign_in(client, unit)
    asks = f"{url('chapter_edit', chapter.pk)}?visa=kvar" if page == "chapter" else url("promise_list")

    answer = post(client, promise, **{"HX-Request": "true", "HX-Current-URL": f"http://testserver{asks}"})

    assert ('hx-swap-oob="true">1 av 1</span>' in answer.text) is counts


def test_who_adds_a_promise_is_back_at_the_chapter(client, unit, chapter):
    sign_in(client, unit)
    back = url("chapter_edit", chapter.pk)

    assert f'href="{back}">Avbryt' in client.get(url("promise_add", chapter.pk)).text
    for _ in range(2):  # the second is the button pressed twice
        assert client.post(url("promise_add", chapter.pk), {"text": "Ny e-tjänst", "token": "t1"}).url == back
    assert Promise.objects.count() == 1


def test_a_promise_is_added_changed_and_taken_back(client, unit, chapter):
    sign_in(client, unit)

    client.post(url("promise_add", chapter.pk), {"text": "Ny e-tjänst", "token": "t1"})
    promise = Promise.objects.get()
    client.post(url("promise_edit", promise.pk), {"text": "Två e-tjänster", "version": promise.version})
    promise.refresh_from_db()
    assert promise.text == "Två e-tjänster"

    client.post(url("promise_remove", promise.pk), {"version": promise.version})
    assert not Promise.objects.exists()


def test_a_closed_report_says_why_and_takes_nothing(client, unit, now, promise, chapter):
    Report.objects.update(state=Report.State.DECIDED)
    sign_in(client, unit)

    answer = post(client, promise)

    assert "texterna kan inte ändras" in answer.text
    assert not PromiseOutcome.objects.exists()


def test_the_neighbour_sees_nothing(client, unit, now, promise, chapter):
    client.force_login(create_member(Role.CONTROLLER, create_org_unit(slug="bun", kind="committee")))

    assert client.get(url("promise_list")).status_code == 404
    assert post(client, promise).status_code == 404

"""Avvikelsedialogen: answering why, with and without htmx."""

import pytest

from budget.models import VarianceComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.budget.overview_world import ANSWER, close, fill, make_namnd
from tests.budget_factories import create_variance_comment
from tests.factories import create_member, create_municipality, create_org_unit, create_position

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def namnd(client):
    create_municipality()
    namnd = make_namnd()
    client.force_login(namnd.manager)
    return namnd


def send(client, namnd, version=0, **more):
    extra = {key: more.pop(key) for key in ("headers",) if key in more}
    return client.post(namnd.comment_url, ANSWER | {"version": version} | more, **extra)


def test_htmx_gets_the_questions_with_what_to_have_in_mind(client, namnd):
    text = client.get(namnd.comment_url, **HTMX).content.decode()

    assert "Varför blev det så?" in text
    assert "Återkommer det 2026?" in text
    assert "Vad gör ni åt det?" in text
    assert "Nettokostnaden blev 1,8 miljoner kronor högre än budget." in text


def test_without_htmx_the_questions_stand_on_the_page_of_the_area(client, namnd):
    response = client.get(namnd.comment_url)

    assert response.url == namnd.url(f"{namnd.planning.pk}/#kommentar")
    assert "Varför blev det så?" in client.get(response.url).content.decode()


def test_htmx_saves_and_gets_the_new_state_of_the_row_and_the_lead(client, namnd):
    text = send(client, namnd, **HTMX).content.decode()

    assert VarianceComment.objects.get().reason == "Konsulter ersatte."
    assert f"innerHTML:#lage-{namnd.planning.pk}" in text
    assert "Klar" in text
    assert "behöver en kommentar" not in text
    assert "<form" not in text


def test_without_htmx_saving_leads_back_with_a_receipt(client, namnd):
    response = send(client, namnd)

    assert response.url == namnd.url(f"{namnd.planning.pk}/#kommentar")
    assert "Kommentaren är sparad. Sparat" in client.get(response.url).content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])
def test_an_answer_without_why_is_refused_and_kept(client, namnd, extra):
    response = send(client, namnd, reason="", **extra)

    text = response.content.decode()
    assert response.status_code == 200
    assert "Skriv varför det blev så." in text
    assert "Två tjänster är tillsatta." in text
    assert not VarianceComment.objects.exists()


def test_it_asks_whether_it_comes_back(client, namnd):
    assert "Välj om det återkommer." in send(client, namnd, duration="").content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])
def test_two_who_answer_at_once_are_shown_both(client, namnd, extra):
    create_variance_comment(area=namnd.planning, occasion=namnd.occasion, reason="Deras skäl.", duration="lasting")

    response = send(client, namnd, **extra)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Deras skäl." in text
    assert "Konsulter ersatte." in text
    assert VarianceComment.objects.get().reason == "Deras skäl."


def test_the_same_answer_sent_twice_is_stored_once(client, namnd):
    send(client, namnd)

    response = send(client, namnd)

    assert response.status_code == 302
    assert VarianceComment.history.count() == 1


@pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])
def test_a_lock_that_came_meanwhile_is_told_and_the_text_is_kept(client, namnd, extra):
    close(namnd)

    text = send(client, namnd, **extra).content.decode()

    assert "Låst för inmatning" in text
    assert "Konsulter ersatte." in text
    assert not VarianceComment.objects.exists()


def test_a_closed_year_is_told_instead_of_the_questions(client, namnd):
    close(namnd)

    text = client.get(namnd.comment_url, **HTMX).content.decode()

    assert "Låst för inmatning" in text
    assert "<form" not in text


@pytest.mark.parametrize("role", [Role.READER, Role.POLITICIAN, Role.SECRETARY, Role.MANAGER])
def test_who_does_not_answer_for_the_area_gets_404(client, namnd, role):
    client.force_login(create_member(role, namnd.org_unit))

    assert client.get(namnd.comment_url).status_code == 404
    assert send(client, namnd).status_code == 404


def test_the_controller_answers_for_every_area(client, namnd):
    client.force_login(create_member(Role.CONTROLLER, namnd.org_unit))

    assert send(client, namnd).status_code == 302


def test_a_controller_of_another_unit_gets_404(client, namnd):
    client.force_login(create_member(Role.CONTROLLER, create_org_unit()))

    assert send(client, namnd).status_code == 404


def test_a_position_in_another_unit_gives_no_right_here(client, namnd):
    stranger = create_member(Role.MANAGER, create_org_unit())
    namnd.planning.responsible = create_position(org_unit=namnd.org_unit, holder=stranger)
    namnd.planning.save()
    client.force_login(stranger)

    assert send(client, namnd).status_code == 404


def test_a_reader_who_holds_the_position_still_only_reads(client, namnd):
    reader = create_member(Role.READER, namnd.org_unit)
    namnd.planning.responsible = create_position(org_unit=namnd.org_unit, holder=reader)
    namnd.planning.save()
    client.force_login(reader)

    assert send(client, namnd).status_code == 404


def test_a_variance_within_the_threshold_may_be_explained_too(client, namnd):
    client.force_login(create_member(Role.CONTROLLER, namnd.org_unit))
    area = fill(namnd.org_unit, "HR", 1_000, 900)

    response = client.post(namnd.url(f"{area.pk}/avvikelse/"), ANSWER | {"version": 0})

    assert response.status_code == 302


def test_the_form_that_two_conflict_over_saves_the_own_answer(client, namnd):
    create_variance_comment(area=namnd.planning, occasion=namnd.occasion, reason="Deras skäl.", duration="lasting")
    collision = send(client, namnd).context["collision"]

    mine = {name: collision.form[name].value() for name in ("reason", "duration", "action", "version")}
    client.post(namnd.comment_url, mine)

    assert VarianceComment.objects.get().reason == "Konsulter ersatte."


def below(namnd, kind=OrgUnit.Kind.UNIT):
    """A unit without areas of its own, whose manager answers for an area of the nämnd."""
    unit = create_org_unit(kind=kind, parent=namnd.org_unit, slug="park", name="Parkenheten")
    manager = create_member(Role.MANAGER, unit)
    namnd.planning.responsible = create_position(org_unit=unit, title="parkchef", holder=manager)
    namnd.planning.save()
    return manager


def test_a_manager_below_sees_and_explains_the_area_that_stands_in_the_namnd(client, namnd):
    client.force_login(below(namnd))

    page = client.get("/2025/park/ekonomi/").context["page"]
    client.post(f"/2025/park/ekonomi/{namnd.planning.pk}/avvikelse/", ANSWER | {"version": 0})

    assert [row.row.label for row in page.rows] == ["Samhällsplanering"]
    assert VarianceComment.objects.get().org_unit == namnd.org_unit
    assert client.get(f"/2025/park/ekonomi/{namnd.office.pk}/").status_code == 404
    assert client.get("/2025/ks/ekonomi/").status_code == 404


def test_another_namnd_below_the_first_sees_nothing_of_its_areas(client, namnd):
    client.force_login(below(namnd, OrgUnit.Kind.COMMITTEE))

    assert client.get("/2025/park/ekonomi/").context["page"].rows == ()


def test_seen_from_above_a_closed_namnd_is_not_asked_for_comments(client, namnd):
    top = create_org_unit(kind=OrgUnit.Kind.MUNICIPALITY, slug="kommunen")
    namnd.org_unit.parent = top
    namnd.org_unit.save()
    client.force_login(create_member(Role.CONTROLLER, top))
    assert any(
        row.comment and row.comment.form_url for row in client.get("/2025/kommunen/ekonomi/").context["page"].rows
    )

    close(namnd)

    page = client.get("/2025/kommunen/ekonomi/").context["page"]
    assert not any(row.comment and row.comment.form_url for row in page.rows)

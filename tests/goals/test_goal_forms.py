"""Proposing and writing on the page of a goal."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from goals.models import GoalAssessment, GoalComment
from kommunrapport.organisation.roles import Role
from tests.factories import create_comment_kind, create_org_unit
from tests.goals.steering import HTMX, sign_in_as

pytestmark = pytest.mark.django_db
TEXT = "<p>Vi har gjort mycket.</p>"


def propose(client, kommun, level=None, motivation="", version=0, **options):
    data = {"level": level.pk if level else "", "motivation": motivation, "version": version}
    return client.post(kommun.url("assessment_propose", kommun.goal.pk), data, **options)


def write(client, kommun, text=TEXT, version=0, unit=None, kind=None, **options):
    url = kommun.url("comment_write", kommun.goal.pk, (kind or kommun.kind).pk, unit=unit)
    return client.post(url, {"text": text, "version": version}, **options)


def stored_text(kommun, unit):
    comment = GoalComment.objects.filter(goal=kommun.goal, org_unit=unit).first()
    return comment.text if comment else None


class TestAssessment:
    def test_it_is_saved_and_the_page_comes_back(self, client, kommun):
        user = sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = propose(client, kommun, kommun.scale[1])

        assertRedirects(response, kommun.url("goal_detail", kommun.goal.pk) + "#bedomning")
        assert GoalAssessment.objects.get().proposed_by == user

    def test_htmx_gets_the_part_with_the_time(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = propose(client, kommun, kommun.scale[1], headers=HTMX)

        assertContains(response, 'id="bedomning"')
        assertContains(response, "Sparat ")
        assertNotContains(response, "<h1>")

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_another_level_without_motivation_is_refused_and_the_choice_is_kept(self, client, kommun, headers):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = propose(client, kommun, kommun.scale[0], headers=headers)

        assertContains(response, "Förslaget är På rätt väg. Skriv varför er bedömning är en annan.")
        assert re.search(rf'name="level" value="{kommun.scale[0].pk}"[^>]* checked', response.text)
        assert not GoalAssessment.objects.exists()

    def test_nothing_chosen_is_refused(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        assertContains(propose(client, kommun), "Välj en bedömning.")

    def test_a_page_without_version_is_told_to_load_again(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = propose(client, kommun, kommun.scale[1], version="")

        assertContains(response, "Sidan var för gammal.")

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_two_who_assess_at_once_see_both(self, client, kommun, headers):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        propose(client, kommun, kommun.scale[1])

        response = propose(client, kommun, kommun.scale[2], "För lågt.", headers=headers)

        assertContains(response, "ändrade samma sak medan du skrev", status_code=409)
        assertContains(response, "På rätt väg", status_code=409)
        assertContains(response, "För lågt.", status_code=409)
        assert GoalAssessment.objects.get().level == kommun.scale[1]

    def test_a_lock_that_came_meanwhile_keeps_what_was_written(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        kommun.lock()

        response = propose(client, kommun, kommun.scale[0], "Enkäten säger annat.")

        assertContains(response, "Låst för inmatning")
        assertContains(response, "Enkäten säger annat.")
        assert not GoalAssessment.objects.exists()

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN, Role.SUBJECT_OWNER])
    def test_who_does_not_write_for_the_unit_cannot(self, client, kommun, role):
        sign_in_as(client, role, kommun.ks)

        assert propose(client, kommun, kommun.scale[1]).status_code == 404

    def test_a_neighbour_cannot(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, create_org_unit())

        assert propose(client, kommun, kommun.scale[1]).status_code == 404

    def test_an_addressed_unit_cannot_through_its_own_page(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)
        url = kommun.url("assessment_propose", kommun.goal.pk, unit=kommun.namnd)

        assert client.post(url, {"level": kommun.scale[1].pk, "version": 0}).status_code == 404


class TestText:
    def test_it_is_saved_and_the_page_comes_back_at_the_text(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = write(client, kommun)

        assertRedirects(response, f"{kommun.url('goal_detail', kommun.goal.pk)}#text-{kommun.kind.pk}")
        assert stored_text(kommun, kommun.ks) == TEXT

    def test_htmx_gets_the_new_version_and_the_time_only(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = write(client, kommun, headers=HTMX)

        assertContains(response, 'name="version" value="1"')
        assertContains(response, "Sparat ")
        assertNotContains(response, "textarea")

    def test_one_kind_is_saved_without_the_others(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        second = create_comment_kind(name="Uppföljning")

        write(client, kommun, kind=second)

        assert [c.kind for c in GoalComment.objects.all()] == [second]

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_text_that_is_too_long_is_refused(self, client, kommun, headers):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = write(client, kommun, "x" * 310_000, headers=headers)

        assertContains(response, "Texten är för lång")
        assert stored_text(kommun, kommun.ks) is None

    def test_two_who_write_at_once_see_both_as_people_read_them(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        write(client, kommun, "<p>Den första <strong>texten</strong></p>")

        response = write(client, kommun, "<p>Den andra texten</p>", headers=HTMX)

        assertContains(response, "<p>Den första texten</p>", status_code=409)
        assertContains(response, "<p>Den andra texten</p>", status_code=409)
        assert response.headers["HX-Retarget"] == f"#text-{kommun.kind.pk}"

    def test_the_choice_in_the_conflict_saves_over_it(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        write(client, kommun, "<p>Första</p>")
        assertContains(write(client, kommun, "<p>Andra</p>"), 'name="version" value="1"', status_code=409)

        write(client, kommun, "<p>Andra</p>", version=1)

        assert stored_text(kommun, kommun.ks) == "<p>Andra</p>"

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_lock_that_came_meanwhile_says_so(self, client, kommun, headers):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        kommun.lock()

        response = write(client, kommun, headers=headers)

        assertContains(response, "Låst för inmatning")
        assert stored_text(kommun, kommun.ks) is None

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
    def test_who_does_not_write_for_the_unit_cannot(self, client, kommun, role):
        sign_in_as(client, role, kommun.ks)

        assert write(client, kommun).status_code == 404

    def test_a_neighbour_cannot(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert write(client, kommun).status_code == 404

    def test_a_kind_that_is_not_there_is_not_found(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        assert client.post(kommun.url("comment_write", kommun.goal.pk, 9999), {}).status_code == 404

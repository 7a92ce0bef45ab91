"""Hur gick det? Marking, adding, changing and carrying over."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from goals.models import Activity
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity, create_goal, create_org_unit, create_position, create_user
from tests.goals.steering import HTMX, make_kommun, sign_in_as

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.datetime(2025, 11, 17, 12, tzinfo=datetime.UTC)
JANUARY = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture
def kommun():
    return make_kommun()


@pytest.fixture
def enhet(kommun):
    return create_org_unit(slug="naringsliv", name="Näringslivsenheten", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)


@pytest.fixture
def chef(client, enhet):
    return sign_in_as(client, Role.MANAGER, enhet)


@pytest.fixture
def position(chef, enhet):
    return create_position(org_unit=enhet, holder=chef, title="Näringslivschef")


def activity_of(position, kommun, **fields):
    activity = create_activity(goal=kommun.goal, org_unit=position.org_unit, **fields)
    activity.responsible.add(position)
    return activity


def page(client, kommun, unit, query=""):
    return client.get(kommun.url("activity_list", unit=unit) + query)


def mark(client, kommun, activity, unit, status="done", headers=HTMX, **data):
    said = {"status": status, "version": activity.version, "remark": "", "goes_on": ""} | data
    return client.post(kommun.url("activity_mark", activity.pk, unit=unit), said, headers=headers)


class TestList:
    def test_a_manager_marks_own_activities_and_reads_the_others(self, client, kommun, enhet, position):
        activity_of(position, kommun, title="Min egen")
        create_activity(goal=kommun.goal, org_unit=enhet, title="Någon annans")

        text = page(client, kommun, enhet).text

        assert "Markera status för din aktivitet." in text
        assert text.index("Min egen") < text.index("Andras aktiviteter") < text.index("Någon annans")
        assert text.count('class="picker"') == 1

    def test_a_substitute_marks_while_standing_in(self, client, kommun, enhet, chef):
        absent = create_position(org_unit=enhet, holder=create_user())
        absent.substitutes.create(user=chef, valid_from=datetime.date(2020, 1, 1))
        activity = activity_of(absent, kommun)

        assertContains(page(client, kommun, enhet), 'class="picker"')
        assert mark(client, kommun, activity, enhet).status_code == 200

    def test_a_controller_marks_all_of_the_unit_and_below(self, client, kommun, enhet):
        create_activity(goal=kommun.goal, org_unit=enhet)
        create_activity(goal=kommun.goal, org_unit=kommun.ks)
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = page(client, kommun, kommun.ks)

        assertContains(response, 'class="picker"', count=2)
        assertContains(response, "<strong>0 av 2</strong> markerade", html=False)

    @pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN, Role.SUBJECT_OWNER])
    def test_others_only_read(self, client, kommun, enhet, role):
        create_activity(goal=kommun.goal, org_unit=enhet, title="Enhetens aktivitet")
        sign_in_as(client, role, kommun.ks)

        response = page(client, kommun, kommun.ks)

        assertContains(response, "Enhetens aktivitet")
        assertNotContains(response, 'class="picker"')

    def test_a_neighbour_does_not_find_the_list(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert page(client, kommun, kommun.ks).status_code == 404

    def test_who_oversees_sees_the_unit_but_not_the_nämnder_under_it(self, client, kommun):
        root = OrgUnit.objects.get(slug="kommun")
        create_activity(goal=kommun.goal, org_unit=root, title="Kommunens")
        create_activity(goal=kommun.goal, org_unit=kommun.ks, title="Nämndens")
        kommun.lock(root)
        sign_in_as(client, Role.AUDITOR, root)

        response = page(client, kommun, root)

        assertContains(response, "Kommunens")
        assertNotContains(response, "Nämndens")

    def test_what_nobody_has_marked_stands_first(self, client, kommun, enhet, position):
        activity_of(position, kommun, title="Markerad", status="done", order=1)
        activity_of(position, kommun, title="Omarkerad", order=2)

        text = page(client, kommun, enhet).text

        assert (
            text.index("Kvar att markera") < text.index("Omarkerad") < text.index("Markerade") < text.index("Markerad<")
        )
        assert "<strong>1 av 2</strong> markerade" in text

    def test_no_button_is_pressed_in_before_somebody_has_marked(self, client, kommun, enhet, position):
        activity_of(position, kommun)

        assertNotContains(page(client, kommun, enhet), " checked")

    def test_when_all_is_marked_it_says_thanks(self, client, kommun, enhet, position):
        activity_of(position, kommun, status="done")

        assertContains(page(client, kommun, enhet), "Allt är markerat. Tack, du behöver inte göra mer nu.")

    def test_who_has_none_is_told_whom_to_ask(self, client, kommun, enhet, chef):
        assertContains(page(client, kommun, enhet), "Hör av dig till din controller om det är fel.")

    def test_the_last_day_stands_there_until_it_has_passed(self, client, kommun, enhet, position, time_machine):
        activity_of(position, kommun)
        kommun.occasion.unit_deadline = datetime.date(2026, 1, 25)
        kommun.occasion.save()

        time_machine.move_to(JANUARY)
        assertContains(page(client, kommun, enhet), "till och med 25 januari 2026.")
        time_machine.move_to(JANUARY + datetime.timedelta(days=11))
        assertNotContains(page(client, kommun, enhet), "till och med")

    @pytest.mark.parametrize(
        ("due", "text", "said"),
        [
            (datetime.date(2025, 10, 31), "", "skulle vara klart 31 okt 2025"),
            (datetime.date(2025, 12, 31), "", "klart 31 dec 2025"),
            (None, "Våren 2026", "klart våren 2026"),
            (None, "Löpande", "· löpande"),
        ],
    )
    def test_when_it_is_due_stands_as_it_was_written(
        self, client, kommun, enhet, position, time_machine, due, text, said
    ):
        time_machine.move_to(NOVEMBER)
        activity_of(position, kommun, due_on=due, due_text=text)

        assertContains(page(client, kommun, enhet), said)

    def test_locked_it_is_text(self, client, kommun, enhet, position):
        activity_of(position, kommun)
        kommun.lock()

        response = page(client, kommun, enhet)

        assertContains(response, "Låst för inmatning")
        assertNotContains(response, 'class="picker"')

    @pytest.mark.parametrize("query", ["?valt=abc", "?valt=99999", "?valt="])
    def test_an_address_somebody_edited_shows_the_list(self, client, kommun, enhet, chef, query):
        assert page(client, kommun, enhet, query).status_code == 200

    def test_it_takes_the_same_queries_for_one_and_for_fifty(self, client, kommun, enhet, position):
        activity_of(position, kommun)
        one = self.queries_of(client, kommun, enhet)

        for _ in range(49):
            activity_of(position, kommun)

        assert self.queries_of(client, kommun, enhet) == one

    def queries_of(self, client, kommun, unit) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, kommun, unit)
        return len(queries)


class TestMarking:
    def test_htmx_gets_what_stands_under_the_buttons_and_how_many_are_marked(self, client, kommun, enhet, position):
        activity = activity_of(position, kommun)

        response = mark(client, kommun, activity, enhet)

        assertContains(response, "Sparat ")
        assertContains(response, "<strong>1 av 1</strong> markerade", html=False)
        assertContains(response, 'name="version" value="2"')
        assertNotContains(response, "<h1>")
        assert Activity.objects.get().completed_on is not None

    def test_without_script_the_list_comes_back_at_the_activity(self, client, kommun, enhet, position):
        activity = activity_of(position, kommun)

        response = mark(client, kommun, activity, enhet, headers={})

        url = f"{kommun.url('activity_list', unit=enhet)}?valt={activity.pk}#aktivitet-{activity.pk}"
        assertRedirects(response, url)

    @pytest.mark.parametrize(
        ("status", "question"),
        [
            ("cancelled", "Varför blev det inte av?"),
            ("ongoing", None),
            ("not_started", None),
            ("done", None),
            ("continues", None),
        ],
    )
    def test_during_the_year_only_what_did_not_happen_asks_why(
        self, client, kommun, enhet, position, time_machine, status, question
    ):
        time_machine.move_to(NOVEMBER)
        text = mark(client, kommun, activity_of(position, kommun), enhet, status).text

        assert ("Varför" in text) == bool(question)
        assert (question or "") in text

    @pytest.mark.parametrize(("status", "asks"), [("ongoing", True), ("not_started", True), ("done", False)])
    def test_when_the_year_is_over_what_is_unfinished_asks_why(
        self, client, kommun, enhet, position, time_machine, status, asks
    ):
        time_machine.move_to(JANUARY)

        text = mark(client, kommun, activity_of(position, kommun), enhet, status).text

        assert ("Varför är den inte klar?" in text) == asks
        assert ("Fortsätter den nästa år?" in text) == asks

    def test_a_passed_date_asks_why_and_says_late(self, client, kommun, enhet, position, time_machine):
        time_machine.move_to(NOVEMBER)
        activity = activity_of(position, kommun, due_on=datetime.date(2025, 10, 31))

        response = mark(client, kommun, activity, enhet, "ongoing")

        assertContains(response, "Försenad")
        assertContains(response, "Varför är den inte klar?")

    def test_nothing_is_asked_before_a_choice(self, client, kommun, enhet, position, time_machine):
        time_machine.move_to(JANUARY)
        activity = activity_of(position, kommun)

        assertNotContains(page(client, kommun, enhet), "Varför")
        assertContains(page(client, kommun, enhet, f"?valt={activity.pk}"), "Varför är den inte klar?")

    def test_a_reason_counts_as_marked(self, client, kommun, enhet, position):
        activity = activity_of(position, kommun)
        said = {"unfinished_reason": "Beställningen kom aldrig.", "new_due_text": "Våren 2026", "goes_on": "True"}

        mark(client, kommun, activity, enhet, "not_started", **said)

        stored = Activity.objects.get()
        assert (stored.unfinished_reason, stored.new_due_text) == (said["unfinished_reason"], said["new_due_text"])
        assert stored.goes_on is True
        assertContains(page(client, kommun, enhet), "<strong>1 av 1</strong> markerade", html=False)

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_remark_that_is_too_long_is_refused_and_kept(self, client, kommun, enhet, position, headers):
        activity = activity_of(position, kommun)

        response = mark(client, kommun, activity, enhet, remark="x" * 1001, headers=headers)

        assertContains(response, 'class="error"')
        assertContains(response, "x" * 1001)
        assert Activity.objects.get().status == "not_started"

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_two_who_mark_at_once_see_both(self, client, kommun, enhet, position, headers):
        activity = activity_of(position, kommun)
        mark(client, kommun, activity, enhet, "ongoing")

        response = mark(client, kommun, activity, enhet, "cancelled", version=1, headers=headers)

        assertContains(response, "Pågår", status_code=409)
        assertContains(response, "Blev inte av", status_code=409)
        assert Activity.objects.get().status == "ongoing"

    def test_what_another_wrote_elsewhere_in_the_row_is_kept(self, client, kommun, enhet, position):
        activity = activity_of(position, kommun)
        mark(client, kommun, activity, enhet, "ongoing", remark="Skrivet av den ena.")

        response = mark(client, kommun, activity, enhet, "done", version=1)
        offered = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text))

        assert response.status_code == 409
        assert (offered["status"], offered["remark"], offered["version"]) == ("done", "Skrivet av den ena.", "2")

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_lock_that_came_meanwhile_says_so(self, client, kommun, enhet, position, headers):
        activity = activity_of(position, kommun)
        kommun.lock()

        response = mark(client, kommun, activity, enhet, headers=headers)

        assertContains(response, "Låst för inmatning")
        assert Activity.objects.get().status == "not_started"

    def test_a_manager_does_not_mark_anothers_activity(self, client, kommun, enhet, chef):
        activity = create_activity(goal=kommun.goal, org_unit=enhet)

        assert mark(client, kommun, activity, enhet).status_code == 404

    @pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN])
    def test_who_only_reads_does_not_mark(self, client, kommun, role):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
        sign_in_as(client, role, kommun.ks)

        assert mark(client, kommun, activity, kommun.ks).status_code == 404

    def test_a_neighbour_does_not_mark(self, client, kommun):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert mark(client, kommun, activity, kommun.namnd).status_code == 404


class TestPlanning:
    @pytest.fixture
    def controller(self, client, kommun):
        return sign_in_as(client, Role.CONTROLLER, kommun.ks)

    def plan(self, kommun, **fields):
        return {"title": "Företagsbesök", "goal": kommun.goal.pk, "due_text": "Våren 2025"} | fields

    def test_an_activity_is_added_with_those_responsible(self, client, kommun, enhet, controller):
        position = create_position(org_unit=enhet)

        response = client.post(
            kommun.url("activity_create"), self.plan(kommun, responsible=[position.pk], token="engång")
        )

        assertRedirects(response, kommun.url("activity_list"))
        assert list(Activity.objects.get().responsible.all()) == [position]

    def test_the_same_form_sent_twice_adds_one(self, client, kommun, controller):
        for _ in range(2):
            client.post(kommun.url("activity_create"), self.plan(kommun, token="engång"))

        assert Activity.objects.count() == 1

    def test_it_belongs_to_something(self, client, kommun, controller):
        response = client.post(kommun.url("activity_create"), self.plan(kommun, goal="", token="engång"))

        assertContains(response, "En aktivitet hör till antingen ett mål eller ett direktiv.")

    def test_goals_and_positions_of_others_are_not_offered(self, client, kommun, controller):
        elsewhere = create_goal(coordinating_unit=kommun.namnd, title="Vårdens mål")
        stranger = create_position(org_unit=kommun.namnd)

        assertNotContains(client.get(kommun.url("activity_create")), "Vårdens mål")
        client.post(kommun.url("activity_create"), self.plan(kommun, goal=elsewhere.pk, token="a"))
        client.post(kommun.url("activity_create"), self.plan(kommun, responsible=[stranger.pk], token="b"))
        assert not Activity.objects.exists()

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
    def test_who_does_not_plan_finds_no_form(self, client, kommun, role):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
        sign_in_as(client, role, kommun.ks)

        assert client.get(kommun.url("activity_create")).status_code == 404
        assert client.get(kommun.url("activity_edit", activity.pk)).status_code == 404
        assert client.post(kommun.url("activity_carry_over", activity.pk)).status_code == 404

    def test_a_neighbour_finds_no_form(self, client, kommun):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        for name in ("activity_edit", "activity_carry_over"):
            assert client.post(kommun.url(name, activity.pk, unit=kommun.namnd)).status_code == 404

    def test_an_activity_is_changed(self, client, kommun, controller):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)

        response = client.post(kommun.url("activity_edit", activity.pk), self.plan(kommun, version=1))

        assertRedirects(response, kommun.url("activity_list"))
        assert Activity.objects.get().title == "Företagsbesök"

    def test_two_who_change_at_once_see_both(self, client, kommun, controller):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
        client.post(kommun.url("activity_edit", activity.pk), self.plan(kommun, version=1))

        response = client.post(
            kommun.url("activity_edit", activity.pk), self.plan(kommun, version=1, title="Frukostmöten")
        )

        assertContains(response, "Frukostmöten", status_code=409)
        assertContains(response, "Företagsbesök", status_code=409)

    def test_an_unfinished_activity_is_carried_over_once(self, client, kommun, controller, time_machine):
        time_machine.move_to(JANUARY)
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks, status="ongoing")
        assertContains(page(client, kommun, kommun.ks), "För över till 2026")

        for _ in range(2):
            client.post(kommun.url("activity_carry_over", activity.pk))

        assert Activity.objects.for_year(2026).count() == 1
        assertContains(page(client, kommun, kommun.ks), "Fortsätter 2026.")
        assertNotContains(page(client, kommun, kommun.ks), "För över till 2026")

    def test_what_cannot_be_carried_over_says_why(self, client, kommun, controller):
        activity = create_activity(goal=kommun.goal, org_unit=kommun.ks, status="done")

        response = client.post(kommun.url("activity_carry_over", activity.pk), follow=True)

        assertContains(response, "Aktiviteten är avslutad och förs inte över.")

    def test_a_locked_year_takes_no_new_activity(self, client, kommun, controller):
        kommun.lock()

        assertNotContains(page(client, kommun, kommun.ks), "Lägg till aktivitet")
        response = client.post(kommun.url("activity_create"), self.plan(kommun, token="engång"))
        assertContains(response, "Låst för inmatning")

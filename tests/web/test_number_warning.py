"""A personnummer is asked about wherever a person writes text, with and without htmx."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from budget.models import VarianceComment
from goals.models import Activity, DirectiveFollowUp, GoalComment
from kommunrapport.measures.models import Observation
from kommunrapport.organisation.models import OrgUnit, Submission
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter
from tests.budget.overview_world import ANSWER, close, make_namnd
from tests.factories import create_directive, create_member, create_municipality, create_org_unit, create_position
from tests.goals import outcome_pages
from tests.goals.steering import activity_of, make_kommun, sign_in_as
from tests.kept_numbers import ASKS, BOX, NUMBER, OTHER, TEXT, ticked
from tests.reports.desk import desk as report_desk

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@dataclass
class Place:
    """Somewhere to write: `field` of the form at `url`, what else the form sends, and what is stored."""

    client: Client
    url: str
    field: str
    data: dict
    stored: Callable[[], Iterator[str]]

    def write(self, text: str, headers: dict, **more: str):
        return self.client.post(self.url, self.data | {self.field: text} | more, headers=headers)

    @property
    def is_saved(self) -> bool:
        return any(NUMBER in text for text in self.stored())


def goal_comment(client) -> Place:
    kommun = make_kommun()
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    url = kommun.url("comment_write", kommun.goal.pk, kommun.kind.pk)
    return Place(client, url, "text", {"version": 0}, lambda: GoalComment.objects.values_list("text", flat=True))


def directive(client) -> Place:
    kommun = make_kommun()
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    found = create_directive()
    found.addressed_units.add(kommun.ks)
    stored = DirectiveFollowUp.objects.values_list("text", flat=True)
    return Place(client, kommun.url("directive_detail", found.pk), "text", {"version": 0}, stored.all)


def activity_remark(client, field: str = "remark", status: str = "done") -> Place:
    kommun = make_kommun()
    enhet = create_org_unit(slug="naringsliv", kind="unit", parent=kommun.ks)
    position = create_position(org_unit=enhet, holder=sign_in_as(client, Role.MANAGER, enhet))
    activity = activity_of(position, kommun)
    data = {"status": status, "version": activity.version, "remark": "", "goes_on": ""}
    url = kommun.url("activity_mark", activity.pk, unit=enhet)
    return Place(client, url, field, data, lambda: Activity.objects.values_list(field, flat=True))


def activity_reason(client) -> Place:
    return activity_remark(client, "unfinished_reason", "cancelled")


def chapter_text(client) -> Place:
    at = report_desk(client)
    stored = Chapter.objects.values_list("text", flat=True)
    return Place(client, at.of_chapter(), "text", {"version": at.chapter.version}, stored.all)


def variance_comment(client) -> Place:
    create_municipality()
    namnd = make_namnd()
    client.force_login(namnd.manager)
    stored = VarianceComment.objects.values_list("reason", flat=True)
    return Place(client, namnd.comment_url, "reason", ANSWER | {"version": 0}, stored.all)


def outcome_note(client) -> Place:
    at = outcome_pages.desk(client)
    url = at.url("outcome_missing", outcome_pages.goal_measure(at.unit).slug, outcome_pages.WHOLE)
    data = {"om-status": "not_measured", "version": 0}
    return Place(client, url, "om-note", data, lambda: Observation.objects.values_list("note", flat=True))


HTMX_PLACES = [goal_comment, activity_remark, activity_reason, chapter_text, variance_comment, outcome_note]


def administration(client) -> Place:
    client.force_login(create_member(Role.ADMINISTRATOR))
    unit = create_org_unit(name="Service")
    data = {"slug": unit.slug, "kind": unit.kind, "order": unit.order, "version": unit.version}
    url = reverse("administration:org_unit_edit", args=[unit.pk])
    return Place(client, url, "name", data, lambda: type(unit).objects.values_list("name", flat=True))


def submission(client) -> Place:
    namnd = make_namnd()
    close(namnd)
    client.force_login(create_member(Role.CONTROLLER, namnd.org_unit))
    data = {"state": "open", "version": Submission.objects.get().version}
    url = reverse("web:submission", args=[2025, namnd.org_unit.slug])
    return Place(client, url, "reason", data, lambda: Submission.objects.values_list("reason", flat=True))


PLACES = [(place, {}) for place in [*HTMX_PLACES, administration, submission, directive]]
PLACES += [(place, HTMX) for place in HTMX_PLACES]


@pytest.fixture(params=PLACES, ids=lambda param: f"{param[0].__name__}{'-htmx' if param[1] else ''}")
def place_and_headers(request, client):
    place, headers = request.param
    return place(client), headers


def test_a_text_with_a_personnummer_is_asked_about_once(place_and_headers):
    place, headers = place_and_headers

    refused = place.write(TEXT, headers)
    assert refused.status_code == 200
    assert ASKS in refused.text
    assert refused.text.count(BOX) == 1
    assert not place.is_saved

    place.write(TEXT, headers, **ticked(refused.text))
    assert place.is_saved


def test_another_number_than_the_confirmed_is_asked_about(place_and_headers):
    place, headers = place_and_headers
    box = ticked(place.write(OTHER, headers).text)

    refused = place.write(TEXT, headers, **box)

    assert ASKS in refused.text
    assert not place.is_saved


def test_a_text_without_a_number_is_saved_at_once(place_and_headers):
    place, headers = place_and_headers

    response = place.write("KS 2014/0248: 1 944 883 kr.", headers)

    assert BOX not in response.text
    assert any("KS 2014/0248" in text for text in place.stored())


def test_a_confirmed_chapter_can_be_written_on_without_a_new_question(client):
    place = chapter_text(client)
    place.write(TEXT, HTMX, **ticked(place.write(TEXT, HTMX).text))

    response = place.write(f"{TEXT} Mer.", HTMX, version=Chapter.objects.get().version)

    assert BOX not in response.text
    assert Chapter.objects.get().text == f"<p>{TEXT} Mer.</p>"


def test_what_was_confirmed_stays_so_in_the_choice_between_two_who_wrote_at_once(client):
    place = administration(client)
    box = ticked(place.write(TEXT, {}).text)
    unit = OrgUnit.objects.get(name="Service")
    save_checked(OrgUnit, pk=unit.pk, version=unit.version, by=create_member(Role.ADMINISTRATOR), name="Annat")

    conflict = place.write(TEXT, {}, **box)

    assert conflict.status_code == 409
    assert ticked(conflict.text) == box


def test_the_same_for_two_who_wrote_a_chapter(client):
    place = chapter_text(client)
    box = ticked(place.write(TEXT, {}).text)
    chapter = Chapter.objects.get()
    save_checked(Chapter, pk=chapter.pk, version=chapter.version, by=create_member(Role.ADMINISTRATOR), text="<p>A</p>")

    conflict = place.write(TEXT, {}, **box)

    assert conflict.status_code == 409
    assert ticked(conflict.text) == box

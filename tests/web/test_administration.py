"""Every page of administration, whichever model it is about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budget.models import ComparabilityItem
from goals.models import CommentKind, FocusArea, Vision
from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.organisation.models import Label, Reorganisation, Substitute
from kommunrapport.organisation.roles import Role
from kommunrapport.records.models import RetentionRule
from kommunrapport.reports.models import ReportTemplate, TemplateChapter
from kommunrapport.web.administration import GROUPS
from tests.budget_factories import create_area_code, create_threshold
from tests.control_factories import create_risk_level, create_scale_step
from tests.factories import (
    create_directive,
    create_goal,
    create_goal_measure,
    create_guideline,
    create_measure,
    create_member,
    create_municipality,
    create_occasion,
    create_position,
    create_scale,
    create_target,
    create_user,
)

pytestmark = pytest.mark.django_db

DESCRIBED = [described for _, group in GROUPS for described in group]
CHILDREN = [child for described in DESCRIBED for child in described.children]
LISTS = [described for described in DESCRIBED if not described.single]


@pytest.fixture
def administrator(client):
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def fill():
    """At least one row of every kind."""
    create_municipality()
    create_target(measure=create_goal_measure().measure)
    Substitute.objects.create(position=create_position(), user=create_user(), valid_from="2025-06-01")
    create_occasion()
    create_scale()
    FocusArea.objects.create(name="Hållbarhet")
    Vision.objects.create(title="Vision 2030", valid_from=2020)
    CommentKind.objects.create(order=1, name="Kommentar")
    create_directive()
    create_guideline()
    measures = MeasureList.objects.create(slug="nyckeltal", title="Nyckeltal")
    MeasureListItem.objects.create(measure_list=measures, order=1, heading="Ekonomi")
    Label.objects.create(key="measure", text="Mått")
    template = ReportTemplate.objects.create(slug="mall", name="Mall", title="Årsredovisning")
    TemplateChapter.objects.create(template=template, heading="Inledning")
    area = create_area_code().area
    create_threshold()
    create_scale_step()
    create_risk_level()
    RetentionRule.objects.create(what=RetentionRule.What.DRAFTS, months=6)
    Reorganisation.objects.create(kind=Reorganisation.Kind.MERGE, happens_on="2025-01-01")
    ComparabilityItem.objects.create(org_unit=area.org_unit, year=2025, name="Byggbonus", amount=-700_000)


def test_the_first_page_links_to_every_kind(client, administrator):
    page = client.get(reverse("web:administration")).content.decode()

    assert all(described.lead in page for described in DESCRIBED)


@pytest.mark.parametrize("described", LISTS, ids=lambda d: d.name)
def test_a_list_is_for_administrators_only(client, described):
    client.force_login(create_member(Role.CONTROLLER))

    assert client.get(described.url("list")).status_code == 404


@pytest.mark.parametrize("described", LISTS, ids=lambda d: d.name)
def test_a_list_shows_what_there_is(client, administrator, described):
    fill()

    assert client.get(described.url("list")).status_code == 200


@pytest.mark.parametrize("described", LISTS, ids=lambda d: d.name)
def test_an_empty_list_says_what_to_do_first(client, administrator, described):
    assert client.get(described.url("list")).status_code == 200


@pytest.mark.parametrize("described", [d for d in LISTS if d.may_create], ids=lambda d: d.name)
def test_an_empty_form_is_refused_with_words_at_its_fields(client, administrator, described):
    response = client.post(described.url("create"), {"token": "x"})

    assert response.status_code == 200
    assert 'class="error"' in response.content.decode()


@pytest.mark.parametrize("described", [*DESCRIBED, *CHILDREN], ids=lambda d: d.name)
def test_the_form_and_history_of_a_row_open(client, administrator, described):
    fill()
    row = described.model.objects.first()

    assert client.get(described.url("edit", row.pk)).status_code == 200
    assert client.get(described.url("history", row.pk)).status_code == 200


@pytest.mark.parametrize("described", [*DESCRIBED, *CHILDREN], ids=lambda d: d.name)
def test_a_row_that_is_not_there_is_not_found(client, administrator, described):
    assert client.get(described.url("edit", 999_999)).status_code == 404


@pytest.mark.parametrize(
    ("name", "create"),
    [("goal", create_goal), ("measure", create_measure), ("position", create_position), ("user", create_member)],
)
def test_a_list_takes_the_same_queries_for_any_number_of_rows(client, administrator, name, create):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"administration:{name}_list"))
        return len(captured)

    create()
    with_one = queries()
    create()
    create()

    assert queries() == with_one


def test_a_list_can_show_only_what_is_late(client, administrator):
    create_measure(name="Sen mätning", next_due="2020-01-15")
    create_measure(name="Framtida mätning", next_due="2999-01-15")

    page = client.get(reverse("administration:measure_list"), {"visa": "forsenade"}).content.decode()

    assert "Sen mätning" in page
    assert "Framtida mätning" not in page

"""Verksamhetsplan and internkontrollplan are occasions of their own, with reports that are decided and frozen."""

import secrets

import pytest

from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Report
from tests.factories import create_occasion, create_template, create_template_chapter
from tests.reports.flow.way import print_version, take

PLANS = [Occasion.Kind.PLAN, Occasion.Kind.CONTROL_PLAN]


def write_plan(client, occasion) -> Report:
    """The plan of the nämnd, made on the page."""
    template = create_template(slug="plan", title="Plan", kind="plan")
    create_template_chapter(template=template, heading="Prioriteringar")
    chosen = {"template": template.pk, "occasion": occasion.pk, "title": "", "token": secrets.token_hex(8)}
    client.post("/2025/namnd/rapporter/ny/", chosen)
    return Report.objects.get(occasion=occasion)


@pytest.mark.parametrize("kind", PLANS)
def test_a_plan_is_written_beside_the_annual_report_of_the_same_year(client, kommun, kind):
    client.force_login(kommun.member("Controllern", Role.CONTROLLER))

    plan = write_plan(client, create_occasion(year=2025, kind=kind))

    assert [chapter.heading for chapter in plan.chapters.all()] == ["Prioriteringar"]
    listed = client.get("/2025/namnd/rapporter/").text
    assert str(plan) in listed
    assert str(kommun.report) in listed


@pytest.mark.parametrize("kind", PLANS)
def test_a_plan_is_sent_out_decided_and_frozen(client, kommun, kind):
    controller, secretary = (kommun.member(role, role) for role in (Role.CONTROLLER, Role.SECRETARY))
    client.force_login(controller)
    plan = write_plan(client, create_occasion(year=2025, kind=kind))

    take(plan, "send_out", controller, not_ready=True)
    print_version(plan.versions.get())
    take(plan, "decide", secretary)

    decided = plan.versions.get(kind="decision")
    assert (plan.state, plan.is_writable) == ("decided", False)
    assert [chapter.heading for chapter in decided.chapters.all()] == ["Prioriteringar"]

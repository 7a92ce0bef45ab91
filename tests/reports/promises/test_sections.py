"""Åtaganden in the report and among what waits."""

import datetime

import pytest

from kommunrapport.http import Lens
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import PromiseOutcome
from kommunrapport.reports.promise_sections import PromiseParams, promises_due, promises_made
from kommunrapport.reports.promises.tasks import promise_tasks
from kommunrapport.reports.scope import report_scope
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
    return create_org_unit(kind="executive_board")


@pytest.fixture
def now(unit):
    return create_report(org_unit=unit, occasion=create_occasion(year=2016), slug="nu")


@pytest.fixture
def old(unit):
    before = create_report(org_unit=unit, occasion=create_occasion(year=2015), slug="da")
    return create_promise(chapter=create_chapter(report=before, heading="Personal"), text="Fler heltider")


def test_the_table_tells_what_became_of_each_promise(now, old):
    assert [cell.text for cell in promises_due(report_scope(now), PromiseParams()).table.rows[0].cells] == [
        "Fler heltider",
        "Årsredovisning 2015",
        "inte uppföljt",
        "",
    ]

    PromiseOutcome.objects.create(promise=old, report=now, status="kept", remark="Klart i maj")

    (row,) = promises_due(report_scope(now), PromiseParams()).table.rows
    assert (row.cells[2].status.text, row.cells[3].text) == ("Infriat", "Klart i maj")


def test_nothing_promised_is_no_table(now):
    assert promises_due(report_scope(now), PromiseParams()).table is None
    assert promises_made(report_scope(now), PromiseParams()).table is None


def test_what_is_promised_stands_with_its_chapter(now):
    create_promise(chapter=create_chapter(report=now, heading="Ekonomi"), text="Balans")

    (row,) = promises_made(report_scope(now), PromiseParams()).table.rows

    assert [cell.text for cell in row.cells] == ["Balans", "Ekonomi"]


def test_who_is_responsible_is_asked_until_it_is_told(unit, now, old):
    chef = create_member(Role.MANAGER, unit)
    chapter = create_chapter(report=now, heading="Personal")
    chapter.responsible = create_position(org_unit=unit, holder=chef)
    chapter.save()
    lens = Lens(Period(2016), unit, now.occasion)

    (task,) = promise_tasks(chef, lens, datetime.date(2017, 1, 20))
    assert task.text == "Följ upp ett åtagande från förra rapporten"

    PromiseOutcome.objects.create(promise=old, report=now, status="kept")
    assert promise_tasks(chef, lens, datetime.date(2017, 1, 20)) == []

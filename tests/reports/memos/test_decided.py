"""The decision stands in the memo's chain of instances too."""

import datetime

import pytest

from tests.factories import create_chapter, create_member, create_municipality, create_report
from tests.reports.flow.way import DECISION, decide
from tests.writing_factories import create_memo, create_memo_instance

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    create_municipality()
    report = create_report()
    create_chapter(report=report)
    create_memo(report=report)
    return report


def test_the_instance_that_decided_gets_its_paragraph_and_the_others_wait(report):
    deciding = create_memo_instance(memo=report.memo, body="kommunstyrelsen")
    later = create_memo_instance(memo=report.memo, order=2, body="Kommunfullmäktige")

    decide(report, create_member("secretary", report.org_unit))

    deciding.refresh_from_db()
    later.refresh_from_db()
    assert (deciding.paragraph, deciding.meeting_on) == ("§ 41", datetime.date(2026, 2, 24))
    assert deciding.outcome == DECISION.wording
    assert later.paragraph == ""


def test_what_was_written_there_already_stays(report):
    written = create_memo_instance(memo=report.memo, body="Kommunstyrelsen", paragraph="§ 12")

    decide(report, create_member("secretary", report.org_unit))

    written.refresh_from_db()
    assert written.paragraph == "§ 12"

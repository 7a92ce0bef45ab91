"""Saving beside a step, on real connections: no changed word in a frozen chapter, and no lost text."""

import pytest

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.services import write_chapter
from tests.factories import create_chapter, create_member, create_org_unit
from tests.racing import at_once
from tests.reports.desk import create_report_of_unit
from tests.reports.flow.way import bring_to, send_out, take

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 2  # benchmarks.races runs a thousand


@pytest.fixture
def secretary():
    return create_member(Role.SECRETARY, create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD))


@pytest.fixture
def report(secretary):
    report = create_report_of_unit(secretary.memberships.get().org_unit)
    create_chapter(report=report, heading="Året", text="<p>Före.</p>")
    return report


def _writes(report, by, text):
    chapter = report.chapters.get()
    return lambda: write_chapter(pk=chapter.pk, version=chapter.version, text=f"<p>{text}</p>", by=by) and "saved"


def _takes(report, step, by):
    seen = Report.objects.get(pk=report.pk)
    return lambda: take(seen, step, by, version=seen.version) and "saved"


def _latest(report):
    return Standing(Report.objects.select_related("org_unit", "occasion").get(pk=report.pk))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_save_beside_the_dispatch_is_in_the_proposal_or_refused(report, secretary, number):
    written, sent = at_once(_writes(report, secretary, "Efter."), _takes(report, "send_out", secretary))

    assert sent == "saved"
    text = "<p>Efter.</p>" if written == "saved" else "<p>Före.</p>"
    assert written in {"saved", "Locked"}
    assert Chapter.objects.get().text == text
    assert _latest(report).frozen[0].text == text
    assert not _latest(report).has_changed


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_writers_beside_the_dispatch_one_is_frozen_and_none_is_lost(report, secretary, number):
    writers = [_writes(report, secretary, "Ett."), _writes(report, secretary, "Två.")]

    *written, sent = at_once(*writers, _takes(report, "send_out", secretary))

    assert sent == "saved"
    assert sorted(written) in [["Conflict", "saved"], ["Locked", "saved"], ["Locked", "Locked"]]
    assert _latest(report).frozen[0].text == Chapter.objects.get().text
    assert Chapter.history.filter(text="<p>Ett.</p>").count() + Chapter.history.filter(
        text="<p>Två.</p>"
    ).count() == written.count("saved")


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_save_beside_the_decision_is_refused(report, secretary, number):
    send_out(report, secretary)

    written, decided = at_once(_writes(report, secretary, "Efter."), _takes(report, "decide", secretary))

    assert (written, decided) == ("Locked", "saved")
    assert _latest(report).frozen[0].text == Chapter.objects.get().text == "<p>Före.</p>"


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_opening_and_deciding_at_once_one_is_done(report, secretary, number):
    send_out(report, secretary)

    answers = at_once(_takes(report, "open", secretary), _takes(report, "decide", secretary))

    assert sorted(answers) == ["Refused", "saved"]
    assert report.events.count() == 2


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_who_send_out_at_once_one_does(report, secretary, number):
    answers = at_once(*[_takes(report, "send_out", secretary)] * 2)

    assert sorted(answers) == ["Refused", "saved"]
    assert report.versions.count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_save_beside_the_end_of_a_correction_is_in_it_or_refused(report, secretary, number):
    bring_to(report, "correcting", secretary)
    chapter = report.chapters.get()
    write_chapter(pk=chapter.pk, version=chapter.version, text="<p>Rättat.</p>", by=secretary)

    written, finished = at_once(_writes(report, secretary, "Efter."), _takes(report, "finish_correction", secretary))

    assert finished == "saved"
    assert written in {"saved", "Locked"}
    assert _latest(report).frozen[0].text == Chapter.objects.get().text

"""What a version holds, and that nothing of it follows what happens afterwards."""

from decimal import Decimal

import pytest

from kommunrapport.jobs.models import Job
from kommunrapport.measures.models import Observation
from kommunrapport.reports.models import Chapter, FrozenChapter
from tests.reports.flow.test_content import report, user  # noqa: F401 (fixtures)
from tests.reports.flow.way import DECISION, decide, send_out, take

pytestmark = pytest.mark.django_db


def _rows(version):
    return list(version.chapters.values_list("order", "level", "number", "heading", "anchor", "text", "html", "data"))


def test_a_proposal_holds_every_chapter_flat_and_in_order(report, user):  # noqa: F811
    version = send_out(report, user)

    frozen = list(version.chapters.order_by("order"))
    assert [(one.number, one.heading, one.level) for one in frozen] == [
        ("1", "Året", 1),
        ("1.1", "Läget", 2),
        ("2", "Mått", 1),
    ]
    assert "Lugnt." in frozen[1].html
    assert "Lugnt." not in frozen[0].html
    assert frozen[2].data[0]["key"] == "reports.measure_table"


def test_a_version_is_as_it_was_whatever_happens_to_the_data_and_the_texts(report, user):  # noqa: F811
    version = send_out(report, user)
    before, head, checksum = _rows(version), version.head, version.checksum

    Observation.objects.update(value=Decimal(12))
    Chapter.objects.filter(report=report).update(text="<p>Något annat.</p>", heading="Bytt")
    Chapter.objects.filter(report=report, parent__isnull=False).delete()

    version.refresh_from_db()
    assert (_rows(version), version.head, version.checksum) == (before, head, checksum)


def test_a_decision_is_the_proposal_to_the_letter_with_what_was_decided(report, user):  # noqa: F811
    proposal = send_out(report, user)
    decision = decide(report, user)

    assert _rows(decision) == _rows(proposal)
    assert (decision.checksum, decision.kind, decision.number) == (proposal.checksum, "decision", 2)
    assert (decision.body, decision.paragraph, decision.wording) == (DECISION.body, "§ 41", DECISION.wording)
    assert decision.decided_on == DECISION.decided_on


def test_the_files_of_a_version_are_ordered_when_it_is_frozen(report, user):  # noqa: F811
    version = take(report, "send_out", user).version

    assert Job.objects.get().params == {"version": version.pk}


def test_a_step_that_freezes_nothing_makes_no_version(report, user):  # noqa: F811
    send_out(report, user)
    frozen = FrozenChapter.objects.count()

    event = take(report, "open", user)

    assert event.version is None
    assert FrozenChapter.objects.count() == frozen

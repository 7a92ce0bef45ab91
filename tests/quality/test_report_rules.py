"""Rules about reports that are being written, and the command that lists what is to be sorted out."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kommunrapport.quality.registry import Severity
from kommunrapport.reports.models import ChapterSection
from tests.factories import (
    create_accepted_finding,
    create_chapter,
    create_org_unit,
    create_position,
    create_report,
)
from tests.quality.checks import a_finding, found_by, only_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(unit, occasion):
    return create_report(slug="ks-2025", org_unit=unit, occasion=occasion, numbered=True)


class TestTexts:
    def test_a_chapter_without_text_is_a_warning_when_the_last_day_has_passed(self, unit, report):
        create_chapter(report=report, heading="Året som gått")

        (finding,) = found_by("reports.text", unit)

        assert (finding.severity, finding.text) == (Severity.WARNING, "Kapitel 1 Året som gått har ingen text")

    def test_before_that_it_is_only_told(self, unit, report):
        create_chapter(report=report)

        (finding,) = found_by("reports.text", unit, today=datetime.date(2026, 1, 25))

        assert finding.severity == Severity.INFO

    @pytest.mark.parametrize("fields", [{"text": "<p>Vi har.</p>"}, {"common_text": "<p>Alla har.</p>"}])
    def test_a_chapter_with_text_is_silent(self, unit, report, fields):
        create_chapter(report=report, **fields)

        assert found_by("reports.text", unit) == []

    def test_what_the_data_shows_or_the_chapters_below_say_is_enough(self, unit, report):
        shown, headed = create_chapter(report=report), create_chapter(report=report)
        ChapterSection.objects.create(chapter=shown, key="goals.summary")
        create_chapter(report=report, parent=headed, text="<p>Vi har.</p>")

        assert found_by("reports.text", unit) == []


class TestChapters:
    def test_a_chapter_that_nobody_answers_for_is_told(self, unit, report):
        create_chapter(report=report, heading="Ensamt", order=1)
        create_chapter(report=report, responsible=create_position(org_unit=unit), order=2)
        create_chapter(report=report, status="ready", order=3)

        assert [f.text for f in found_by("reports.responsible", unit)] == ["Kapitel 1 Ensamt har ingen ansvarig"]

    @pytest.mark.parametrize(
        ("deadline", "status", "count"),
        [
            ("2026-05-31", "draft", 1),
            ("2026-06-01", "draft", 0),
            ("2026-05-31", "ready", 0),
            (None, "draft", 0),
        ],
    )
    def test_a_chapter_is_ready_by_its_day(self, unit, report, deadline, status, count):
        create_chapter(report=report, deadline=deadline, status=status)

        assert len(found_by("reports.late", unit)) == count


def test_what_is_decided_is_no_longer_checked(unit, report):
    create_chapter(report=report)
    report.state = "decided"
    report.save()

    assert found_by("reports.text", unit) == []


def test_one_report_is_checked_without_the_others(unit, occasion, report):
    other = create_report(org_unit=unit, occasion=occasion, kind="memo")
    create_chapter(report=report, heading="Ett")
    create_chapter(report=other, heading="Två")

    found = found_by("reports.text", unit, report_id=report.pk)

    assert [f.text for f in found] == ["Kapitel 1 Ett har ingen text"]


def test_reports_of_units_below_are_checked_on_their_own_pages(unit, occasion):
    create_chapter(report=create_report(org_unit=create_org_unit(parent=unit), occasion=occasion))

    assert found_by("reports.text", unit) == []


class TestCommand:
    def check(self, *options):
        """What was written, and the exit code."""
        out, code = StringIO(), 0
        try:
            call_command("check_report", "ks-2025", *options, stdout=out)
        except SystemExit as end:
            code = end.code
        return out.getvalue(), code

    def test_errors_give_exit_code_1(self, report):
        with only_rule(lambda scope: [a_finding(why="5 mot 4.")]):
            written, code = self.check()

        assert (written, code) == ("fel: Summan är fel (Här). 5 mot 4.\n", 1)

    def test_warnings_give_exit_code_0(self, report):
        with only_rule(lambda scope: [a_finding(severity=Severity.WARNING)]):
            written, code = self.check()

        assert (written, code) == ("varning: Summan är fel (Här).\n", 0)

    def test_an_accepted_error_gives_exit_code_0_and_says_why(self, unit, occasion, report):
        finding = a_finding()
        create_accepted_finding(org_unit=unit, occasion=occasion, fingerprint=finding.fingerprint)

        with only_rule(lambda scope: [finding]):
            written, code = self.check()

        assert (written, code) == ("fel: Summan är fel (Här). Godtaget: Källan är avrundad\n", 0)

    def test_json_has_everything(self, report):
        with only_rule(lambda scope: [a_finding()]):
            written, code = self.check("--json")

        (row,) = json.loads(written)
        assert code == 1
        assert row == {
            "rule": "tests.rule",
            "severity": "error",
            "text": "Summan är fel",
            "why": "",
            "where": "Här",
            "accepted": None,
        }

    def test_nothing_to_sort_out(self, report):
        with only_rule(lambda scope: []):
            assert self.check() == ("Allt stämmer.\n", 0)

    def test_an_unknown_report_is_refused(self, db):
        with pytest.raises(CommandError, match="ks-2025 finns inte"):
            self.check()

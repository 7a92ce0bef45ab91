"""manage.py check_report kungsbacka-2016 [--json]"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kommunrapport.demo_sets import in_the_set_of
from kommunrapport.quality.checking import Checked, run_checks
from kommunrapport.quality.pages import WORDS
from kommunrapport.quality.registry import Severity
from kommunrapport.quality.scope import check_scope
from kommunrapport.reports.models import Report


class Command(BaseCommand):
    help = "List what is to be sorted out in a report. Exit code 1 means that it has errors nobody has accepted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The report's slug, such as kungsbacka-2016.")
        parser.add_argument("--json", action="store_true", help="Write a list of objects.")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        in_the_set_of(slug)
        report = Report.objects.select_related("org_unit", "occasion").filter(slug=slug).first()
        if report is None:
            raise CommandError(f"Rapporten {slug} finns inte.", returncode=2)
        scope = check_scope(report.org_unit, report.occasion, timezone.localdate(), report.pk)
        found = run_checks(scope)
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))
        if any(c.finding.severity == Severity.ERROR and not c.is_accepted for c in found):
            sys.exit(1)


def _as_json(found: tuple[Checked, ...]) -> str:
    """`accepted` is the reason with which somebody let the finding be, null while it is open."""
    rows = [
        {
            "rule": checked.rule.key,
            "severity": checked.finding.severity,
            "text": checked.finding.text,
            "why": checked.finding.why,
            "where": checked.finding.where,
            "accepted": checked.stored.reason if checked.stored and checked.is_accepted else None,
        }
        for checked in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _as_text(found: tuple[Checked, ...]) -> str:
    """A line for each: "fel: Totalt antal resor är … (Utfall 2016, Kommunstyrelsen)"."""
    if not found:
        return "Allt stämmer."
    return "\n".join(_line(checked) for checked in found)


def _line(checked: Checked) -> str:
    word = WORDS[checked.finding.severity].one.split()[-1]
    accepted = f" Godtaget: {checked.stored.reason}" if checked.stored and checked.is_accepted else ""
    why = f" {checked.finding.why}" if checked.finding.why else ""
    return f"{word}: {checked.finding.text} ({checked.finding.where}).{why}{accepted}"

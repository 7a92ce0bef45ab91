"""manage.py check_versions"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from kommunrapport.reports.models import ReportVersion
from kommunrapport.reports.versions.integrity import faults_of
from kommunrapport.reports.versions.words import version_name


class Command(BaseCommand):
    help = (
        "Hold every frozen version and its files against their checksums. Exit code 1 means that something is not "
        "as it was frozen, and should be fetched back from a backup."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        versions = ReportVersion.objects.select_related("report__occasion").order_by("report__slug", "number")
        count = faulty = 0
        for version in versions.iterator():
            faults = faults_of(version)
            count, faulty = count + 1, faulty + bool(faults)
            for fault in faults:
                self.stdout.write(f"{version.report.slug}, {version_name(version).lower()}: {fault}")
        self.stdout.write(f"{count} versioner kontrollerade, {faulty} stämmer inte")
        if faulty:
            sys.exit(1)

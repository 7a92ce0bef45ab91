"""manage.py export_report kungsbacka-2016 --format pdf --output rapport.pdf"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kommunrapport.demo_sets import in_the_set_of
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.models import Report
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed


class Command(BaseCommand):
    help = "Write a report to a file. Exit code 0 means that the whole file was written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The report's slug, such as kungsbacka-2016.")
        parser.add_argument("--format", choices=sorted(EXPORTS), default="pdf")
        parser.add_argument("--output", type=Path, required=True, help="The file to write.")

    def handle(self, *args: Any, slug: str, output: Path, **options: Any) -> None:
        in_the_set_of(slug)
        report = Report.objects.select_related("org_unit", "occasion").filter(slug=slug).first()
        if report is None:
            known = ", ".join(Report.objects.order_by("slug").values_list("slug", flat=True)) or "inga"
            raise CommandError(f"Rapporten {slug} finns inte. Rapporter i databasen: {known}.")
        try:
            content = EXPORTS[options["format"]](report)
            output.write_bytes(content)
        except (PangoMissing, RenderFailed) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Det gick inte att skriva {output}: {error.strerror}.") from error
        self.stdout.write(f"{output}: {len(content)} byte")

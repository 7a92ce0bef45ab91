"""Remove the files of imports that were never read in. The worker does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from budget.imports.sweeping import sweep_files


class Command(BaseCommand):
    help = "Tar bort filer äldre än 30 dagar som avbröts eller inte gick att läsa. Det som har lästs in finns kvar."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_files()} filer togs bort")

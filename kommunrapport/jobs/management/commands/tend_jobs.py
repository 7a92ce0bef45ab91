"""Look after background jobs: take up those left behind, remove old files."""

from typing import Any

from django.core.management.base import BaseCommand

from kommunrapport.jobs.services import remove_old_files, take_up_expired_jobs


class Command(BaseCommand):
    help = "Tar upp jobb som blivit liggande och tar bort filer äldre än sju dagar. Workern gör det själv."

    def handle(self, *args: Any, **options: Any) -> None:
        jobs, files = take_up_expired_jobs(), remove_old_files()
        self.stdout.write(f"{jobs} jobb togs upp igen, {files} filer togs bort")

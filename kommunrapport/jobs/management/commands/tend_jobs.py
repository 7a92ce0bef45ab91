"""Look after background jobs: take up those left behind, remove old files, do what is done now and then."""

from typing import Any

from django.core.management.base import BaseCommand

from kommunrapport.jobs.chores import Rounds
from kommunrapport.jobs.services import remove_old_files, take_up_expired_jobs


class Command(BaseCommand):
    help = (
        "Tar upp jobb som blivit liggande, tar bort filer äldre än sju dagar och gör det som ska göras då och då, "
        "som påminnelser. Workern gör det själv."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        jobs, files = take_up_expired_jobs(), remove_old_files()
        Rounds().do_what_is_due()
        self.stdout.write(f"{jobs} jobb togs upp igen, {files} filer togs bort")

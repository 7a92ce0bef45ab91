"""manage.py import_ledger huvudbok.xlsx --source huvudboken [--year 2016] [--dry-run] [--takes-away] [--user EMAIL]"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from budget.imports.unattended import Unattended, last_importer, read_unattended, store_unattended
from budget.models import ImportSource
from kommunrapport.organisation.models import User


class Command(BaseCommand):
    help = (
        "Read a file in with the columns its source knows, as the wizard does, without asking. Exit code 0 means done "
        "(or nothing new), 1 that the file was refused or has something to mend; then nothing is stored. It acts as "
        "--user, else as the person who last read in a file of the source."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="The source's slug, as the page Källor shows it.")
        parser.add_argument("--year", type=int, help="The year the file is of; this year if left out.")
        parser.add_argument("--dry-run", action="store_true", help="Only print what would change.")
        parser.add_argument(
            "--takes-away", action="store_true", help="Also take away what the source said before and says no more."
        )
        parser.add_argument("--user", default="", help="The e-mail of the person or system user it acts as.")

    def handle(self, *args: Any, file: Path, source: str, **options: Any) -> None:
        found = ImportSource.objects.select_related("org_unit").filter(slug=source).first()
        if found is None:
            raise CommandError(f"Källan {source} finns inte.")
        if not file.is_file():
            raise CommandError(f"Filen {file} finns inte.")
        by = self._user(options["user"], found)
        year = options["year"] or timezone.localdate().year
        unattended = read_unattended(source=found, year=year, path=file, takes_away=options["takes_away"])
        self._print(unattended)
        if unattended.obstacles:
            sys.exit(1)
        if not options["dry_run"] and unattended.changes:
            self._store(unattended, file, by)

    def _user(self, email: str, source: ImportSource) -> User:
        by = User.objects.filter(email__iexact=email, is_active=True).first() if email else last_importer(source)
        if by is None:
            raise CommandError("Ange vem inläsningen görs av med --user E-POST; källan har ingen som kan användas.")
        return by

    def _print(self, unattended: Unattended) -> None:
        for line in unattended.lines():
            self.stdout.write(line)
        for sentence in unattended.obstacles:
            self.stderr.write(sentence)

    def _store(self, unattended: Unattended, file: Path, by: User) -> None:
        refusal = store_unattended(unattended, path=file, by=by)
        if refusal:
            self.stderr.write(refusal)
            sys.exit(1)
        self.stdout.write("Inläst.")

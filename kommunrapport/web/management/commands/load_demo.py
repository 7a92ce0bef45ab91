"""manage.py load_demo NAME: load a demo set into an empty database, and print who can sign in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from simple_history.utils import get_history_manager_for_model

from kommunrapport.demo_sets import demo_sets, fixture_files
from kommunrapport.organisation.models import Municipality, User


class Command(BaseCommand):
    help = "Load a demo set into an empty database. Safe to run again: what is there is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=demo_sets())

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        password = _password(name)
        if Municipality.objects.exists():
            self._keep(name)
        else:
            self._load(name, password)
        self.stdout.write("\nLogga in med någon av adresserna. Lösenordet är detsamma för alla:\n")
        self.stdout.write(f"  Lösenord: {password}\n")
        for user in User.objects.order_by("pk"):
            self.stdout.write(f"  {user.email:<36} {user.name}")

    def _load(self, name: str, password: str) -> None:
        files = fixture_files(name)
        with transaction.atomic():
            call_command("loaddata", *map(str, files), verbosity=0)
            for user in User.objects.all():
                user.set_password(password)
                user.save(update_fields=["password"])
            _write_first_history()
        self.stdout.write(f"{len(files)} filer lästa in från {name}.")

    def _keep(self, name: str) -> None:
        """The set is loaded already; another set's data is never mixed in."""
        marker = f"@{name}.example"
        if not User.objects.filter(email__endswith=marker).exists():
            kommun = Municipality.objects.get()
            raise CommandError(f"Databasen innehåller redan {kommun}. Välj en tom databas för {name}.")
        self.stdout.write(f"{name} är redan inläst, inget ändrat.")


def _write_first_history() -> None:
    """One line of history for every row: loading writes none, and later changes are compared with the first."""
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            get_history_manager_for_model(model).all().delete()
            for row in model._default_manager.all():
                row.save()


def _password(name: str) -> str:
    """The set's password: drawn once, kept beside its database so that the next start prints the same."""
    path: Path = settings.VAR_DIR / f"{name}-losenord.txt"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12))
    return path.read_text()

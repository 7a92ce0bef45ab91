"""The first user: everybody else is added in the program."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kommunrapport.organisation.services import create_administrator
from kommunrapport.web.invitations import invitation_path


class Command(BaseCommand):
    help = "Lägg till en administratör och skriv ut länken där lösenordet väljs. Kan köras igen för en ny länk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-POST")
        parser.add_argument("--name", metavar="NAMN", required=True)
        parser.add_argument(
            "--municipality", metavar="KOMMUN", default="Kommunen", help="Kommunens namn, om databasen är tom."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = create_administrator(
                email=options["email"], name=options["name"], municipality=options["municipality"]
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        host = settings.ALLOWED_HOSTS[0] if settings.PRODUCTION else ""
        address = f"https://{host}" if host else "http://localhost:8000"
        self.stdout.write(f"{user.name} är administratör. Välj lösenord på {address}{invitation_path(user)}")

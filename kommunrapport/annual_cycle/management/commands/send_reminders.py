"""Send the reminders of the week now, instead of waiting for the worker."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from kommunrapport.annual_cycle.reminders import send_weekly_reminders, weekly_letters


class Command(BaseCommand):
    help = (
        "Skickar veckans påminnelser till dem som inte har fått sin. Workern gör det själv. "
        "Utan e-postserver skrivs de ut i stället."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if settings.MAIL_HOST:
            self.stdout.write(f"{send_weekly_reminders(today)} påminnelser skickades")
            return
        letters = weekly_letters(today)
        for letter in letters:
            self.stdout.write(f"Till: {letter.user.email}\nÄmne: {letter.subject}\n\n{letter.body}\n")
        self.stdout.write(f"Ingen e-postserver är angiven, så {len(letters)} påminnelser är inte skickade")

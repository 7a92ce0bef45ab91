"""Do the work of the background until told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kommunrapport.jobs.worker import TendingWorker


class Command(BaseCommand):
    help = "Gör bakgrundsjobben, till exempel PDF. SIGTERM avslutar när det jobb som pågår är klart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="gör det som väntar och sluta sedan")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        worker = TendingWorker()
        if once:
            worker.run_until_empty()
            return
        worker.configure_signals()
        worker.run()

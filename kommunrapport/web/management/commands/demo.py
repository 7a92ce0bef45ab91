"""manage.py demo: everything from nothing to a page in the browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kommunrapport.demo_sets import demo_sets


def _as_ctrl_c(number: int, frame: FrameType | None) -> NoReturn:
    """Being told to end is the same as Ctrl+C: server and worker end too."""
    raise KeyboardInterrupt


class Command(BaseCommand):
    help = "Set up a demo set in its own database file, print who can sign in, and start server and worker."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="kungsbacka", help="The demo set; without a name kungsbacka.")
        parser.add_argument("--no-server", action="store_true", help="Set up only.")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, name: str, no_server: bool, port: int, **options: Any) -> None:
        if name not in demo_sets():
            raise CommandError(f"Demouppsättningen {name} finns inte. Välj bland: {', '.join(demo_sets())}.")
        environment = os.environ | {"KOMMUNRAPPORT_SET": name, "BASE_URL": f"http://127.0.0.1:{port}"}
        for command in (["migrate", "--verbosity=0"], ["createcachetable"], ["load_demo", name]):
            self._run(command, environment)
        if no_server:
            return
        self.stdout.write(f"\nÖppna http://127.0.0.1:{port}/ i webbläsaren. Avsluta med Ctrl+C.\n")
        signal.signal(signal.SIGTERM, _as_ctrl_c)
        server = ["runserver", "--noreload", "--insecure", f"127.0.0.1:{port}"]
        children = [self._start(["worker"], environment), self._start(server, environment)]
        try:
            code = children[-1].wait()
        except KeyboardInterrupt:
            self.stdout.write("Avslutat.")
            code = 0
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait()
        if code:
            raise CommandError(f"Webbservern avslutades med kod {code}.", returncode=code)

    def _command(self, words: list[str]) -> list[str]:
        return [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]

    def _run(self, words: list[str], environment: dict[str, str]) -> None:
        """Run one of our own commands to its end; its failure is ours."""
        self.stdout.flush()
        code = subprocess.call(self._command(words), env=environment)  # noqa: S603 (our own command line)
        if code:
            raise CommandError(f"manage.py {words[0]} avslutades med kod {code}.", returncode=code)

    def _start(self, words: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command(words), env=environment)  # noqa: S603 (our own command line)

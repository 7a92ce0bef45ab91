"""From a report to PDF bytes: in this process, or in one that can be stopped."""

import logging
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from kommunrapport.reports.pdf.document import Fragment, PrintedReport
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
# All that the child gets of our environment: no database address, no secret key.
CHILD_ENVIRONMENT = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


def load_press() -> ModuleType:
    """Import WeasyPrint, which takes a second and needs Pango. Raises PangoMissing."""
    try:
        from kommunrapport.reports.pdf import press
    except OSError as error:
        raise PangoMissing from error
    return press


@cache
def pango_is_available() -> bool:
    try:
        load_press()
    except PangoMissing:
        return False
    return True


def render_pdf(report: PrintedReport) -> bytes:
    """Print in this process, for text that is trusted to end.

    Raises PangoMissing, or RenderFailed with the name of the first chapter that does not print alone.
    """
    press = load_press()
    try:
        return press.print_pdf(report)
    except Exception as error:
        raise RenderFailed.broken(_first_broken(report, press)) from error


def render_pdf_safely(report: PrintedReport, *, timeout_seconds: int = 120) -> bytes:
    """Print in a child process with limited time and memory; the way for everything people have written.

    Raises PangoMissing or RenderFailed. A failure takes up to `timeout_seconds` once more, to find the chapter.
    """
    status, pdf = _run_child("print", report, timeout_seconds)
    if status == 0:
        return pdf
    if status == PangoMissing.exit_status:
        raise PangoMissing
    chapter = _guilty_chapter(report, timeout_seconds)
    if status is None:
        raise RenderFailed.too_slow(timeout_seconds, chapter)
    raise RenderFailed.broken(chapter)


def _first_broken(report: PrintedReport, press: ModuleType) -> str:
    for fragment in report.fragments:
        try:
            press.print_pdf(report.only(fragment))
        except Exception:
            return report.name_of(fragment)
    return ""


def _run_child(task: str, report: PrintedReport, timeout_seconds: int) -> tuple[int | None, bytes]:
    """Exit status and what the child wrote; the status is None if it was stopped by the clock."""
    command = [sys.executable, "-m", "kommunrapport.reports.pdf.child", task, str(timeout_seconds)]
    environment = {name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ}
    try:
        child = subprocess.run(  # noqa: S603  our own interpreter and module, the text goes by stdin
            command,
            input=report.to_json(),
            capture_output=True,
            timeout=timeout_seconds,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as stopped:
        return None, stopped.stdout or b""
    if child.returncode not in (0, PangoMissing.exit_status):  # what is missing, the caller says
        logger.warning("PDF child, %s: status %s\n%s", task, child.returncode, child.stderr.decode()[-2000:])
    return child.returncode, child.stdout


def _guilty_chapter(report: PrintedReport, timeout_seconds: int) -> str:
    """Name of the chapter that a child printing one at a time fails at, "" if it fails at none.

    When the clock stopped the child, the chapter it was at is guilty only if it had taken more than twice the
    time of any before it: a report that is long all through has no guilty chapter.
    """
    status, output = _run_child("find", report, timeout_seconds)
    if status == 0:
        return ""
    starts = [float(line) for line in output.split()]
    if not starts:
        return ""
    guilty: Fragment = report.fragments[len(starts) - 1]
    slowest = max((later - earlier for earlier, later in pairwise(starts)), default=0.0)
    if status is None and timeout_seconds - starts[-1] <= 2 * slowest:
        return ""
    return report.name_of(guilty)

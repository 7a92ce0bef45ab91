"""The process that prints for render_pdf_safely: the report as JSON in, the PDF out.

`python -m kommunrapport.reports.pdf.child print SECONDS` writes the PDF; `find` prints each chapter alone and
writes, before each, how many seconds have passed, so that the last line tells which chapter it did not survive.
"""

import contextlib
import resource
import sys
from time import perf_counter

from kommunrapport.reports.pdf.document import PrintedReport
from kommunrapport.reports.pdf.engine import load_press
from kommunrapport.reports.pdf.errors import PangoMissing

STARTED = perf_counter()
# A report of 340 pages takes 1 GB of address space.
MEMORY_LIMIT = 2 * 1024**3


def main(task: str, seconds: int) -> None:
    _limit(seconds)
    report = PrintedReport.from_json(sys.stdin.buffer.read())
    press = load_press()
    if task == "print":
        sys.stdout.buffer.write(press.print_pdf(report))
        return
    for fragment in report.fragments:
        print(f"{perf_counter() - STARTED:.2f}", flush=True)  # noqa: T201  the parent reads it
        press.print_pdf(report.only(fragment))


def _limit(seconds: int) -> None:
    """Stop by ourselves if the parent dies before it stops us."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 5))
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a limit on memory; the clock still holds
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except PangoMissing:
        sys.exit(PangoMissing.exit_status)

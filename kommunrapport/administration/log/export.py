"""The log as a file for those who audit: one line for each field that was changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from kommunrapport.administration.log.reading import LogFilter, read_log
from kommunrapport.administration.log.wording import LogLine
from kommunrapport.spreadsheets.csv_writing import write_csv

MOST_LINES = 20_000  # more than fits a spreadsheet well; narrower days give the rest
HEADINGS = ("När", "Vem", "Gjorde", "Vad", "Vilken", "Nummer", "Fält", "Från", "Till")
HIDDEN = "visas inte"


def export_log(narrow: LogFilter) -> bytes:
    """The lines of the filter as csv, the latest first. At most `MOST_LINES` changes."""
    return write_csv(HEADINGS, (row for line in read_log(narrow, limit=MOST_LINES).lines for row in _rows(line)))


def _rows(line: LogLine) -> Iterator[tuple[str, ...]]:
    when = timezone.localtime(line.when).strftime("%Y-%m-%d %H:%M:%S")
    head = (when, line.who, line.did, line.kind, line.name, str(line.pk))
    if line.is_hidden:
        yield (*head, "", HIDDEN, HIDDEN)
    elif not line.changes:
        yield (*head, "", "", "")
    for change in line.changes:
        yield (*head, change.label, change.old, change.new)

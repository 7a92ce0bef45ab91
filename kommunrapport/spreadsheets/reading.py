"""Reads a workbook or a csv file that somebody handed in, cell by cell. The only way in for such files.

The file itself is opened in a child process (child.py); here only its first bytes are looked at.
"""

from __future__ import annotations

import logging
from pathlib import Path

from kommunrapport.limited_child import KILLED_FOR_TIME, Allowance, run_child
from kommunrapport.spreadsheets.cells import (
    CellKind,
    RawCell,
    RawRow,
    RawSheet,
    SourceFile,
    UnreadableFile,
    cell_name,
    column_letters,
    line_and_field,
)
from kommunrapport.spreadsheets.file_kinds import recognise
from kommunrapport.spreadsheets.preflight import DAMAGED
from kommunrapport.spreadsheets.spool import Spool, SpooledRows, Summary

__all__ = [
    "Allowance",
    "CellKind",
    "RawCell",
    "RawRow",
    "RawSheet",
    "SourceFile",
    "UnreadableFile",
    "cell_name",
    "column_letters",
    "line_and_field",
    "read_table_file",
]

logger = logging.getLogger(__name__)

_NOT_OPENED = "Filen kunde inte öppnas. Ladda upp den igen."
_HEAVY = (
    "Filen är för tung att läsa. Spara bara de blad, rader och kolumner som ska läsas i en ny fil, "
    "eller dela upp den i flera."
)

ALLOWANCE = Allowance()


def read_table_file(path: Path, name: str, *, allowance: Allowance = ALLOWANCE) -> SourceFile:
    """Read the file at `path`, which its owner calls `name`; it must be .xlsx or .csv, also by its content.

    Raises UnreadableFile, and nothing else whatever the file holds. Rows stay on disk until somebody goes through
    them; the file they lie in goes away with the answer.
    """
    try:
        kind = recognise(path, name)
        spool = Spool()
        summary = _read_in_child(kind, path, spool, allowance)
    except OSError as error:
        logger.warning("A table file could not be opened: %s", type(error).__name__)
        raise UnreadableFile(_NOT_OPENED) from error
    if summary.outcome == "read":
        return _source(summary, spool)
    spool.close()  # the exception may keep this frame alive
    raise UnreadableFile(summary.sentence if summary.outcome == "refused" else _sentence(summary))


def _read_in_child(kind: str, path: Path, spool: Spool, allowance: Allowance) -> Summary:
    module = {"xlsx": "xlsx", "csv": "csv_file"}[kind]
    with path.open("rb") as source:
        status = run_child(
            "kommunrapport.spreadsheets.child", [module], source=source, output=spool.file, allowance=allowance
        )
    if status is None:
        return Summary("heavy", "time")
    try:
        return spool.summary()
    except (ValueError, TypeError):
        outcome = "heavy" if status in KILLED_FOR_TIME else "broken"
        return Summary(outcome, f"exit {status}")


def _sentence(summary: Summary) -> str:
    """What to say of a file that the child gave up on; the cause is for those who run the server."""
    logger.warning("A table file was %s: %s", summary.outcome, summary.sentence or "memory")
    return _HEAVY if summary.outcome == "heavy" else DAMAGED


def _source(summary: Summary, spool: Spool) -> SourceFile:
    sheets = tuple(
        RawSheet(place.name, place.hidden, SpooledRows(spool, place), tuple(place.merged)) for place in summary.sheets
    )
    return SourceFile(sheets, tuple(summary.warnings), summary.encoding, summary.delimiter)

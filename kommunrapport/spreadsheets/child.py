"""Reads one file in a process of its own: `child.py MODULE MEMORY CPU OUTPUT`, the file as standard input, rows as
output.

Whatever a hostile file does to a library, it does it here, where memory and time are limited and nothing is known of
the database. Only modules of this package are imported, none of Django.
"""

from __future__ import annotations

import sys
from errno import EFBIG
from importlib import import_module
from typing import BinaryIO, Protocol

from kommunrapport.limited_child import limit_process
from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.spool import RowWriter, Summary


class Reader(Protocol):
    """What the modules xlsx and csv_file have."""

    def read(self, source: BinaryIO, writer: RowWriter) -> None:
        """Write the rows and the rest of the summary. Raises UnreadableFile and whatever a library raises."""


def main() -> None:
    module, *limits = sys.argv[1:]
    # openpyxl would load numpy if it can, which takes memory and time that reading has no use for.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    reader: Reader = import_module(f"kommunrapport.spreadsheets.{module}")
    limit_process(*map(int, limits))
    with open(1, "wb", buffering=0, closefd=False) as out:
        writer = RowWriter(out)
        failure = _failure(reader, writer)
        if failure:
            writer.give_up(failure)


def _failure(reader: Reader, writer: RowWriter) -> Summary | None:
    """Read; None when all went well. The libraries raise more than a dozen kinds of exception for a bad file."""
    try:
        reader.read(sys.stdin.buffer, writer)
        writer.finish()
    except UnreadableFile as refusal:
        return Summary("refused", refusal.sentence)
    except MemoryError:
        return Summary("heavy")
    except OSError as error:
        return Summary("heavy" if error.errno == EFBIG else "broken", type(error).__name__)
    except Exception as error:
        return Summary("broken", type(error).__name__)
    return None

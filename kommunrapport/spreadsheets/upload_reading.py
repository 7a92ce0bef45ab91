"""Opens a file that somebody waits for the answer about. Nothing of it stays on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File

from kommunrapport.spreadsheets.cells import SourceFile, UnreadableFile
from kommunrapport.spreadsheets.problems import Problem, Refused
from kommunrapport.spreadsheets.reading import Allowance, read_table_file

_ALLOWANCE = Allowance(cpu_seconds=30, output=20_000_000, seconds=45)


def read_upload(file: File, name: str) -> tuple[str, SourceFile]:
    """The SHA-256 and what the file holds; `name` is what its owner calls it. Raises Refused."""
    with NamedTemporaryFile() as copy:
        copy.writelines(file.chunks())
        copy.seek(0)
        checksum = hashlib.file_digest(copy, "sha256").hexdigest()
        try:
            return checksum, read_table_file(Path(copy.name), name, allowance=_ALLOWANCE)
        except UnreadableFile as error:
            raise Refused([Problem(error.sentence)]) from error

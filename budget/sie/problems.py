"""What is wrong in a SIE file: line, the row as it stands, and a Swedish sentence with what to do.

Texts of vouchers may hold names of people, so a quoted voucher row is cut off before its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

MAX_PROBLEMS = 200  # a file with a wrong decimal mark on every row is understood long before that
MAX_SHOWN_CHARACTERS = 80
MAX_QUOTED_CHARACTERS = 30

# What may be shown of a voucher's rows: series, number and date; account, objects and amount.
_VOUCHER_ROW = re.compile(
    r"#VER(?:[ \t]+\"?[\w-]{0,10}\"?(?![\w-])){0,2}(?:[ \t]+[0-9]{8}\b)?"
    r"|#[RB]?TRANS(?:[ \t]+[0-9]{1,12}(?:[ \t]*\{[^{}]{0,60}\}(?:[ \t]*[^ \t\"{}]{1,25})?)?)?",
    re.IGNORECASE,
)
_VOUCHER_LABEL = re.compile(r"#(?:VER|[RB]?TRANS)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SieProblem:
    """One reason why the file is refused. `line` is 1-based; 0 and an empty text mean the whole file."""

    line: int
    text: str
    sentence: str


class SieErrors(ValueError):
    """The file is refused. `problems` are in line order; `left_out` counts those after the first MAX_PROBLEMS."""

    def __init__(self, problems: Sequence[SieProblem], left_out: int = 0) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems[:3]))
        self.problems = tuple(problems)
        self.left_out = left_out


class RowError(ValueError):
    """The row being read is wrong; str() is the Swedish sentence. Never leaves this package."""


@dataclass(slots=True)
class ProblemLog:
    """Collects problems while a file is read, so that a person sees them all at once."""

    found: set[tuple[int, str]] = field(default_factory=set)
    left_out: int = 0

    def add(self, line: int, sentence: str) -> None:
        if len(self.found) < MAX_PROBLEMS:
            self.found.add((line, sentence))
        else:
            self.left_out += (line, sentence) not in self.found

    def raise_if_any(self, lines: Sequence[str]) -> None:
        if not self.found:
            return
        problems = [
            SieProblem(line, shown_row(lines[line - 1]) if line else "", sentence)
            for line, sentence in sorted(self.found)
        ]
        raise SieErrors(problems, self.left_out)


def refused(sentence: str, line: int = 0) -> SieErrors:
    """The answer to a file that is not read at all."""
    return SieErrors([SieProblem(line, "", sentence)])


def shown_row(row: str) -> str:
    """Return the row as a person may see it: short, on one line and without the text of a voucher."""
    row = _printable(row[: MAX_SHOWN_CHARACTERS * 4].strip())
    if _VOUCHER_LABEL.match(row):
        match = _VOUCHER_ROW.match(row)
        shown = match[0].rstrip() if match else ""
        return shown if shown == row else f"{shown} …"
    return row if len(row) <= MAX_SHOWN_CHARACTERS else f"{row[:MAX_SHOWN_CHARACTERS]}…"


def quoted(text: str) -> str:
    """Return a value of the file in Swedish quotes, shortened."""
    text = _printable(text)
    return f"”{text}”" if len(text) <= MAX_QUOTED_CHARACTERS else f"”{text[:MAX_QUOTED_CHARACTERS]}…”"


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)

"""What is wrong with a file, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: where it stands, what stands there, what to do. `place` and `raw` may be empty."""

    sentence: str
    place: str = ""
    raw: str = ""


class Refused(ValueError):
    """The file isn't read in, and nothing of it is kept."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def quoted(text: str) -> str:
    """What stands in a cell, as it is shown: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"

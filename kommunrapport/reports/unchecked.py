"""Pictures and documents that nobody has checked: read in a child (limited_child.py), which answers with JSON."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from kommunrapport.limited_child import KILLED_FOR_TIME, Allowance, limit_process, run_child
from kommunrapport.spreadsheets.cells import UnreadableFile

logger = logging.getLogger(__name__)

_READ, _REFUSED, _HEAVY, _BROKEN = "read", "refused", "heavy", "broken"


def ask_child(
    module: str, content: bytes, *arguments: str, allowance: Allowance, heavy: str, broken: str
) -> dict[str, Any]:
    """What the child read out of `content`. Raises UnreadableFile: its own sentence, or `heavy` or `broken`."""
    with TemporaryFile() as source, TemporaryFile() as output:
        source.write(content)
        source.seek(0)
        status = run_child(module, list(arguments), source=source, output=output, allowance=allowance)
        outcome, answer = _answer(output, status)
    if outcome == _READ and isinstance(answer, dict):
        return answer
    if outcome == _REFUSED:
        raise UnreadableFile(str(answer))
    logger.warning("A file was %s: %s", outcome, answer)
    raise UnreadableFile(heavy if outcome == _HEAVY else broken)


def _answer(output: BinaryIO, status: int | None) -> tuple[str, Any]:
    """A child that was killed has said nothing, or half of something."""
    output.seek(0)
    try:
        outcome, answer = json.load(output)
    except ValueError:
        return _HEAVY if status is None or status in KILLED_FOR_TIME else _BROKEN, f"exit {status}"
    return outcome, answer


def answer_parent(read: Callable[[bytes], dict[str, Any]], limits: list[str]) -> None:
    """The child's end: read standard input and write what came of it. The libraries raise whatever they like."""
    limit_process(*map(int, limits))
    try:
        answer: list[Any] = [_READ, read(sys.stdin.buffer.read())]
    except UnreadableFile as refusal:
        answer = [_REFUSED, refusal.sentence]
    except (MemoryError, RecursionError) as error:
        answer = [_HEAVY, type(error).__name__]
    except Exception as error:
        answer = [_BROKEN, type(error).__name__]
    json.dump(answer, sys.stdout)

"""Runs a module of ours over a file that nobody has checked, in a process of its own with little memory and time.

Whatever a hostile file does to a library, it does it there, where nothing is known of the database.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

_ROOT = Path(__file__).resolve().parents[1]
# -I leaves out the environment, the working directory and the user's own packages, so our code is pointed out.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from importlib import import_module; import_module(sys.argv.pop(1)).main()"
)
KILLED_FOR_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the child may use: bytes of memory, seconds of processor, bytes of output, seconds on the clock."""

    memory: int = 1 << 30
    cpu_seconds: int = 60
    output: int = 300_000_000
    seconds: float = 120

    @property
    def arguments(self) -> list[str]:
        """As the child is told, for `limit_process`."""
        return [str(self.memory), str(self.cpu_seconds), str(self.output)]


def run_child(
    module: str, arguments: list[str], *, source: BinaryIO, output: IO[bytes], allowance: Allowance
) -> int | None:
    """Call `main` of a module, which limits itself; `source` is its standard input. Returns how it ended.

    None when the clock stopped it. Neither has a position in Python's own buffers: both are read and written from
    where the files themselves are.
    """
    command = [sys.executable, "-I", "-X", "utf8", "-W", "ignore", "-c", _START, str(_ROOT), module, *arguments]
    try:
        child = subprocess.run(  # noqa: S603  # nothing of the command comes from the file
            [*command, *allowance.arguments],
            stdin=source,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=allowance.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return child.returncode


def limit_process(memory: int, cpu_seconds: int, output: int) -> None:
    """Bytes of memory, seconds, bytes that may be written; from now on, in this process.

    Called after the imports, since Python may want to write its compiled modules.
    """
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(kind, (limit, limit))

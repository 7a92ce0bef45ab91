"""The only way in for pictures: made anew by a child process, and refused with a sentence when they cannot be."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from typing import Any, Self

from kommunrapport.limited_child import Allowance
from kommunrapport.reports.unchecked import ask_child

MAX_BYTES = 15_000_000
_ALLOWANCE = Allowance(memory=768 << 20, cpu_seconds=20, output=4_000_000, seconds=40)
_HEAVY = "Bilden är för tung att läsa. Förminska den, spara den som JPEG och ladda upp den igen."
_BROKEN = "Bilden är skadad och kan inte läsas. Öppna den, spara en ny kopia och ladda upp kopian."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A picture as it may be kept: sizes in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int

    @classmethod
    def from_json(cls, made: dict[str, Any]) -> Self:
        return cls(b64decode(made["content"]), made["media_type"], made["width"], made["height"])

    @property
    def ending(self) -> str:
        return {"image/png": "png", "image/jpeg": "jpg"}[self.media_type]


def take_in(content: bytes) -> TakenIn:
    """The picture, made anew as PNG or JPEG. Raises UnreadableFile, and nothing else whatever the file holds."""
    made = ask_child(
        "kommunrapport.reports.pictures.child", content, allowance=_ALLOWANCE, heavy=_HEAVY, broken=_BROKEN
    )
    return TakenIn.from_json(made)

"""How a step is refused."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for cannot be done now. `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

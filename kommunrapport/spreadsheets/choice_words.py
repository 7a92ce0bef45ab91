"""The words that stand for the values of a choice in a template, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec


class ChoiceWords:
    """`choices` are (value, label) by the column's key, as a model has them.

    In a file the label stands in small letters.
    """

    def __init__(self, choices: Mapping[str, Iterable[tuple[object, object]]]) -> None:
        self._meanings = {
            key: {str(label).casefold(): str(value) for value, label in pairs} for key, pairs in choices.items()
        }

    def column(self, key: str, heading: str, *, required: bool = False, help_text: str = "") -> ColumnSpec:
        words = tuple(self._meanings[key])
        return ColumnSpec(key, heading, ColumnKind.CHOICE, required=required, help=help_text, choices=words)

    def meaning(self, key: str, word: str) -> str | None:
        """What a word of a choice means; None when it means nothing."""
        return self._meanings[key].get(" ".join(word.casefold().split()))

    def word(self, key: str, value: str) -> str:
        """The word of a value; "" for none."""
        return next((word for word, meaning in self._meanings[key].items() if meaning == value), "")

"""What is chosen in a section, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any

from kommunrapport.numbers import EN_DASH
from kommunrapport.reports.params import stored_values

type Reference = Callable[[], list[tuple[str, str]]]


class SectionWords:
    """Sentences about sections; what they can refer to is read once."""

    def __init__(self) -> None:
        self._references: dict[Reference, dict[str, str]] = {}

    def sentence(self, params: type, stored: dict[str, Any]) -> str:
        """What is shown: "Driftredovisning. Rader: Enhet. Budget, utfall, avvikelse."; details are left out."""
        values = stored_values(params, stored)
        said = [self._said(choice, values[choice.name]) for choice in fields(params)]
        return " ".join(f"{words.rstrip('.')}." for words in said if words)

    def _said(self, choice: Field[Any], value: Any) -> str:
        label = choice.metadata["label"]
        if choice.metadata.get("detail"):
            return ""
        if isinstance(choice.default, bool):
            return label if value else ""
        if "reference" in choice.metadata:
            return f"{label}: {self._title(choice.metadata['reference'], str(value))}"
        if isinstance(choice.default, str) and "choices" not in choice.metadata:
            return str(value)
        words = said_value(choice, value)
        return words.capitalize() if isinstance(choice.default, tuple) else f"{label}: {words}"

    def _title(self, reference: Reference, slug: str) -> str:
        if reference not in self._references:
            self._references[reference] = dict(reference())
        return self._references[reference].get(slug, "inte vald")


def said_value(choice: Field[Any], value: Any) -> str:
    """One choice in words, as its list says it."""
    if isinstance(choice.default, bool):
        return "ja" if value else "nej"
    if "reference" in choice.metadata:
        labels: dict[Any, str] = dict(choice.metadata["reference"]())
    else:
        labels = dict(choice.metadata.get("choices", ()))
    each = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(one, str(one)) for one in each) or EN_DASH

"""A list typed as rows that can be added, moved and removed. Its value is text with one row on each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from kommunrapport.numbers import carried_number
from kommunrapport.reports.memos.sheets import lines_of

BUTTON = "rad"  # the name of the buttons that change rows; their value is as "proposals up 1"
LONGEST_ROW = 500
MOST_ROWS = 60
STEPS = {"up": -1, "down": 1}


class RowsWidget(forms.Textarea):
    """An input for each row, and buttons that send the form to have its rows changed."""

    template_name = "reports/memos/rows.html"
    use_fieldset = True
    current: int | None = None  # the row that the page goes on from

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = str(value or "").split("\n")
        context["widget"] |= {"rows": rows, "button": BUTTON, "longest": LONGEST_ROW, "current": self.current}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """All that was typed, empty rows too."""
        posted = data.getlist(name) if isinstance(data, QueryDict) else [data[name]] if name in data else []
        return "\n".join(rows_in(posted)) if posted else None

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The rows have labels of their own."""
        return ""


class RowsField(forms.CharField):
    """Text with a row on each line, without the empty ones."""

    widget = RowsWidget

    def to_python(self, value: Any) -> str:
        return "\n".join(lines_of(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        rows = value.split("\n")
        if len(rows) > MOST_ROWS:
            raise ValidationError(f"Det får vara högst {MOST_ROWS} rader, och här är {len(rows)}.")
        for number, row in enumerate(rows, start=1):
            if len(row) > LONGEST_ROW:
                raise ValidationError(f"Rad {number} är {len(row)} tecken lång. Högst {LONGEST_ROW} får plats.")


def rows_in(posted: list[str]) -> list[str]:
    """The rows of the inputs in order. One with several lines, as after a conflict, has as many rows."""
    return [row for text in posted for row in text.replace("\r\n", "\n").split("\n")]


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What a button made of one of the lists. `current` is the row to go on from."""

    name: str
    text: str
    current: int


def rearranged(posted: QueryDict, names: Sequence[str]) -> Rearranged | None:
    """The list that a button of the form changes, as "proposals up 1" or "proposals add"; None for any other."""
    name, _, asked = posted.get(BUTTON, "").partition(" ")
    if name not in names:
        return None
    rows = rows_in(posted.getlist(name)) or [""]
    action, _, number = asked.partition(" ")
    here = min(carried_number(number, len(rows)), len(rows) - 1)
    match action:
        case "add":
            rows.append("")
            here = len(rows) - 1
        case "remove":
            del rows[here]
            here = max(min(here, len(rows) - 1), 0)
        case "up" | "down":
            there = min(max(here + STEPS[action], 0), len(rows) - 1)
            rows.insert(there, rows.pop(here))
            here = there
    return Rearranged(name, "\n".join(rows), here)

"""The total that a person expects of a file."""

from __future__ import annotations

from typing import Any

from django import forms

from budget.forms.amounts import AmountField
from budget.pages.import_words import file_unit


class ControlForm(forms.Form):
    """`scale` is the unit of the file's amounts in kronor: the total is typed in the same."""

    def __init__(self, *args: Any, scale: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = file_unit(scale, ())
        self.fields["control_total"] = AmountField(label=f"Kontrollsumma, {unit.slug}", required=False, money_unit=unit)

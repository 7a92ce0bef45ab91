"""How many years the page of the staff shows."""

from __future__ import annotations

from typing import Any

from django import forms

YEARS = (3, 5)


class YearsForm(forms.Form):
    """Stands in the address; an address that somebody has edited shows what is usual."""

    ar = forms.TypedChoiceField(label="Visa", coerce=int, required=False, choices=[(n, f"{n} år") for n in YEARS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @property
    def count(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("ar") or YEARS[0]

"""The form for a file with figures of the staff."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms


class HrFileForm(forms.Form):
    """A file in the HR template."""

    file = forms.FileField(
        label="Fil",
        help_text="Excel (.xlsx) eller CSV. Högst 25 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        max_length=255,
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan."},
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", secrets.token_urlsafe(32))

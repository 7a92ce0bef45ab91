"""The form for a file with figures of the staff."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from kommunrapport.spreadsheets.forms import TemplateFileForm


class HrFileForm(TemplateFileForm):
    """A file in the HR template."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", secrets.token_urlsafe(32))

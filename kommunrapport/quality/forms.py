"""Why a finding is accepted."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from kommunrapport.free_text import FreeText
from kommunrapport.quality.checking import Checked


class AcceptForm(FreeText, forms.Form):
    """The reason, and what the user saw: the finding's fingerprint, and the version of what was accepted before."""

    reason = forms.CharField(
        label="Varför kan det vara så?",
        max_length=500,
        help_text="Till exempel: Källan är avrundad till hela tusental. Skälet syns för alla som ser avstämningen.",
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        error_messages={"required": "Skriv varför det kan vara så."},
    )
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, checked: Checked, reason: str | None = None) -> None:
        """With `reason` the form is untouched but for that: it asks again after somebody else came first."""
        stored = checked.stored
        initial = {
            "reason": reason if reason is not None else (stored.reason if stored else ""),
            "fingerprint": checked.finding.fingerprint,
            "version": stored.version if stored else 0,
            "token": secrets.token_urlsafe(32),
        }
        # A page can have the forms of many findings open at once.
        super().__init__(data, initial=initial, auto_id=f"id_{checked.slug}_%s")


class WithdrawForm(forms.Form):
    """Which version of what was accepted the user saw."""

    version = forms.IntegerField(min_value=1)

"""A form about something that may not have been said yet."""

from __future__ import annotations

from typing import Any

from django import forms

from kommunrapport.administration.forms import RecordForm


class FollowUpForm(RecordForm):
    """Carries the version that was seen, 0 where nothing was stored: whoever is first wins, the other is told.

    Its Meta is `class Meta(FollowUpForm.Meta)` with model and fields.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("token", None)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.initial.setdefault("version", self.instance.version if self.instance.pk else 0)

    class Meta(RecordForm.Meta):
        pass

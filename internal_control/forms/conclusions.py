"""The overall assessment of a year."""

from __future__ import annotations

from typing import Any

from django import forms

from internal_control.models import ControlConclusion
from internal_control.status import VERDICT_ICONS
from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.form_fields import StatusPicker


class ConclusionForm(FollowUpForm):
    """The verdict, and what it rests on."""

    verdict = forms.ChoiceField(
        label="Er bedömning",
        choices=ControlConclusion.Verdict.choices,
        widget=StatusPicker(VERDICT_ICONS),
        error_messages={"required": "Välj en bedömning.", "invalid_choice": "Välj en av bedömningarna."},
    )

    class Meta(FollowUpForm.Meta):
        model = ControlConclusion
        fields = ["verdict", "text"]
        labels = {"text": "Motivering"}
        help_texts = {"text": "Vad bygger bedömningen på, och vad ska bli bättre?"}


class TakeBackForm(RecordForm):
    """Why an assessment that was sent over is taken back."""

    class Meta(RecordForm.Meta):
        model = ControlConclusion
        fields = ["reopened_reason"]
        labels = {"reopened_reason": "Varför tas den tillbaka?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reopened_reason"] = ""
        self.fields["reopened_reason"].required = True
        self.fields["reopened_reason"].error_messages["required"] = "Skriv varför bedömningen tas tillbaka."

"""Forms of promises and their outcomes."""

from __future__ import annotations

from typing import Any

from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.form_fields import StatusPicker
from kommunrapport.reports.models import Promise, PromiseOutcome

Status = PromiseOutcome.Status
ICONS: dict[str, str] = {Status.KEPT: "good", Status.ONGOING: "doing", Status.DROPPED: "none"}


class PromiseForm(RecordForm):
    """The words of a promise."""

    class Meta(RecordForm.Meta):
        model = Promise
        fields = ["text"]


class OutcomeForm(FollowUpForm):
    """What became of a promise."""

    class Meta(FollowUpForm.Meta):
        model = PromiseOutcome
        fields = ["status", "remark"]
        widgets = {"status": StatusPicker(ICONS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(s.value, s.label.capitalize()) for s in Status]  # type: ignore[attr-defined]
        self.fields["status"].error_messages["required"] = "Välj vad som hände med åtagandet."

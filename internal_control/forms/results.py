"""How a control went, and what happened with what it led to."""

from __future__ import annotations

from typing import Any

from django import forms

from internal_control.models import ControlFollowUp, PlannedControl
from internal_control.status import OUTCOME_ICONS
from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.form_fields import StatusPicker

Outcome = PlannedControl.Outcome


class ResultForm(RecordForm):
    """The outcome and what belongs to it. Ids carry the row, since a page has many of these forms."""

    outcome = forms.ChoiceField(
        label="Hur gick det?",
        choices=Outcome.choices,
        widget=StatusPicker(OUTCOME_ICONS),
        error_messages={"required": "Välj hur det gick.", "invalid_choice": "Välj ett av alternativen."},
    )

    class Meta(RecordForm.Meta):
        model = PlannedControl
        fields = ["outcome", "performed_on", "sample_size", "error_count", "finding", "reason"]
        labels = {
            "performed_on": "Gjord den",
            "sample_size": "Antal granskade",
            "error_count": "Varav fel",
            "finding": "Vad såg ni?",
            "reason": "Varför blev den inte gjord?",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = ""
        self.auto_id = f"k{self.instance.pk}_%s"
        if not self.instance.outcome:
            self.initial["outcome"] = None  # no button is pressed in beforehand
        for name in ("finding", "reason"):
            self.fields[name].widget.attrs["rows"] = 3

    @property
    def asked(self) -> str:
        """The outcome that the questions below are about: what was tapped, else what is stored."""
        tapped = self.data.get(self.add_prefix("outcome")) if self.is_bound else None
        return tapped or self.instance.outcome

    def is_valid(self) -> bool:
        """Words that are missing are asked for before they are an error: `question`, which `clean` sets."""
        return super().is_valid() and not self.question

    def clean(self) -> dict[str, Any]:
        """The words that an outcome needs are asked for where they are written."""
        said = super().clean() or self.cleaned_data
        outcome = said.get("outcome")
        if outcome in PlannedControl.DEVIATIONS and not said.get("finding"):
            self._ask("finding", "Skriv kort vad ni såg, så sparas resultatet.")
        if outcome == Outcome.NOT_PERFORMED and not said.get("reason"):
            self._ask("reason", "Skriv kort varför, så sparas resultatet.")
        sample, wrong = said.get("sample_size"), said.get("error_count")
        if outcome in PlannedControl.PERFORMED and sample is not None and wrong is not None and wrong > sample:
            self.add_error("error_count", "Felen är fler än de granskade. Ändra något av talen.")
        return said

    def validate_constraints(self) -> None:
        """What is asked for is not an error besides."""
        if not self.question:
            super().validate_constraints()

    def _ask(self, name: str, question: str) -> None:
        """A tap shows where to write. Who saves without having written there has made a mistake."""
        if self.data.get("asked") == self.asked:
            self.add_error(name, question)
        else:
            self.question = question


class ControlFollowUpForm(FollowUpForm):
    """What happened during the year with what the control led to."""

    class Meta(FollowUpForm.Meta):
        model = ControlFollowUp
        fields = ["text"]
        labels = {"text": "Vad har hänt under året?"}

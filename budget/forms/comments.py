"""The questions about a variance, and what the overview shows."""

from __future__ import annotations

from typing import Any

from django import forms

from budget.models import VarianceComment
from budget.services.comments import SAYS_WHY
from kommunrapport.administration.forms import FollowUpForm

DURATIONS = [
    (VarianceComment.Duration.ONE_OFF, "Nej, engångshändelse"),
    (VarianceComment.Duration.LASTING, "Ja, varaktigt"),
]


class VarianceCommentForm(FollowUpForm):
    """Why, whether it comes back, and what is done; the instance says about which area and occasion."""

    duration = forms.ChoiceField(
        choices=DURATIONS, widget=forms.RadioSelect, error_messages={"required": "Välj om det återkommer."}
    )

    class Meta(FollowUpForm.Meta):
        model = VarianceComment
        fields = ["reason", "duration", "action"]
        labels = {"reason": "Varför blev det så?", "action": "Vad gör ni åt det?"}
        error_messages = {"reason": {"required": SAYS_WHY}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"avvikelse{self.instance.area_id}_%s"  # several may be open on one page
        self.fields["duration"].label = f"Återkommer det {self.instance.occasion.year + 1}?"
        for name in ("reason", "action"):
            self.fields[name].widget.attrs["rows"] = 3

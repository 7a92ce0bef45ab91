"""Frames, financing from others, satsningar and demands to save."""

from __future__ import annotations

from typing import Any

from budget.forms.amounts import amount_form_field
from budget.models import Appropriation
from kommunrapport.administration.forms import RecordForm

Kind = Appropriation.Kind
# What is asked for beside the name, the amount and the decision.
_ASKED = {
    Kind.FRAME: ("scope_note",),
    Kind.INTERNAL_FINANCING: ("financier", "scope_note"),
    Kind.EARMARKED: ("financier", "period_from", "period_to", "period_amount", "scope_note", "achieved", "follow_up"),
    Kind.EFFICIENCY: ("achieved", "follow_up"),
}


class AppropriationForm(RecordForm):
    """One amount; the kind decides what is asked."""

    class Meta(RecordForm.Meta):
        model = Appropriation
        fields = [
            "label",
            "amount",
            "financier",
            "period_from",
            "period_to",
            "period_amount",
            "scope_note",
            "decision",
            "achieved",
            "follow_up",
        ]
        formfield_callback = amount_form_field
        labels = {"amount": "Belopp i år (kr)", "scope_note": "Vad som ingår eller inte"}
        help_texts = {"amount": "Utan minus, till exempel 171 700 000."}

    groups = (
        ("", ("label", "amount", "financier", "scope_note", "decision")),
        ("Hela perioden", ("period_from", "period_to", "period_amount")),
        ("Uppföljning", ("achieved", "follow_up")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = Kind(self.instance.kind)
        for name in set(self.written) - {"label", "amount", "decision", *_ASKED[kind]}:
            del self.fields[name]
        if kind == Kind.EFFICIENCY:
            self.fields["achieved"].label = "Genomförd besparing (kr)"
        if kind != Kind.EARMARKED:
            self.fields["amount"].required = True

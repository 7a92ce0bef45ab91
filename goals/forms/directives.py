"""What units say of directives, the decision that closes one, and the filter of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from goals.models import Directive, DirectiveFollowUp
from goals.status import DIRECTIVE_ICONS
from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.form_fields import StatusPicker
from kommunrapport.organisation.labels import label_set
from kommunrapport.reports.form_fields import RichTextField


class DirectiveFollowUpForm(FollowUpForm):
    """Status in the kommun's words, and a comment."""

    status = forms.ChoiceField(label="Läge", required=False, widget=StatusPicker(DIRECTIVE_ICONS))
    text = RichTextField(label="Kommentar", required=False)

    class Meta(FollowUpForm.Meta):
        model = DirectiveFollowUp
        fields = ["status", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = label_set()
        status: Any = self.fields["status"]
        status.choices = [(value, labels.text(f"directive.{value}")) for value in DirectiveFollowUp.Status.values]


class CloseDirectiveForm(RecordForm):
    """Which body decided that it is finished, when, and in which paragraph."""

    class Meta(RecordForm.Meta):
        model = Directive
        fields = ["closed_by", "closed_on", "closing_paragraph"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "closed_by": ("Organ", "Skriv vilket organ som beslutade, till exempel Kommunfullmäktige."),
            "closed_on": ("Beslutsdatum", "Skriv vilken dag beslutet fattades."),
            "closing_paragraph": ("Paragraf", "Skriv paragrafen, till exempel § 45."),
        }
        for name, (label, missing) in words.items():
            self.fields[name].label = label
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing


class DirectiveFilterForm(forms.Form):
    """Which directives the register shows; it stands in the address."""

    OPEN, CLOSED, LATE = "pagar", "avslutade", "forsenade"

    slag = forms.ChoiceField(
        label="Slag", required=False, choices=[("", "Alla"), *((k.value, k.label.capitalize()) for k in Directive.Kind)]
    )
    visa = forms.ChoiceField(
        label="Visa",
        required=False,
        choices=[("", "Alla"), (OPEN, "Inte avslutade"), (CLOSED, "Avslutade"), (LATE, "Försenade")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @property
    def chosen(self) -> dict[str, Any]:
        """What was understood; an address that somebody has edited shows all."""
        self.full_clean()
        return self.cleaned_data

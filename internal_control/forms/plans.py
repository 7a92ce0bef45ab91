"""The control plan: what is controlled, when, and the nämnd's decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from internal_control.forms.fields import offer_positions
from internal_control.models import ControlPlan, ControlTest, PlannedControl
from kommunrapport.administration.forms import RecordForm

type Groups = tuple[tuple[str, tuple[str, ...]], ...]

_WHAT = ("area", "title", "objective", "risk")
_HOW = ("method", "extent", "frequency")
_WHO = ("responsible", "responsible_text", "reports_to", "is_confidential")


class ControlTestForm(RecordForm):
    """A kontrollmoment: what is looked at, how, and by whom."""

    class Meta(RecordForm.Meta):
        model = ControlTest
        fields = [*_WHAT, *_HOW, *_WHO]
        labels = {"title": "Vad kontrolleras?", "objective": "Vad ska kontrollen visa?"}
        help_texts = {"title": "Till exempel: Attest av utbetalningar.", "objective": ""}

    groups: ClassVar[Groups] = (
        ("Kontrollen", _WHAT),
        ("Så görs den", _HOW),
        ("Ansvar", _WHO),
    )

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        """`year` narrows the risks to those that are valid then."""
        super().__init__(*args, **kwargs)
        offer_positions(self, "responsible", self.instance.org_unit)
        risk: Any = self.fields["risk"]
        risk.queryset = risk.queryset.filter(org_unit=self.instance.org_unit)
        if year is not None:
            risk.queryset = risk.queryset.valid_in(year)
        risk.label_from_instance = lambda risk: f"{risk.number} {risk}"


class WhenForm(RecordForm):
    """When a control of one year is made. It stands beside ControlTestForm, so its version has its own name."""

    class Meta(RecordForm.Meta):
        model = PlannedControl
        fields = ["due_on", "due_text"]

    groups = (("När i år", ("due_on", "due_text")),)

    def add_prefix(self, field_name: str) -> str:
        return "when_version" if field_name == "version" else super().add_prefix(field_name)


class NewControlForm(ControlTestForm):
    """A kontrollmoment together with when it is made this year."""

    due_on = forms.DateField(
        label="Klar senast", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_text = forms.CharField(
        label="När, som det ska stå", required=False, max_length=120, help_text="Till exempel mars–maj."
    )

    groups = (("Kontrollen", _WHAT), ("Så görs den", (*_HOW, "due_on", "due_text")), ("Ansvar", _WHO))


class DecisionForm(RecordForm):
    """Which body decided the plan, when, in which paragraph, and under which case number."""

    MISSING: ClassVar[dict[str, str]] = {
        "decided_by": "Skriv vilket organ som beslutade, till exempel Kultur- och fritidsnämnden.",
        "decided_on": "Skriv vilken dag beslutet fattades.",
        "decision_paragraph": "Skriv paragrafen, till exempel § 12.",
    }

    class Meta(RecordForm.Meta):
        model = ControlPlan
        fields = ["decided_by", "decided_on", "decision_paragraph", "case_number"]
        labels = {"decided_by": "Organ"}
        help_texts = {"decided_by": "", "decision_paragraph": "Till exempel § 12."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("decided_by"):
            self.initial["decided_by"] = str(self.instance.org_unit)
        for name, missing in self.MISSING.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing


class ReopenForm(RecordForm):
    """Why a decided plan is opened again."""

    class Meta(RecordForm.Meta):
        model = ControlPlan
        fields = ["reopened_reason"]
        labels = {"reopened_reason": "Varför öppnas den igen?"}
        help_texts = {"reopened_reason": "Syns för alla som läser planen, tills den är beslutad på nytt."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reopened_reason"].required = True
        self.fields["reopened_reason"].error_messages["required"] = "Skriv varför planen öppnas igen."

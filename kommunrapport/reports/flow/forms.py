"""What a step asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from kommunrapport.reports.flow.freezing import Decision
from kommunrapport.reports.flow.services import Answers
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.forms import OnceForm
from kommunrapport.reports.states import DECISION, NOT_READY, REASON, VERIFIED, Step

_ASKED = {
    REASON: ("reason",),
    DECISION: ("body", "decided_on", "paragraph", "wording"),
    VERIFIED: ("verified_on",),
    NOT_READY: ("not_ready",),
}


def _day(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class StepForm(OnceForm):
    """The answers of a step: only the fields that it asks for."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Varför?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står i rapportens händelser, med ditt namn.",
        error_messages={"required": "Skriv varför."},
    )
    body = forms.CharField(
        label="Organ",
        max_length=120,
        error_messages={"required": "Skriv vilket organ som beslutade, till exempel Kommunstyrelsen."},
    )
    decided_on = _day("Beslutsdatum", error_messages={"required": "Skriv vilken dag beslutet fattades."})
    paragraph = forms.CharField(
        label="Paragraf",
        max_length=20,
        help_text="Till exempel § 41.",
        error_messages={"required": "Skriv paragrafen, till exempel § 41."},
    )
    wording = forms.CharField(
        label="Beslutets lydelse",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Så som beslutet står i protokollet.",
        error_messages={"required": "Skriv beslutet så som det står i protokollet."},
    )
    verified_on = _day(
        "Justerat",
        help_text="Den dag protokollet justerades.",
        error_messages={"required": "Skriv vilken dag protokollet justerades."},
    )
    not_ready = forms.BooleanField(
        label="Skicka ut fast alla kapitel inte är klara",
        error_messages={"required": "Alla kapitel är inte klara. Bekräfta att du vill skicka ut ändå."},
    )

    def __init__(self, *args: Any, step: Step, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {name for asks in step.asks for name in _ASKED.get(asks, ())}
        if not standing.not_ready:
            asked.discard("not_ready")
        for name in set(self.fields) - asked - {"token", "version"}:
            del self.fields[name]
        if DECISION in step.asks and "verified_on" in self.fields:
            self.fields["verified_on"].required = False
            self.fields["verified_on"].help_text = "Lämna tomt om protokollet inte är justerat än."
        self._decision = standing.decision
        report = standing.report
        self.initial["version"] = report.version
        self.initial["body"] = report.org_unit.name
        self.initial["decided_on"] = report.occasion.committee_date

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that a person fills in, in their order."""
        return [field for field in self if not field.is_hidden]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        decided_on, verified_on = data.get("decided_on"), data.get("verified_on")
        if "decided_on" not in self.fields and self._decision:
            decided_on = self._decision.decided_on
        if decided_on and decided_on > timezone.localdate():
            self.add_error("decided_on", "Dagen har inte varit än. Registrera beslutet när det är fattat.")
        if verified_on and verified_on > timezone.localdate():
            self.add_error("verified_on", "Dagen har inte varit än. Registrera justeringen när den är gjord.")
        if decided_on and verified_on and verified_on < decided_on:
            self.add_error("verified_on", "Protokollet kan inte vara justerat före beslutet.")
        return data

    def answers(self) -> Answers:
        """What the service is given; line ends as they are stored."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "token")}
        given |= {name: given[name].replace("\r\n", "\n") for name in ("reason", "wording") if name in given}
        if "body" in self.fields:
            decision = {name: given.pop(name) for name in (*_ASKED[DECISION], "verified_on") if name in given}
            given["decision"] = Decision(**decision)
        return Answers(**given)

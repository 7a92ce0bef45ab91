"""Forms of administration: kommun, units, positions, users, occasions, words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from django import forms

from kommunrapport.administration.forms import RecordForm
from kommunrapport.organisation.models import (
    Label,
    Membership,
    Municipality,
    Occasion,
    OrgUnit,
    Position,
    Reorganisation,
    Substitute,
    User,
)


class MunicipalityForm(RecordForm):
    groups = (
        ("", ("name", "short_name", "scb_code", "accent_color")),
        (
            "Så räknas tillfällenas datum, bakåt från nämndens möte",
            ("unit_days", "administration_days", "dispatch_days"),
        ),
        ("Skrivelser", ("address", "case_number_pattern", "memo_case_first", "memo_proposal_last")),
    )

    class Meta(RecordForm.Meta):
        model = Municipality
        fields = [
            "name",
            "short_name",
            "scb_code",
            "accent_color",
            "unit_days",
            "administration_days",
            "dispatch_days",
            "address",
            "case_number_pattern",
            "memo_case_first",
            "memo_proposal_last",
        ]

    def clean_case_number_pattern(self) -> str:
        """A pattern that can be used."""
        pattern: str = self.cleaned_data["case_number_pattern"]
        try:
            re.compile(pattern)
        except re.error as error:
            raise forms.ValidationError("Mönstret går inte att tolka. Skriv till exempel KS \\d{4}/\\d{4}.") from error
        return pattern


class OrgUnitForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OrgUnit
        fields = ["name", "slug", "kind", "parent", "order", "valid_from", "valid_to", "successors"]
        help_texts = {
            "slug": "Står i adressen till enhetens sidor, till exempel ks. Ändras den, slutar gamla länkar gälla."
        }


class ReorganisationForm(RecordForm):
    """What happened to which units. What has been done is history: later only the decision is added."""

    class Meta(RecordForm.Meta):
        model = Reorganisation
        fields = ["kind", "happens_on", "before", "after", "moved_to", "decision"]
        labels = {"moved_to": "Flyttar till"}
        help_texts = {
            "before": "De enheter som var. Vid en flytt den enhet som flyttar.",
            "after": "De enheter som blev. En ny enhet utan första dag får den här. Lämna tomt vid en flytt.",
            "decision": "Till exempel KF 2015-11-23 § 174.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].required = False
        if self.instance.pk:
            for name in ("kind", "happens_on", "before", "after", "moved_to"):
                self.fields[name].disabled = True


class PositionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Position
        fields = ["title", "org_unit", "holder", "phone"]


class SubstituteForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Substitute
        fields = ["user", "valid_from", "valid_to"]


class UserForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = User
        fields = ["name", "email", "is_active"]


class MembershipForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Membership
        fields = ["role", "org_unit", "subject", "valid_from", "valid_to"]
        help_texts = {
            "org_unit": "Rollen gäller enheten och allt under den. Administratör och ämnesansvarig gäller alltid alla.",
            "subject": "Bara för ämnesansvariga.",
        }


class OccasionForm(RecordForm):
    groups = (("", ("year", "kind")), ("Sista dag för varje nivå", tuple(Occasion.DATES)))

    class Meta(RecordForm.Meta):
        model = Occasion
        fields = ["year", "kind", *Occasion.DATES]
        help_texts = {
            "council_date": (
                "Lagen: fullmäktige och revisorerna ska ha årsredovisningen senast 15 april året efter, och "
                "delårsrapporten inom två månader efter periodens slut."
            )
        }

    def clean(self) -> dict[str, Any]:
        """The dates follow each other as the work does; days that are left out do not count."""
        data = super().clean() or self.cleaned_data
        given = [(name, data[name]) for name in Occasion.DATES if data.get(name)]
        for (earlier, first), (later, second) in pairwise(given):
            if second < first:
                before = str(self.fields[earlier].label).lower()
                self.add_error(later, f"Dagen ligger före ”{before}”. Ändra någon av dem.")
        return data


class LabelForm(RecordForm):
    text = forms.CharField(label="Kommunens ord", max_length=120, required=False)

    class Meta(RecordForm.Meta):
        model = Label
        fields = ["text"]

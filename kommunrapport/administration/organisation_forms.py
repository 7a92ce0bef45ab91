"""Forms of administration: kommun, units, positions, users, occasions, words."""

from __future__ import annotations

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
    Substitute,
    User,
)

OCCASION_DATES = [
    "unit_deadline",
    "administration_deadline",
    "dispatch_date",
    "committee_date",
    "board_date",
    "council_date",
]


class MunicipalityForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Municipality
        fields = ["name", "short_name", "scb_code", "accent_color"]


class OrgUnitForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OrgUnit
        fields = ["name", "slug", "kind", "parent", "order", "valid_from", "valid_to", "successors"]
        help_texts = {
            "slug": "Står i adressen till enhetens sidor, till exempel ks. Ändras den, slutar gamla länkar gälla."
        }


class PositionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Position
        fields = ["title", "org_unit", "holder"]


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
    groups = (("", ("year", "kind")), ("Sista dag för varje nivå", tuple(OCCASION_DATES)))

    class Meta(RecordForm.Meta):
        model = Occasion
        fields = ["year", "kind", *OCCASION_DATES]
        help_texts = {
            "council_date": (
                "Lagen: fullmäktige och revisorerna ska ha årsredovisningen senast 15 april året efter, och "
                "delårsrapporten inom två månader efter periodens slut."
            )
        }

    def clean(self) -> dict[str, Any]:
        """The dates follow each other as the work does; days that are left out do not count."""
        data = super().clean() or self.cleaned_data
        given = [(name, data[name]) for name in OCCASION_DATES if data.get(name)]
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

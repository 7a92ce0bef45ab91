"""Rounds of forecasts, and the administration's adjustment."""

from __future__ import annotations

from typing import Any

from django import forms

from budget.forms.amounts import amount_form_field
from budget.models import BudgetArea, Forecast, ForecastRound
from kommunrapport.administration.forms import FollowUpForm, RecordForm


class RoundForm(RecordForm):
    """When the forecast is made, and when it must be in."""

    class Meta(RecordForm.Meta):
        model = ForecastRound
        fields = ["as_of", "cut_off"]
        help_texts = {"cut_off": "Efter den dagen är prognosen låst. Lämna tomt om du låser den själv."}


class ReopenForm(RecordForm):
    """Why a closed round is opened again, and for how long."""

    reason = forms.CharField(
        label="Varför öppnas prognosen igen?",
        max_length=100,
        help_text="Skälet står kvar i historiken.",
        error_messages={"required": "Skriv varför prognosen öppnas igen."},
    )

    class Meta(RecordForm.Meta):
        model = ForecastRound
        fields = ["cut_off"]
        labels = {"cut_off": "Ny sista dag"}
        help_texts = {"cut_off": "Lämna tomt om du låser prognosen själv."}

    field_order = ("reason", "cut_off")


class AdjustmentForm(FollowUpForm):
    """What the administration adds to the forecast of an area, and why."""

    class Meta(FollowUpForm.Meta):
        model = Forecast
        fields = ["amount", "reason"]
        formfield_callback = amount_form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = "Högre kostnad utan minus, lägre med. Töm rutan för att ta bort justeringen."
        self.fields["amount"].required = False
        self.fields["reason"].required = False


class AdjustedAreaForm(forms.Form):
    """Which area a new adjustment is about."""

    omrade = forms.ModelChoiceField(
        BudgetArea.objects.none(), label="Område", error_messages={"required": "Välj ett område."}
    )

    def __init__(self, *args: Any, areas: list[BudgetArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["omrade"]
        field.queryset = BudgetArea.objects.filter(pk__in=[area.pk for area in areas])
        field.empty_label = "Välj …"

"""Forms of administration: areas with their codes, thresholds, posts that disturb comparison."""

from __future__ import annotations

from typing import Any

from django import forms

from budget.models import AreaCode, BudgetArea, ComparabilityItem, VarianceThreshold
from kommunrapport.administration.forms import RecordForm
from kommunrapport.organisation.models import Position


class AreaChoice(forms.ModelChoiceField):
    """Areas told apart by where they stand: names such as Administration come back in every unit."""

    def __init__(self, **kwargs: Any) -> None:
        areas = BudgetArea.objects.select_related("org_unit", "parent").order_by("org_unit__name", "grouping", "order")
        super().__init__(areas, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Kommunstyrelsen, verksamhetsområde: Stöd, Ekonomi."""
        above = f"{obj.parent}, " if obj.parent else ""
        return f"{obj.org_unit}, {obj.get_grouping_display()}: {above}{obj}"


class PositionChoice(forms.ModelChoiceField):
    """Positions told apart by their unit: every förvaltning has a chef."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Position.objects.select_related("org_unit").order_by("title", "org_unit__name"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.org_unit}"


class BudgetAreaForm(RecordForm):
    responsible = PositionChoice(
        label="Ansvarig", required=False, help_text="Den som skriver prognos och kommenterar avvikelser."
    )
    parent = AreaChoice(
        label="Del av", required=False, help_text="Ett område i samma enhet och indelning. Det får inte ha egna belopp."
    )

    groups = (
        ("Området", ("org_unit", "grouping", "parent", "name", "order", "nature", "is_undistributed")),
        ("I tabeller, när området har delar", ("has_heading", "total_label")),
        ("Ansvar och tid", ("responsible", "valid_from", "valid_to")),
    )

    class Meta(RecordForm.Meta):
        model = BudgetArea
        fields = [
            "org_unit",
            "grouping",
            "parent",
            "name",
            "order",
            "nature",
            "is_undistributed",
            "has_heading",
            "total_label",
            "responsible",
            "valid_from",
            "valid_to",
        ]
        help_texts = {
            "grouping": "De tre första delar in samma pengar på olika sätt. Investeringsprojekt är för sig.",
            "order": "Ordningen bland områdena: 10 kommer före 20.",
            "nature": "Bara för slag.",
        }


class AreaCodeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = AreaCode
        fields = ["code", "valid_from", "valid_to"]


class VarianceThresholdForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = VarianceThreshold
        fields = ["org_unit", "amount", "percent", "needs"]
        help_texts = {"org_unit": "Tomt betyder hela kommunen. En enhets egen gräns gäller den och allt under den."}


class ComparabilityItemForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ComparabilityItem
        fields = ["org_unit", "year", "name", "amount", "note"]

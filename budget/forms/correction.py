"""Actions to come back into balance, and how they go."""

from __future__ import annotations

from typing import Any

from budget.forms.amounts import amount_form_field
from budget.models import BudgetArea, CorrectionAction, CorrectionFollowUp
from budget.placing import Places, read_places
from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.organisation.models import Position


class ActionForm(RecordForm):
    """What is done, by whom, and what it gives."""

    class Meta(RecordForm.Meta):
        model = CorrectionAction
        fields = [
            "text",
            "area",
            "effect_this_year",
            "effect_full_year",
            "responsible",
            "status",
            "decision",
        ]
        formfield_callback = amount_form_field
        help_texts = {"effect_this_year": "Det som nettokostnaden blir lägre, utan minus."}

    groups = (
        ("", ("text", "area")),
        ("Vad det ger", ("effect_this_year", "effect_full_year")),
        ("Vem och när", ("responsible", "status", "decision")),
    )

    def __init__(self, *args: Any, places: Places | None = None, **kwargs: Any) -> None:
        """Areas and positions of the unit of `places`, or without it of the action's own."""
        super().__init__(*args, **kwargs)
        places = places or read_places(self.instance.org_unit, self.instance.year)
        areas = [node.area.pk for tree in places.trees.values() for node in tree]
        area: Any = self.fields["area"]
        area.queryset = BudgetArea.objects.filter(pk__in=areas)
        responsible: Any = self.fields["responsible"]
        units = [*places.units.within, *places.units.above]
        responsible.queryset = Position.objects.filter(org_unit__in=units).select_related("org_unit")
        responsible.label_from_instance = lambda position: f"{position}, {position.org_unit}"


class CorrectionFollowUpForm(FollowUpForm):
    """How it goes, and what it has given so far."""

    class Meta(FollowUpForm.Meta):
        model = CorrectionFollowUp
        fields = ["text", "effect"]
        formfield_callback = amount_form_field
        labels = {"text": "Hur går det?"}
        help_texts = {"effect": "Det som nettokostnaden har blivit lägre, utan minus."}

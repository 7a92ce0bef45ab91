"""How an activity went, and what it is."""

from __future__ import annotations

from typing import Any

from django import forms

from goals.models import Activity, Directive, Goal
from goals.reach import units_in_view
from goals.status import ACTIVITY_ICONS, is_marked
from kommunrapport.administration.forms import RecordForm
from kommunrapport.form_fields import StatusPicker
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import Position

GOES_ON = [("", "Vet inte än"), ("True", "Ja"), ("False", "Nej")]


class MarkForm(RecordForm):
    """Status, remark, and why when it is not finished. Ids carry the row, since a page has many of these forms."""

    status = forms.ChoiceField(
        label="Hur gick det?",
        widget=StatusPicker(ACTIVITY_ICONS),
        error_messages={"required": "Välj hur det gick.", "invalid_choice": "Välj ett av alternativen."},
    )
    goes_on = forms.TypedChoiceField(
        label="Fortsätter den nästa år?",
        required=False,
        choices=GOES_ON,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta(RecordForm.Meta):
        model = Activity
        fields = ["status", "remark", "unfinished_reason", "new_due_text", "goes_on"]
        labels = {
            "remark": "Anmärkning",
            "unfinished_reason": "Varför är den inte klar?",
            "new_due_text": "Ny tid",
        }

    def __init__(self, *args: Any, labels: LabelSet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"a{self.instance.pk}_%s"
        words = labels or label_set()
        status: Any = self.fields["status"]
        status.choices = [(value, words.text(f"activity.{value}")) for value in Activity.Status.values]
        goes_on: Any = self.fields["goes_on"]
        goes_on.choices = GOES_ON
        if not is_marked(self.instance):
            self.initial["status"] = None  # no button is pressed in beforehand
        self.fields["remark"].widget.attrs["rows"] = 2


class ActivityForm(RecordForm):
    """What is to be done, for what, by when and by whom."""

    class Meta(RecordForm.Meta):
        model = Activity
        fields = [
            "title",
            "description",
            "goal",
            "directive",
            "due_on",
            "due_text",
            "responsible",
            "responsible_text",
        ]
        labels = {"directive": "Direktiv eller uppdrag", "responsible_text": "Ansvariga utanför kommunen"}

    groups = (
        ("", ("title", "description")),
        ("Hör till ett mål eller ett direktiv", ("goal", "directive")),
        ("När och vem", ("due_on", "due_text", "responsible", "responsible_text")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Goals, directives and positions of the unit, of all below it, and of those above up to its nämnd."""
        super().__init__(*args, **kwargs)
        year, units = self.instance.year, units_in_view(self.instance.org_unit)
        self._offer("goal", Goal.objects.valid_in(year).concerning_any(units))
        self._offer("directive", Directive.objects.valid_in(year).concerning_any(units))
        self._offer("responsible", Position.objects.filter(org_unit__in=units).select_related("org_unit"))
        responsible: Any = self.fields["responsible"]
        responsible.label_from_instance = lambda position: f"{position}, {position.org_unit}"

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

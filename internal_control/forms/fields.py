"""Fields that several forms have: a step of the scale by its words, and positions told apart by their unit."""

from __future__ import annotations

from typing import Any

from django import forms

from internal_control.reach import units_in_view
from internal_control.scale import Scale, Step
from kommunrapport.organisation.models import OrgUnit, Position


class StepPicker(forms.RadioSelect):
    """Draws each step with its word and, under it, what the word means."""

    template_name = "internal_control/widgets/steps.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.descriptions: dict[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"description": self.descriptions.get(str(value), "")}


class StepField(forms.TypedChoiceField):
    """A step of one axis. `offer` says which there are, when the form is made."""

    widget = StepPicker

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        missing = f"Välj {label.lower()}."
        messages = {"required": missing, "invalid_choice": "Välj ett steg på skalan."}
        super().__init__(label=label, coerce=int, error_messages=messages, **kwargs)

    def offer(self, steps: tuple[Step, ...], chosen: int | None) -> None:
        """`chosen` is kept even where the scale no longer has it."""
        known = [step.value for step in steps]
        every = [*steps, Step(chosen, "")] if chosen is not None and chosen not in known else steps
        self.choices = [(step.value, str(step)) for step in every]
        picker: Any = self.widget
        picker.descriptions = {str(step.value): step.description for step in every}


def offer_steps(form: forms.ModelForm, scale: Scale) -> None:
    """Let the fields `likelihood` and `impact` of the form have the kommun's steps."""
    for name, steps in [("likelihood", scale.likelihood), ("impact", scale.impact)]:
        field: Any = form.fields[name]
        field.offer(steps, getattr(form.instance, name, None))


def offer_positions(form: forms.ModelForm, name: str, org_unit: OrgUnit) -> None:
    """Let the field have the positions of the unit, of all below it, and of those above up to its nämnd."""
    positions = Position.objects.filter(org_unit__in=units_in_view(org_unit)).select_related("org_unit")
    field: Any = form.fields[name]
    field.queryset = positions
    field.label_from_instance = lambda position: f"{position}, {position.org_unit}"

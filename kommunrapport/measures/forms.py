"""What people type about a measure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError

from kommunrapport.form_fields import SwedishDecimalField
from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.models.observations import HORIZON
from kommunrapport.measures.shown import UNDERSTOOD
from kommunrapport.numbers import editable_number

MAX_VERSION_DIGITS = 9


def read_version(text: str) -> int:
    """The version the user saw, from a hidden field. Raises BadRequest for what our pages never send."""
    if not text.isascii() or not text.isdigit() or len(text) > MAX_VERSION_DIGITS:
        raise BadRequest("version")
    return int(text)


class MeasureNumberField(SwedishDecimalField):
    """A number of one measure: its unit may follow, and it is not above what the measure can be."""

    def __init__(self, measure: Measure, **kwargs: Any) -> None:
        self.highest = measure.scale_maximum
        super().__init__(
            decimals=measure.decimals, unit=measure.measurement_unit, max_digits=18, decimal_places=4, **kwargs
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and self.highest is not None and value > self.highest:
            raise ValidationError(f"Det högsta möjliga värdet är {editable_number(self.highest)}.")


class TargetForm(forms.Form):
    """What a measure aims at one year: a number to reach, in the year or over several, a direction, or nothing."""

    AIMS = [*Target.Operator.choices, *Target.Direction.choices, ("", "Inget målvärde")]

    aim = forms.ChoiceField(label="Målet är", choices=AIMS, required=False)
    horizon_years = forms.IntegerField(
        label="Sett över antal år",
        validators=HORIZON,
        required=False,
        help_text="Med 3 jämförs målvärdet med de tre senaste åren tillsammans.",
    )

    def __init__(self, measure: Measure, target: Target | None, posted: Any = None) -> None:
        super().__init__(posted, initial=_initial(measure, target), auto_id=f"id_%s_{target.pk if target else 'ny'}")
        self.fields["value"] = MeasureNumberField(measure, label="Målvärde", required=False)
        self.order_fields(["aim", "value", "horizon_years"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        aim, value = data.get("aim"), data.get("value")
        if aim in Target.Operator and value is None and "value" not in self.errors:
            self.add_error("value", "Skriv ett tal, eller välj en riktning eller inget målvärde.")
        if aim in Target.Direction and value is not None:
            self.add_error("value", "En riktning har inget tal. Ta bort talet, eller välj minst, högst eller lika med.")
        if not aim and value is not None:
            self.add_error("aim", "Välj hur talet ska läsas: minst, högst eller lika med.")
        return data

    def clean_horizon_years(self) -> int:
        return self.cleaned_data["horizon_years"] or 1

    @property
    def target_fields(self) -> dict[str, Any]:
        """The fields of a Target; None for the value of a direction."""
        aim, horizon = self.cleaned_data["aim"], {"horizon_years": self.cleaned_data["horizon_years"]}
        if aim in Target.Direction:
            return {"operator": "", "value": None, "direction": aim} | horizon
        return {"operator": aim, "value": self.cleaned_data["value"], "direction": ""} | horizon


def _initial(measure: Measure, target: Target | None) -> dict[str, Any]:
    if target is None:
        return {"aim": UNDERSTOOD[Measure.Better(measure.better_is)], "horizon_years": 1}
    return {
        "aim": target.operator or target.direction,
        "value": target.value,
        "horizon_years": target.horizon_years,
    }

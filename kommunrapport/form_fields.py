"""Form fields that read what people here type, and the picker they tap."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kommunrapport.numbers import A_NUMBER_IS_MISSING, NumberError, editable_number, parse_number


class SwedishDecimalField(forms.DecimalField):
    """A number with decimal comma, read by `parse_number`.

    `decimals` and `unit` are the measure's; a form that learns them late sets the two attributes. They are
    not `decimal_places`, which is how many the column can store.
    """

    widget = forms.TextInput
    default_error_messages = {"required": A_NUMBER_IS_MISSING}

    def __init__(self, *, decimals: int | None = None, unit: str = "", **kwargs: Any) -> None:
        self.decimals, self.unit = decimals, unit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as in the stubs
        """None for a blank field, which is not 0."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return parse_number(value, unit=self.unit, decimals=self.decimals)
        except NumberError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as typed; a stored value is shown with comma, unrounded."""
        if isinstance(value, Decimal | int):
            return editable_number(Decimal(value), self.decimals)
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class StatusPicker(forms.RadioSelect):
    """Draws each choice with its mark. `icons` maps values to the five marks; it may be set after the form is made."""

    template_name = "parts/picker.html"
    use_fieldset = False  # the page writes the fieldset, since the legend holds more than a label

    def __init__(self, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.icons = icons or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"].pop("class", None)  # the label is what is drawn
        return option | {"icon": self.icons.get(str(value), "none")}

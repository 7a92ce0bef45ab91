"""The status picker: real radio buttons, each with the mark of its status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class StatusPicker(forms.RadioSelect):
    """Draws each choice with its mark. `icons` maps values to the five marks; it may be set after the form is made."""

    template_name = "goals/widgets/picker.html"
    use_fieldset = False  # the page writes the fieldset, since the legend holds more than a label

    def __init__(self, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.icons = icons or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"].pop("class", None)  # the label is what is drawn
        return option | {"icon": self.icons.get(str(value), "none")}

"""How every form of the program is drawn: one field template, one class for what people type in."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import TemplatesSetting

from kommunrapport.free_text import FoundNumbers, FreeText


class StyledField(BoundField):
    """A field whose control has the class of the stylesheet. Boxes and radio buttons are drawn by the browser."""

    UNSTYLED = ("checkbox", "radio", "checkboxselectmultiple", "radioselect")

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if not self.is_hidden and self.widget_type not in self.UNSTYLED:
            attrs.setdefault("class", "input")
        return attrs

    @property
    def found_numbers(self) -> FoundNumbers | None:
        """The personnummer in the text, when the form asks about them."""
        self.form.errors  # noqa: B018 (has the form look)
        return self.form.found_numbers.get(self.name) if isinstance(self.form, FreeText) else None


class FormRenderer(TemplatesSetting):
    """Fields are drawn by templates/django/forms/field.html, found as any template of ours."""

    bound_field_class = StyledField

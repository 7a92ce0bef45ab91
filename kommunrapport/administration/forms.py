"""The form of one administered row: carries the version that was seen, or a one-time token for a new row."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from kommunrapport.form_fields import SwedishDecimalField
from kommunrapport.free_text import FreeText
from kommunrapport.numbers import EN_DASH


def form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The form field of a model field, as people here type: decimal comma, dates from a calendar."""
    match field:
        case models.DecimalField():
            return field.formfield(form_class=SwedishDecimalField, **kwargs)
        case models.DateField():
            kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case models.TextField():
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4})
        case models.ManyToManyField():
            kwargs["widget"] = forms.CheckboxSelectMultiple()
    return field.formfield(**kwargs)


class RecordForm(FreeText, forms.ModelForm):
    """Base of the forms. `groups` are headings with their fields; without them the form is one group.

    Its Meta is `class Meta(RecordForm.Meta)` with model and fields.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["token"]
            self.initial.setdefault("version", self.instance.version)
        else:
            del self.fields["version"]
            self.initial.setdefault("token", secrets.token_urlsafe(32))
        for field in self.fields.values():
            _say_nothing_chosen(field)

    @property
    def written(self) -> list[str]:
        """Names of the fields a person fills in."""
        return [name for name in self.fields if name not in {"version", "token"}]

    def changes(self) -> dict[str, Any]:
        """What a service is given. Browsers send line ends as two characters, which would look like a change."""
        return {name: _one_line_end(self.cleaned_data[name]) for name in self.written}

    def add_refusal(self, refusal: ValidationError) -> None:
        """Show why a service refused: at its field, or above the form when the field is not here."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    def grouped(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """(heading, fields) in the order they are shown."""
        for heading, names in self.groups or (("", tuple(self.written)),):
            yield heading, [self[name] for name in names if name in self.fields]


class FollowUpForm(RecordForm):
    """A form about something that may not have been said yet.

    Carries the version that was seen, 0 where nothing was stored: whoever is first wins, the other is told.
    Its Meta is `class Meta(FollowUpForm.Meta)` with model and fields.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("token", None)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.initial.setdefault("version", self.instance.version if self.instance.pk else 0)

    class Meta(RecordForm.Meta):
        pass


def _say_nothing_chosen(field: forms.Field) -> None:
    """An empty choice says Välj where one is asked for, else a dash."""
    text = "Välj …" if field.required else EN_DASH
    if isinstance(field, forms.ModelMultipleChoiceField):
        return
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None:
            field.empty_label = text
    elif isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        field.choices = [(value, label if value != "" else text) for value, label in choices]


def _one_line_end(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value

"""The forms of what a chapter shows from the data: one to add a section, and one made from a section's params."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from kommunrapport.free_text import FreeText
from kommunrapport.numbers import EN_DASH
from kommunrapport.records.models import Versioned
from kommunrapport.reports.forms import OnceForm
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.params import stored_values
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.section_words import said_value

LONGEST_TEXT = 150
SHOWN_AT_FIRST = 6  # of the places of an ordered choice; the rest are opened when they are needed
EMPTY_AT_FIRST = 2

type Choices = Sequence[tuple[str, str]]


class OrderedChoices(forms.MultiWidget):
    """One list for each place, in order; works without script."""

    template_name = "reports/widgets/ordered_choices.html"

    def __init__(self, choices: Choices, item: str) -> None:
        place = forms.Select(choices=[("", EN_DASH), *choices])
        super().__init__([place] * len(choices))
        self.item = item

    def decompress(self, value: Any) -> list[str]:
        return list(value or [])

    def use_required_attribute(self, initial: Any) -> bool:
        """No place of its own must be filled."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Beside Django's: `item`, and the places in two parts, of which the second is closed."""
        context = super().get_context(name, value, attrs)
        places = context["widget"]["subwidgets"]
        last = max((n for n, place in enumerate(places, start=1) if place["value"] != [""]), default=0)
        shown = max(SHOWN_AT_FIRST, last + EMPTY_AT_FIRST)
        return context | {"item": self.item, "places": places[:shown], "more": places[shown:], "shown": shown}


class OrderedChoiceField(forms.Field):
    """Several of the choices, in the order they are to stand: a list of their values."""

    default_error_messages = {"required": "Välj minst en.", "invalid_choice": "Välj i listorna."}

    def __init__(self, *, choices: Choices, item: str, **kwargs: Any) -> None:
        super().__init__(widget=OrderedChoices(choices, item), **kwargs)
        self.labels = dict(choices)

    def to_python(self, value: Any) -> list[str]:
        return [each for each in value or [] if each]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if any(each not in self.labels for each in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        twice = [self.labels[each] for each in dict.fromkeys(value) if value.count(each) > 1]
        if twice:
            raise ValidationError(f"Samma val står på två platser: {', '.join(twice)}.", code="twice")


def choice_field(choice: dataclasses.Field[Any]) -> forms.Field:
    """The form field of one field of a params dataclass, from its default and its metadata."""
    said = choice.metadata
    common = {"label": said["label"], "help_text": said.get("help", "")}
    if "reference" in said:
        choices = [("", "Välj …"), *said["reference"]()]
        return forms.ChoiceField(choices=choices, error_messages={"required": "Välj i listan."}, **common)
    match choice.default:
        case bool():
            return forms.BooleanField(required=False, **common)
        case int() if "choices" in said:
            return forms.TypedChoiceField(choices=said["choices"], coerce=int, **common)
        case int():
            return forms.IntegerField(min_value=0, **common)
        case tuple():
            return OrderedChoiceField(choices=said["choices"], item=said.get("item", "Plats"), **common)
        case _ if "choices" in said:
            return forms.ChoiceField(choices=said["choices"], **common)
    return forms.CharField(max_length=LONGEST_TEXT, required=bool(choice.default), **common)


class SectionForm(FreeText, forms.Form):
    """The choices of one section, with the version they were seen in."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, section: ChapterSection, values: dict[str, Any] | None = None):
        """`values` are shown instead of those that are stored."""
        params = SECTIONS[section.key].params
        stored = stored_values(params, section.params)
        super().__init__(data, initial=stored | (values or {}) | {"version": section.version})
        self.section = section
        self._choices = dataclasses.fields(params)
        for choice in self._choices:
            self.fields[choice.name] = choice_field(choice)

    def chosen(self) -> dict[str, Any]:
        """All choices by name, as they are stored."""
        return {choice.name: self.cleaned_data[choice.name] for choice in self._choices}

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """(heading, fields): first what is shown, boxes last, then how it is written. An empty group is left out."""
        content = sorted(
            (c for c in self._choices if not c.metadata.get("detail")), key=lambda c: isinstance(c.default, bool)
        )
        details = [c for c in self._choices if c.metadata.get("detail")]
        for heading, choices in (("Vad som visas", content), ("Hur talen skrivs", details)):
            if choices:
                yield heading, [self[choice.name] for choice in choices]

    def after_conflict(self, stored: Versioned) -> SectionForm:
        """The form again, to be saved on the version that is stored now.

        What the user changed stands as the user wrote it, with a line about what the other saved; the rest is as the
        other left it.
        """
        assert isinstance(stored, ChapterSection)  # noqa: S101 (the service saves sections)
        params = SECTIONS[stored.key].params
        now, mine = stored_values(params, stored.params), self.chosen()
        line = stored.history.filter(version=self.cleaned_data["version"]).first()
        seen = stored_values(params, line.params) if line else now
        changed = {name: value for name, value in mine.items() if value != seen[name]}
        again = SectionForm(section=stored, values=changed)
        for choice in self._choices:
            if choice.name in changed and now[choice.name] != changed[choice.name]:
                other = said_value(choice, now[choice.name])
                again.fields[choice.name].help_text = f"Någon annan sparade: {other}."
        return again


class SectionAddForm(OnceForm):
    """Which section to show last in the chapter."""

    key = forms.ChoiceField(label="Visa också", error_messages={"required": "Välj vad som ska visas."})

    def __init__(self, *args: Any, groups: Iterable[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        """`groups` are headings, each with (key, title)."""
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [("", "Välj …"), *groups]  # type: ignore[attr-defined]


class SectionVersionForm(forms.Form):
    """Which version the user looked at."""

    version = forms.IntegerField()


class SectionMoveForm(SectionVersionForm):
    """One step up (-1) or down (1)."""

    step = forms.TypedChoiceField(choices=[("-1", "upp"), ("1", "ned")], coerce=int)

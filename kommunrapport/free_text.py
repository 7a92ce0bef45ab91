"""Free text in forms: a personnummer in it is asked about before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac

from kommunrapport.personal_numbers import find_personal_numbers, masked, short

CONFIRMS = "personnummer"  # ends the name of the box that confirms the text of a field
KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class FoundNumbers:
    """The new personnummer in the text of a field. `name` and `value` are those of the box that confirms them."""

    name: str
    numbers: tuple[str, ...]
    is_confirmed: bool

    @property
    def value(self) -> str:
        """One key for each number, so that what is confirmed is these numbers and no others."""
        return " ".join(_key(number) for number in self.numbers)

    @property
    def sentence(self) -> str:
        shown = ", ".join(masked(number) for number in self.numbers)
        if len(self.numbers) == 1:
            return f"Texten ser ut att innehålla ett personnummer ({shown}). Ta bort det om det inte måste stå här."
        return f"Texten ser ut att innehålla personnummer ({shown}). Ta bort dem om de inte måste stå här."


class FreeText(forms.BaseForm):
    """What every form with a text field inherits first: a text with a new personnummer is refused until confirmed.

    It is a question and not a rule, so services know nothing of it. templates/parts/field_error.html has the box.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.found_numbers: dict[str, FoundNumbers] = {}
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """After the form's own cleaning: a field that is refused for another reason says that first."""
        self.found_numbers = {}
        super().full_clean()
        for name in text_fields(self) if self.is_bound else ():
            found = self._found_in(name)
            if found.numbers:
                self.found_numbers[name] = found
                if not found.is_confirmed:
                    self.add_error(name, forms.ValidationError(found.sentence, code=CONFIRMS))

    @property
    def confirmations(self) -> list[tuple[str, str]]:
        """(name, value) of what was confirmed, for a page that sends the same texts again."""
        return [(found.name, found.value) for found in self.found_numbers.values() if found.is_confirmed]

    def _found_in(self, name: str) -> FoundNumbers:
        """The numbers that did not stand in the text before."""
        field = self.fields[name]
        typed = {short(number): number for number in _numbers(field, self.cleaned_data.get(name))}
        before = self.get_initial_for_field(field, name) if typed else None
        stored = {short(number) for number in _numbers(field, before)}
        new = tuple(number for digits, number in typed.items() if digits not in stored)
        box = f"{self.add_prefix(name)}-{CONFIRMS}"
        confirmed = str(self.data.get(box, "")).split()
        return FoundNumbers(box, new, is_confirmed=all(_key(number) in confirmed for number in new))


def text_fields(form: forms.BaseForm) -> list[str]:
    """Names of the fields where a person types text."""
    return [name for name, field in form.fields.items() if is_free_text(field)]


def is_free_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and isinstance(field.widget, forms.TextInput | forms.Textarea)


def _numbers(field: forms.Field, value: Any) -> list[str]:
    """A field of formatted text knows what its text says without the tags."""
    if not isinstance(value, str):
        return []
    read = getattr(field, "as_plain_text", str)
    return find_personal_numbers(read(value))


def _key(number: str) -> str:
    return salted_hmac(CONFIRMS, short(number), algorithm="sha256").hexdigest()[:KEY_LENGTH]

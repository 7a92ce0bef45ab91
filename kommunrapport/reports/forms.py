"""Forms of reports and their chapters."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from kommunrapport.dates import format_date
from kommunrapport.free_text import FreeText
from kommunrapport.http import Lens
from kommunrapport.organisation.models import Occasion, OrgUnit, Position
from kommunrapport.records.models import Versioned
from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.live.resolving import settled
from kommunrapport.reports.merging.texts import has_marks
from kommunrapport.reports.models import Chapter, ReportTemplate
from kommunrapport.reports.outline import Entry
from kommunrapport.reports.services import DEEPEST_LEVEL, SET_BY_WRITERS

STATUSES = [(status.value, status.label) for status in SET_BY_WRITERS]


class OnceForm(FreeText, forms.Form):
    """A form that acts once: the token it was shown with is spent when it is sent."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", secrets.token_urlsafe(32))

    def add_refusal(self, refusal: ValidationError) -> None:
        """Show why a service refused: at its field, or above the form when the field is not here."""
        errors = refusal.error_dict if hasattr(refusal, "error_dict") else {"": [refusal]}
        for name, found in errors.items():
            self.add_error(name if name in self.fields else None, found)


def shown(value: object) -> str:
    """A stored value in a sentence."""
    if isinstance(value, datetime.date):
        return format_date(value)
    return f"”{value}”" if value else "inget"


class ReportForm(OnceForm):
    """What a new report is made from."""

    template = forms.ModelChoiceField(ReportTemplate.objects.all(), label="Mall", empty_label=None)
    occasion = forms.ModelChoiceField(Occasion.objects.none(), label="Tillfälle", empty_label=None)
    title = forms.CharField(label="Titel", max_length=150, required=False, help_text="Lämna tomt för mallens titel.")

    def __init__(self, *args: Any, lens: Lens, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        occasions = Occasion.objects.for_year(lens.year)
        self.fields["occasion"].queryset = occasions  # type: ignore[attr-defined]
        self.initial.setdefault("occasion", lens.occasion)


class ChapterTextForm(FreeText, forms.Form):
    """The author's own text, with the version it was written on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = RichTextField(label="Text", required=False)
    # The button that saves and marks at once; none is chosen when the text is only saved.
    status = forms.ChoiceField(choices=STATUSES, required=False)

    def clean_text(self) -> str:
        """The text, its figures with the words that are stored: they follow the data, and nobody typed them."""
        text = settled(self.cleaned_data["text"], self.initial.get("text", ""))
        if has_marks(text):
            raise ValidationError(
                "Texten har ställen där två lydelser står bredvid varandra, märkta [[Sparat: …]] och [[Ditt: …]]. "
                "Välj en av dem och ta bort märkena."
            )
        return text


class ChapterVersionForm(forms.Form):
    """Which version the user looked at."""

    version = forms.IntegerField()


class ChapterStatusForm(ChapterVersionForm):
    """What the chapter is to be."""

    status = forms.ChoiceField(choices=STATUSES)


class ChapterMoveForm(ChapterVersionForm):
    """One step up (-1) or down (1)."""

    step = forms.TypedChoiceField(choices=[("-1", "upp"), ("1", "ned")], coerce=int)


class ChapterHeadForm(FreeText, forms.Form):
    """Heading, responsible and deadline of a chapter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.CharField(label="Rubrik", max_length=200, required=False)
    responsible = forms.ModelChoiceField(
        Position.objects.none(), label="Ansvarig", required=False, empty_label="Ingen ännu"
    )
    deadline = forms.DateField(
        label="Klart senast", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, *, chapter: Chapter) -> None:
        initial = {name: getattr(chapter, name) for name in ("version", "heading", "responsible", "deadline")}
        super().__init__(data, initial=initial)
        units = units_below(chapter.report.org_unit)
        self.fields["responsible"].queryset = Position.objects.filter(org_unit__in=units)  # type: ignore[attr-defined]
        if chapter.subject_key:
            self.fields["heading"].help_text = "Lämna tomt för rubriken på det som kapitlet handlar om."

    def after_conflict(self, stored: Versioned) -> ChapterHeadForm:
        """The form again with what the user wrote, to be saved on the version that is stored now."""
        assert isinstance(stored, Chapter)  # noqa: S101 (the service saves chapters)
        data = {name: self.data.get(name) for name in self.fields} | dict(self.confirmations)
        again = ChapterHeadForm(data | {"version": stored.version}, chapter=stored)
        again.is_valid()
        for name in ("heading", "responsible", "deadline"):
            if self.cleaned_data[name] != getattr(stored, name):
                again.add_error(name, f"Någon annan sparade: {shown(getattr(stored, name))}. Spara igen för att ändra.")
        return again


class ChapterAddForm(OnceForm):
    """A chapter of the kommun's own."""

    heading = forms.CharField(label="Rubrik", max_length=200, error_messages={"required": "Skriv en rubrik."})
    parent = forms.TypedChoiceField(label="Under", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, entries: Iterable[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = [entry for entry in entries if entry.level < DEEPEST_LEVEL]
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", "Eget huvudkapitel"),
            *((entry.chapter.pk, f"{entry.number} {entry.title}".strip()) for entry in above),
        ]
        self._chapters = {entry.chapter.pk: entry.chapter for entry in above}

    def chosen(self) -> dict[str, Any]:
        """What the service is given."""
        return self.cleaned_data | {"parent": self._chapters.get(self.cleaned_data["parent"])}


def units_below(org_unit: OrgUnit) -> set[int]:
    """The unit and all units below it: two queries whatever the depth."""
    children = OrgUnit.objects.child_ids()
    found, waiting = set[int](), [org_unit.pk]
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        waiting.extend(children.get(unit, []))
    return found

"""Forms of a Word document: the file, and what becomes of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from kommunrapport.free_text import FreeText
from kommunrapport.reports.docx.reading import Document, FoundPicture, read_docx
from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.pictures.forms import alt_text_field
from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.forms import UploadForm
from kommunrapport.spreadsheets.limits import MAX_BYTES

TOO_LARGE = f"Filen är för stor. Ett dokument får vara högst {MAX_BYTES // 1_000_000} MB. Läs in ett kapitel i taget."
APPEND, REPLACE = "append", "replace"


class DocumentForm(UploadForm):
    """A Word document; cleaned it is what `read_docx` returns."""

    too_large = TOO_LARGE

    file = forms.FileField(
        label="Worddokument",
        help_text=f"Slutar på .docx. Högst {MAX_BYTES // 1_000_000} MB.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan."},
    )

    def clean_file(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return read_docx(file.read())
        except UnreadableFile as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class PlacingForm(FreeText, forms.Form):
    """Where the text goes, and what its pictures show. The text itself is not sent: it is what was kept."""

    text = RichTextField()
    place = forms.ChoiceField(
        label="Var ska texten stå?",
        choices=[(APPEND, "Efter texten som finns i kapitlet"), (REPLACE, "I stället för texten som finns")],
        widget=forms.RadioSelect,
        initial=APPEND,
    )

    def __init__(self, data: QueryDict | None = None, *, document: Document, stored: str) -> None:
        text = {"text": document.html}
        super().__init__({**data.dict(), **text} if data is not None else None, initial={"text": stored})
        self._pictures = document.pictures
        for picture in document.pictures:
            # What the document said is a proposal and not a stored text: a personnummer in it is asked about.
            proposed = "" if self.is_bound else picture.alt_text
            self.fields[f"alt_{picture.number}"] = alt_text_field(required=False, initial=proposed)
            self.fields[f"leave_{picture.number}"] = forms.BooleanField(label="Ta inte med bilden", required=False)

    def pictures(self) -> Iterator[tuple[FoundPicture, forms.BoundField, forms.BoundField]]:
        """Each picture, with the field of its words and the box that leaves it out."""
        for picture in self._pictures:
            yield picture, self[f"alt_{picture.number}"], self[f"leave_{picture.number}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for picture in self._pictures:
            name = f"alt_{picture.number}"
            if not data.get(f"leave_{picture.number}") and not data.get(name) and name not in self.errors:
                self.add_error(name, "Skriv vad bilden visar, eller ta inte med den.")
        return data

    @property
    def alt_texts(self) -> dict[int, str]:
        """Of the pictures that are kept, by number."""
        data = self.cleaned_data
        kept = (picture.number for picture in self._pictures if not data[f"leave_{picture.number}"])
        return {number: data[f"alt_{number}"] for number in kept}

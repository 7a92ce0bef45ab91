"""The form for a filled-in template."""

from __future__ import annotations

from typing import ClassVar, Self

from django import forms
from django.http import HttpRequest

from kommunrapport.spreadsheets.uploads import is_too_large

TOO_LARGE = "Filen är för stor, och inget är sparat. En fil får vara högst 25 MB: ta bort blad som inte behövs."


class UploadForm(forms.Form):
    """A form with a file; `too_large` is said of one that was thrown away for its size."""

    too_large: ClassVar[str]

    @classmethod
    def posted(cls, request: HttpRequest) -> Self:
        """The form as it was sent, with the refusal of a file that is too large."""
        form = cls(request.POST, request.FILES)
        if is_too_large(request):
            form.errors["file"] = form.error_class([cls.too_large], renderer=form.renderer)
        return form


class TemplateFileForm(UploadForm):
    """A file in a template of ours."""

    too_large = TOO_LARGE

    file = forms.FileField(
        label="Fil",
        help_text="Excel (.xlsx) eller CSV. Högst 25 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        max_length=255,
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan."},
    )

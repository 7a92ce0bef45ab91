"""Forms of pictures."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from kommunrapport.administration.forms import FollowUpForm
from kommunrapport.reports.forms import OnceForm
from kommunrapport.reports.models import Picture
from kommunrapport.reports.pictures.taking_in import MAX_BYTES, TakenIn, take_in
from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.uploads import is_too_large

TOO_LARGE = f"Filen är för stor. En bild får vara högst {MAX_BYTES // 1_000_000} MB. Spara den mindre, som JPEG."
ALT_HELP = "Vad bilden visar, för den som inte ser den. I ett diagram: vad man ska se i det."


def alt_text_field(**more: Any) -> forms.CharField:
    """What the picture shows; nothing is kept without it."""
    return forms.CharField(
        label="Alternativtext",
        max_length=300,
        help_text=ALT_HELP,
        error_messages={"required": "Skriv vad bilden visar."},
        **more,
    )


class PictureForm(OnceForm):
    """A picture to upload."""

    file = forms.FileField(
        label="Bild",
        help_text=f"PNG eller JPEG, högst {MAX_BYTES // 1_000_000} MB. Platsen där ett foto togs sparas inte.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"required": "Välj en bild.", "empty": "Filen är tom. Välj en annan."},
    )
    alt_text = alt_text_field()
    caption = forms.CharField(
        label="Bildtext", max_length=300, required=False, help_text="Står under bilden. Kan lämnas tom."
    )

    @classmethod
    def posted(cls, request: HttpRequest) -> Self:
        """The form as it was sent, with the refusal of a file that was thrown away for its size."""
        form = cls(request.POST, request.FILES)
        if is_too_large(request):
            form.errors["file"] = form.error_class([TOO_LARGE], renderer=form.renderer)
        return form

    def clean_file(self) -> TakenIn:
        """The picture made anew."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return take_in(file.read())
        except UnreadableFile as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class PictureWordsForm(FollowUpForm):
    """What is said of a picture that is kept."""

    class Meta(FollowUpForm.Meta):
        model = Picture
        fields = ["alt_text", "caption"]

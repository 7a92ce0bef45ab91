"""Forms of comments, and of giving a chapter back."""

from __future__ import annotations

from typing import Any

from django import forms

from kommunrapport.free_text import FreeText
from kommunrapport.reports.forms import ChapterVersionForm, OnceForm
from kommunrapport.reports.review.anchors import LONGEST_QUOTE, Anchor
from kommunrapport.reports.review.reading import Reading

# Where somebody commented, and returns to.
READING, WORKBENCH = "las", "kapitel"
PLACES = [(READING, READING), (WORKBENCH, WORKBENCH)]
MAY_BE_HANDED_OUT = "Kommentarer kan lämnas ut, även när de är lösta. Skriv sakligt och nämn inga privatpersoner."
REQUIRED = {"required": "Skriv en kommentar."}


class FromForm(forms.Form):
    """Which page the form stands on."""

    fran = forms.ChoiceField(choices=PLACES, required=False, widget=forms.HiddenInput)


class CommentForm(FromForm, OnceForm):
    """A comment on a chapter, and the words of it that the comment is about."""

    chapter = forms.TypedChoiceField(
        label="Kapitel",
        coerce=int,
        error_messages={"required": "Välj vilket kapitel kommentaren gäller."},
    )
    quote = forms.CharField(
        label="Ord som kommentaren gäller",
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Markera dem i texten, eller skriv av dem. Lämna tomt om kommentaren gäller hela kapitlet.",
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    after = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    text = forms.CharField(
        label="Kommentar",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=MAY_BE_HANDED_OUT,
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="kommentar-%s", **kwargs)  # beside the chapter's own form
        self._reading = reading
        places = [(place.chapter_pk, place.name) for place in reading.places.values()]
        self.fields["chapter"].choices = [("", "Välj kapitel"), *places]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """The quote stands in the chapter as it is read now."""
        data = self.cleaned_data
        is_about_words = data.get("quote") and data.get("chapter")
        if is_about_words and not self.anchor.stands_among(self._reading.text(data["chapter"])):
            self.add_error("quote", "Orden står inte i kapitlet. Markera dem i texten, eller skriv av dem precis.")
        return data

    @property
    def anchor(self) -> Anchor:
        return Anchor(*(self.cleaned_data.get(name, "") for name in ("quote", "before", "after")))


class AnswerForm(FromForm, OnceForm):
    """An answer to a comment."""

    text = forms.CharField(
        label="Svar",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv ett svar."},
    )


class SeenForm(FromForm, ChapterVersionForm):
    """Which version of the comment the user looked at."""


class GiveBackForm(FreeText, ChapterVersionForm):
    """Why the chapter is given back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Vad behöver ändras?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Den som ansvarar för kapitlet läser det när texten öppnas. Det står kvar i historiken.",
        error_messages={"required": "Skriv vad som behöver ändras."},
    )

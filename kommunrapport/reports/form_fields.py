"""The form field for formatted text."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.html import linebreaks
from django_prose_editor.widgets import ProseEditorWidget

from kommunrapport.reports.rich_text import RichTextError, clean, plain_text, says_nothing

_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

# Everything that a stored text can hold, so that the editor never drops what it does not know.
EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Underline": True,
        "Strike": True,
        "Subscript": True,
        "Superscript": True,
        "HardBreak": True,
        "HorizontalRule": True,
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Heading": {"levels": [2, 3, 4]},
        "Blockquote": True,
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
        "Table": True,
        "TableRow": True,
        "TableHeader": True,
        "TableCell": True,
        "Menu": False,  # the buttons are our own, in words
        "NoSpellCheck": False,  # the editor's default turns the browser's spell check off
    }
}


class RichTextEditor(ProseEditorWidget):
    """The editor's textarea, which static/js/rich_text.js turns into the editor."""

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[Script("js/rich_text.js", type="module")])  # type: ignore[list-item]


class RichTextField(forms.CharField):
    """Formatted text, cleaned. Without script a plain textarea, where a blank line makes a new paragraph."""

    widget = RichTextEditor(config=EDITOR, preset="rich-text", attrs={"rows": 12, "lang": "sv"})

    as_plain_text = staticmethod(plain_text)

    def to_python(self, value: Any) -> str:
        """Return cleaned HTML, or "" when nothing is left to read."""
        text = super().to_python(value) or ""
        try:
            cleaned = clean(text if _ANY_TAG.search(text) else linebreaks(text, autoescape=True))
        except RichTextError as error:
            raise ValidationError(str(error), code="rich_text") from error
        return "" if says_nothing(cleaned) else cleaned

"""The form field for formatted text."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import linebreaks
from django_prose_editor.widgets import ProseEditorWidget

from kommunrapport.reports.rich_text import RichTextError, clean, plain_text

_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

# What the editor's buttons offer: the headings below a chapter's own, and nothing the cleaning would take away.
EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "HardBreak": True,
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Heading": {"levels": [3, 4]},
        "Blockquote": True,
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
        "Table": True,
        "TableRow": True,
        "TableHeader": True,
        "TableCell": True,
        "NoSpellCheck": False,  # the editor's default turns the browser's spell check off
    }
}


class RichTextField(forms.CharField):
    """Formatted text, cleaned. Without script a plain textarea, where a blank line makes a new paragraph."""

    widget = ProseEditorWidget(config=EDITOR, preset="configurable", attrs={"rows": 12, "lang": "sv"})

    def to_python(self, value: Any) -> str:
        """Return cleaned HTML, or "" when nothing is left to read."""
        text = super().to_python(value) or ""
        try:
            cleaned = clean(text if _ANY_TAG.search(text) else linebreaks(text, autoescape=True))
        except RichTextError as error:
            raise ValidationError(str(error), code="rich_text") from error
        return cleaned if plain_text(cleaned) else ""

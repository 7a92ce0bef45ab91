"""What the script of a page sends about a text that is being typed."""

from __future__ import annotations

from django import forms

from kommunrapport.reports.rich_text import MAX_CHARACTERS

_NAME = r"^[\w .:/-]+$"


class DraftForm(forms.Form):
    """A text to keep. `pk` is the draft it goes on from; `url` is where on our own site it is typed.

    `token` is that of the form, where it makes something new.
    """

    target = forms.RegexField(_NAME, max_length=300)
    field = forms.RegexField(_NAME, max_length=60)
    text = forms.CharField(max_length=MAX_CHARACTERS, required=False, strip=False)
    base_version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    pk = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    title = forms.CharField(max_length=200, required=False)
    token = forms.CharField(max_length=64, required=False)
    url = forms.RegexField(r"^/(?![/\\])[^\s\\]*$", max_length=300, required=False)

    def clean_base_version(self) -> int:
        return self.cleaned_data["base_version"] or 0

"""Forms about files: a new one, and the names of sources."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from budget.models import ImportSource
from kommunrapport.administration.forms import RecordForm
from kommunrapport.organisation.models import OrgUnit

ENDINGS = ".xlsx,.csv,.txt,.se,.si,.sie"


class FileForm(forms.Form):
    """A file to read in, and the source that knows its columns."""

    file = forms.FileField(
        label="Fil",
        help_text="Excel (.xlsx), CSV eller SIE 4. Högst 25 MB.",
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan."},
    )
    source = forms.ModelChoiceField(
        label="Källa",
        help_text="En källa minns hur kolumnerna är kopplade från förra gången.",
        queryset=ImportSource.objects.none(),
        required=False,
        empty_label="Ingen, jag kopplar kolumnerna själv",
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, org_unit: OrgUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = ImportSource.objects.filter(org_unit=org_unit)  # type: ignore[attr-defined]
        self.initial.setdefault("token", secrets.token_urlsafe(32))


class SourceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ImportSource
        fields = ["name", "slug"]
        help_texts = {"slug": "Så heter källan för den som läser in varje natt: import_ledger --source kortnamn."}

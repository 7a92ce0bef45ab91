"""Forms of a memo, its case number and its instances."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kommunrapport.administration.forms import FollowUpForm, RecordForm
from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.models import Position
from kommunrapport.reports.memos.rows import RowsField, rearranged
from kommunrapport.reports.memos.sheets import BACKGROUND, LISTS, PROPOSALS, SIGNATURES
from kommunrapport.reports.models import Memo, MemoInstance, Report

ROWS = (PROPOSALS, SIGNATURES, *LISTS)
LABELS = {PROPOSALS: "memo.proposal", BACKGROUND: "memo.background", "officer": "memo.officer", **LISTS}


class OfficerField(forms.ModelChoiceField):
    """A position, with its unit: many units have a controller."""

    def label_from_instance(self, obj: Position) -> str:
        return f"{obj.title}, {obj.org_unit}"


class MemoForm(FollowUpForm):
    """The whole memo, in the kommun's words."""

    officer = OfficerField(Position.objects.select_related("org_unit"), required=False)
    proposals = RowsField(required=False, help_text="Ett beslut på varje rad. De numreras när skrivelsen skrivs ut.")
    signatures = RowsField(
        label="Underskrifter",
        required=False,
        help_text="Skriv namnet, ett komma och titeln. Bara titeln går också bra.",
    )
    documents = RowsField(required=False)
    attachments = RowsField(required=False)
    dispatch = RowsField(required=False)
    information = RowsField(required=False)

    groups = (
        ("Huvudet", ("heading", "dated", "officer", "recipient")),
        ("Innehållet", (PROPOSALS, BACKGROUND, "holds_report")),
        ("Underskrifter och listor", (SIGNATURES, *LISTS)),
    )

    class Meta(FollowUpForm.Meta):
        model = Memo
        fields = ["heading", "dated", "officer", "recipient", PROPOSALS, BACKGROUND, "holds_report", SIGNATURES, *LISTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = label_set()
        for name, key in LABELS.items():
            self.fields[name].label = labels.text(key)
        self.fields[BACKGROUND].widget.attrs["rows"] = 10

    @classmethod
    def with_rows_changed(cls, posted: Any, memo: Memo) -> MemoForm:
        """The form again with all that was typed, after a button added, moved or removed a row."""
        empty = cls(instance=memo)
        typed = {name: field.widget.value_from_datadict(posted, {}, name) for name, field in empty.fields.items()}
        changed = rearranged(posted, ROWS)
        if changed is None:
            return cls(instance=memo, initial=typed)
        form = cls(instance=memo, initial=typed | {changed.name: changed.text})
        form.fields[changed.name].widget.current = changed.current
        return form


class CaseNumberForm(RecordForm):
    """The number of the matter, which is the report's."""

    class Meta(RecordForm.Meta):
        model = Report
        fields = ["case_number"]


def case_number_warning(case_number: str, pattern: str) -> str:
    """What to say of a number that is not as the kommun writes them; "" when it is, or when any will do."""
    if not case_number or not pattern or re.fullmatch(pattern, case_number):
        return ""
    return f"{case_number} ser inte ut som kommunens andra diarienummer. Kontrollera att det är rätt."


class InstanceForm(RecordForm):
    """One instance: what is planned, and what came of it."""

    class Meta(RecordForm.Meta):
        model = MemoInstance
        fields = ["order", "body", "meeting_on", "paragraph", "outcome"]
        help_texts = {
            "order": "Instanserna står i den här ordningen.",
            "paragraph": "Till exempel § 41.",
            "outcome": "Vad instansen beslutade. Lämna tomt tills den har sammanträtt.",
        }

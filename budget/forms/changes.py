"""Changes of the budget: one area's, and money moved between two."""

from __future__ import annotations

from typing import Any

from django import forms

from budget.forms.amounts import AmountField, amount_form_field
from budget.models import PLACES, BudgetArea, BudgetEntry, Grouping
from budget.placing import Places, read_places
from kommunrapport.administration.forms import RecordForm

Kind = BudgetEntry.Kind
DECISION = ("decided_by", "decided_on", "paragraph")


class ChangeForm(RecordForm):
    """A tilläggsanslag, or an ombudgetering of what was left from an earlier year."""

    class Meta(RecordForm.Meta):
        model = BudgetEntry
        fields = ["kind", "amount", *PLACES, "description", "financing", "one_off", *DECISION]
        formfield_callback = amount_form_field
        labels = {"kind": "Slag av ändring", "by_unit": "Enhet", "by_nature": "Intäkt eller kostnad"}
        help_texts = {"by_project": "Välj antingen ett projekt eller ett område i driften."}

    groups = (
        ("", ("kind", "amount", "description", "financing", "one_off")),
        ("Vilket område", PLACES),
        ("Beslutet", DECISION),
    )

    def __init__(self, *args: Any, places: Places | None = None, **kwargs: Any) -> None:
        """Only groupings that the unit uses are asked for, and only areas without parts.

        Without `places` they are those of the unit whose money it is.
        """
        super().__init__(*args, **kwargs)
        places = places or read_places(self.instance.org_unit, self.instance.year)
        kind: Any = self.fields["kind"]
        offered = dict.fromkeys((Kind.SUPPLEMENTARY, Kind.REBUDGETING, Kind(self.instance.kind)))
        kind.choices = [(k.value, k.label.capitalize()) for k in offered]
        self.fields["amount"].help_text = "Mer pengar utan minus, mindre med. Till exempel 150 000."
        self.fields["financing"].help_text = "Ett tilläggsanslag ska säga hur det finansieras."
        for grouping in Grouping:
            self._offer(f"by_{grouping}", places.leaves(grouping))

    def _offer(self, name: str, leaves: list[BudgetArea]) -> None:
        if not leaves:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.queryset = BudgetArea.objects.filter(pk__in=[area.pk for area in leaves])


class TransferForm(RecordForm):
    """Money moved between two areas of the same grouping: one act."""

    amount = AmountField(label="Belopp (kr)", help_text="Utan minus, till exempel 150 000.")
    source = forms.ChoiceField(label="Från område")
    target = forms.ChoiceField(label="Till område")

    class Meta(RecordForm.Meta):
        model = BudgetEntry
        fields = ["kind", "description", "one_off", *DECISION]
        formfield_callback = amount_form_field
        labels = {"kind": "Slag av ändring"}

    groups = (("", ("kind", "source", "target", "amount", "description", "one_off")), ("Beslutet", DECISION))

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        kind: Any = self.fields["kind"]
        kind.choices = [(k.value, k.label.capitalize()) for k in (Kind.REALLOCATION, Kind.REBUDGETING)]
        self._areas = {str(a.pk): a for grouping in places.trees for a in places.leaves(grouping)}
        by_grouping = [
            (Grouping(grouping).label.capitalize(), [(str(area.pk), area.name) for area in places.leaves(grouping)])
            for grouping in places.trees
        ]
        for name in ("source", "target"):
            field: Any = self.fields[name]
            field.choices = [("", "Välj …"), *by_grouping]
            field.error_messages["required"] = "Välj ett område."

    def clean_source(self) -> BudgetArea:
        return self._areas[self.cleaned_data["source"]]

    def clean_target(self) -> BudgetArea:
        return self._areas[self.cleaned_data["target"]]


class TransferChangeForm(RecordForm):
    """What may be changed of a transfer; one between other areas is another transfer."""

    class Meta(RecordForm.Meta):
        model = BudgetEntry
        fields = ["amount", "description", "one_off", *DECISION]
        formfield_callback = amount_form_field

    groups = (("", ("amount", "description", "one_off")), ("Beslutet", DECISION))

"""What the overview shows: which grouping, and how many years beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from budget.models import Grouping

WORDS = {Grouping.UNIT: "enhet", Grouping.FIELD: "omrade", Grouping.NATURE: "slag"}
YEARS_BEFORE = (1, 3, 5)


class OverviewForm(forms.Form):
    """Stands in the address; an address that somebody has edited shows what is usual."""

    indelning = forms.ChoiceField(label="Indelning", required=False)
    jamfor = forms.TypedChoiceField(
        label="Jämför med",
        coerce=int,
        required=False,
        choices=[("", "förra året"), *((n, f"{n} år bakåt") for n in YEARS_BEFORE[1:])],
    )

    def __init__(self, *args: Any, groupings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._groupings = groupings
        indelning: Any = self.fields["indelning"]
        indelning.choices = [(WORDS[Grouping(g)], Grouping(g).label.capitalize()) for g in groupings]

    @property
    def grouping(self) -> str:
        """The chosen grouping, or the first that the unit has."""
        self.full_clean()
        chosen = self.cleaned_data.get("indelning")
        return next(
            (grouping for grouping in self._groupings if WORDS[Grouping(grouping)] == chosen), self._groupings[0]
        )

    @property
    def years_before(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("jamfor") or YEARS_BEFORE[0]

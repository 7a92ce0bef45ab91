"""What people type about one outcome."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from goals.outcomes.rows import GridRow
from kommunrapport.form_fields import SwedishDecimalField
from kommunrapport.free_text import FreeText
from kommunrapport.measures.forms import MeasureNumberField, read_version
from kommunrapport.measures.hiding import is_survey
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import Point
from kommunrapport.measures.services import MEASURED
from kommunrapport.organisation.period import Period

Status = Observation.Status
UNDO_PARTS = 3
MOST_ANSWERS = 1_000_000
NOT_SAVED = "Värdet är inte sparat."
HIDDEN_HINT = "Värdet visas inte. Lämna tomt om det ska stå kvar."
ANSWERS_HINT = "Resultat med för få svar visas inte."
MISSING_HINT = "Om värdet saknas: tryck Alt+N och skriv varför."


def version_of(posted: QueryDict) -> int:
    """The version the user saw. Raises BadRequest for what our pages never send."""
    return read_version(posted.get("version", ""))


def versions_of(posted: QueryDict) -> dict[str, int]:
    """The versions the user saw when pasting, by the anchor of the row. Raises BadRequest as `version_of`."""
    anchors, versions = posted.getlist("anchor"), posted.getlist("version")
    return dict(zip(anchors, map(read_version, versions), strict=False))


def undo_keys(posted: QueryDict) -> list[tuple[str, str, int]]:
    """(measure, part, version) of each outcome to take back. Raises BadRequest as `version_of`."""
    keys = [key.split("/") for key in posted.getlist("undo")]
    if any(len(key) != UNDO_PARTS for key in keys):
        raise BadRequest("undo")
    return [(measure, part, read_version(version)) for measure, part, version in keys]


class AnswersField(forms.IntegerField):
    """How many have answered a survey; empty when it is not known."""

    def __init__(self) -> None:
        super().__init__(
            label="Antal svar", required=False, min_value=0, max_value=MOST_ANSWERS, help_text=ANSWERS_HINT
        )


class ValueForm(forms.Form):
    """One cell of the grid. An empty cell is no value, which is not 0."""

    def __init__(self, measure: Measure, typed: str) -> None:
        super().__init__({"value": typed})
        self.typed = typed
        self.fields["value"] = MeasureNumberField(measure, required=False)

    @property
    def sentence(self) -> str:
        """Why it was refused, and what to do."""
        words = " ".join(str(error) for error in self.errors.get("value", []))
        hint = "" if any(character.isdigit() for character in self.typed) else f" {MISSING_HINT}"
        return f"{words} {NOT_SAVED}{hint}"


class DetailsForm(FreeText, forms.Form):
    """All that can be said of one outcome: why it is missing, and what prints beside it."""

    STATUSES = [
        (Status.FINAL, "Det finns"),
        (Status.PRELIMINARY, "Det finns, men är preliminärt"),
        (Status.NOT_MEASURED, "Ej mätt"),
        (Status.EXPECTED, "Kommer senare"),
        (Status.CARRIED_FORWARD, "Förra årets värde används"),
        (Status.ELSEWHERE, "Redovisas på annat håll"),
        (Status.NOT_APPLICABLE, "Ej aktuellt"),
    ]

    status = forms.ChoiceField(
        label="Hur är det med värdet?",
        choices=STATUSES,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj det som stämmer."},
    )
    expected_on = forms.DateField(
        label="Vilken månad kommer det?",
        required=False,
        input_formats=["%Y-%m"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
        error_messages={"invalid": "Skriv år och månad, till exempel 2017-04."},
    )
    expected_text = forms.CharField(
        label="Eller med ord", required=False, max_length=60, help_text="Till exempel hösten 2017."
    )
    note = forms.CharField(
        label="Anmärkning", required=False, max_length=300, help_text="Skrivs ut som fotnot i rapporten."
    )
    comparison_label = forms.CharField(
        label="Jämförelsen heter", required=False, max_length=40, help_text="Till exempel medel."
    )

    field_order = [
        "status",
        "value",
        "answers",
        "expected_on",
        "expected_text",
        "note",
        "comparison_value",
        "comparison_label",
        "precision",
    ]

    def __init__(self, row: GridRow, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial=_initial(row.observation), prefix="om")
        self.stored = row.observation
        self.previous: Point | None = row.series.previous
        self.year = Period.of(row.series.latest.year)
        self.fields["value"] = MeasureNumberField(row.measure, label=f"Utfall {self.year}", required=False)
        self.fields["comparison_value"] = MeasureNumberField(row.measure, label="Jämförelsevärde", required=False)
        if self.keeps_hidden:
            self.fields["value"].help_text = HIDDEN_HINT
        if is_survey(row.measure):
            self.fields["answers"] = AnswersField()
        self.fields["precision"] = SwedishDecimalField(
            label="Avrundat till",
            required=False,
            max_digits=12,
            decimal_places=4,
            min_value=Decimal("0.0001"),
            help_text="Till exempel 1000 när värdet är avrundat till tusental.",
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        status = data.get("status")
        has_value = data.get("value") is not None or self.keeps_hidden
        if status in MEASURED and not has_value and "value" not in self.errors:
            self.add_error("value", "Skriv värdet, eller välj varför det saknas.")
        if status and status not in MEASURED and "value" in self.changed_data and data.get("value") is not None:
            self.add_error("value", "Du skrev ett värde men valde att det saknas. Töm rutan, eller välj Det finns.")
        if status == Status.CARRIED_FORWARD and (self.previous is None or self.previous.value is None):
            self.add_error("status", f"Det finns inget värde för {self.year.back(1)} att använda.")
        if data.get("comparison_value") is not None and not data.get("comparison_label"):
            self.add_error("comparison_label", "Skriv vad jämförelsen heter, till exempel medel.")
        return data

    @property
    def outcome(self) -> dict[str, Any]:
        """The fields of an Observation. Only what belongs to the chosen status is kept."""
        data = self.cleaned_data
        status = data["status"]
        expected = status == Status.EXPECTED
        outcome = {
            "status": status,
            "value": self._value(status),
            "data_year": self._data_year(status),
            "expected_on": data["expected_on"] if expected else None,
            "expected_text": data["expected_text"] if expected else "",
            "note": data["note"],
            "comparison_value": data["comparison_value"],
            "comparison_label": data["comparison_label"] if data["comparison_value"] is not None else "",
            "precision": data["precision"],
        }
        if "answers" in self.fields:
            outcome["answers"] = data["answers"]
        if self.keeps_hidden and status in MEASURED and outcome["value"] is None:
            del outcome["value"]
        return outcome

    @property
    def keeps_hidden(self) -> bool:
        """There is a value that the user does not see: an empty field leaves it as it is."""
        return self.stored is not None and self.stored.why_hidden != ""

    def _value(self, status: str) -> Decimal | None:
        if status == Status.CARRIED_FORWARD:
            return self.previous.value if self.previous else None
        return self.cleaned_data["value"] if status in MEASURED else None

    def _data_year(self, status: str) -> int | None:
        """The year the value is from, when it is not this year's: a value carried twice keeps its own year."""
        if status in MEASURED and self.stored is not None and self.stored.status in MEASURED:
            return self.stored.data_year
        if status != Status.CARRIED_FORWARD or self.previous is None:
            return None
        earlier = self.previous.observation
        return (earlier.data_year if earlier else None) or self.previous.year


def _initial(observation: Observation | None) -> dict[str, Any]:
    if observation is None:
        return {}
    names = ("status", "value", "expected_on", "expected_text", "note", "comparison_value", "comparison_label")
    return {name: getattr(observation, name) for name in (*names, "answers", "precision")}

"""The questions about a file's columns, each with the answer that the file suggests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from budget.imports.mapping import NATURES, SCALES, ColumnUse, Mapping, Role, ShownAs
from budget.models import Figure, Grouping, ImportBatch, ImportSource
from kommunrapport.dates import month_name
from kommunrapport.free_text import FreeText
from kommunrapport.spreadsheets.cells import cell_name

NEW_SOURCE = "new"
_FIGURES = {
    Figure.ORIGINAL: "Budget",
    Figure.CHANGE: "Budgetändring",
    Figure.OUTCOME: "Utfall",
    Figure.FORECAST: "Prognos",
    Figure.VARIANCE: "Avvikelse, bara till kontroll",
    Figure.FORECAST_VARIANCE: "Prognosens avvikelse, bara till kontroll",
}
_AMOUNT = f"{Role.AMOUNT}:"
_USES = [
    ("", "Läses inte"),
    (Role.LABEL.value, "Namn på raden"),
    (
        "Koder",
        [
            (Role.UNIT_CODE.value, "Kod för enhet (ansvar)"),
            (Role.FIELD_CODE.value, "Kod för verksamhet"),
            (Role.ACCOUNT.value, "Kod för konto"),
            (Role.PROJECT_CODE.value, "Kod för projekt"),
            (Role.CODE_TEXT.value, "Text till koden före"),
            (Role.OTHER_KEY.value, "Annan kod"),
            (Role.PERIOD.value, "Månad eller period"),
        ],
    ),
    ("Belopp", [(f"{_AMOUNT}{figure}", text) for figure, text in _FIGURES.items()]),
]
_NATURES = [("", "Som raden säger"), *[(value, f"Bara {text}") for value, text in NATURES]]
_GROUPINGS = [(grouping.value, grouping.label.capitalize()) for grouping in Grouping]
_YEARS = range(-5, 4)


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """The fields of one column. `letter` is its name in Excel."""

    header: str
    letter: str
    use: BoundField
    year: BoundField
    month: BoundField
    nature: BoundField
    as_of: BoundField


class ColumnsForm(FreeText, forms.Form):
    """How a sheet, or a SIE file, is read. `mapping` is the answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    scale = forms.TypedChoiceField(
        label="Beloppen i filen är",
        choices=SCALES,
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    income = forms.ChoiceField(label="Intäkter visas", choices=ShownAs, widget=forms.RadioSelect)
    cost = forms.ChoiceField(label="Kostnader visas", choices=ShownAs, widget=forms.RadioSelect)
    net = forms.ChoiceField(label="Netto av kostnader visas", choices=ShownAs, widget=forms.RadioSelect)
    favourable = forms.ChoiceField(
        label="En avvikelse som är bättre än budget visas", choices=ShownAs, widget=forms.RadioSelect
    )
    grouping = forms.ChoiceField(label="Raderna är", choices=_GROUPINGS, widget=forms.RadioSelect)
    sums_rows = forms.BooleanField(
        label="Rader med samma koder summeras",
        required=False,
        help_text="Annars läses ingen av dem in, för det går inte att veta vilken som gäller.",
    )
    save_as = forms.ChoiceField(label="Spara svaren till nästa fil", required=False)
    source_name = forms.CharField(label="Den nya källans namn", max_length=120, required=False)

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.stored = Mapping.from_json(batch.mapping)
        self.is_sie = not self.stored.columns
        self.sources = {str(one.pk): one for one in ImportSource.objects.filter(org_unit=batch.org_unit)}
        for name in ("scale", "income", "cost", "net", "favourable", "grouping", "sums_rows"):
            self.initial.setdefault(name, getattr(self.stored, name))
        self.initial = {**self.initial, "version": batch.version, "save_as": str(batch.source_id or "")}
        saves: Any = self.fields["save_as"]
        saves.choices = [
            ("", "Nej, bara för den här filen"),
            (NEW_SOURCE, "Som en ny källa"),
            *((pk, f"I källan {source}") for pk, source in self.sources.items()),
        ]
        self._add_columns() if not self.is_sie else self._add_dimensions()

    def _add_columns(self) -> None:
        year = self.batch.year
        for column in self.stored.columns:
            called = column.header or f"kolumn {self._letter(column)}"
            offsets = sorted({*_YEARS, column.year})
            self._add(f"use-{column.index}", f"{called}: vad kolumnen är", _USES, _use_of(column))
            years = [(offset, str(year + offset)) for offset in offsets]
            self._add(f"year-{column.index}", f"{called}: år", years, column.year)
            months = [("", "Hela året"), *((n, month_name(n).capitalize()) for n in range(1, 13))]
            self._add(f"month-{column.index}", f"{called}: månad", months, column.month or "")
            self._add(f"nature-{column.index}", f"{called}: intäkt, kostnad eller netto", _NATURES, column.nature)
            self.fields[f"day-{column.index}"] = forms.DateField(
                label=f"{called}: prognosens dag",
                required=False,
                initial=column.as_of or None,
                widget=forms.DateInput(attrs=_named(called, "prognosens dag") | {"type": "date"}, format="%Y-%m-%d"),
            )

    def _add(self, name: str, label: str, choices: list[Any], initial: Any) -> None:
        widget = forms.Select(attrs={"aria-label": label})
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, required=False, widget=widget
        )

    def _add_dimensions(self) -> None:
        for name in ("scale", "income", "cost", "net", "favourable", "grouping", "sums_rows"):
            del self.fields[name]
        for heading in self.batch.understanding.get("headers", []):
            number = heading.partition(" ")[0]
            self.fields[f"dimension-{number}"] = forms.ChoiceField(
                label=f"Dimension {heading}",
                choices=[("", "Läses inte"), *_GROUPINGS],
                initial=self.stored.dimensions.get(number, ""),
                required=False,
            )

    @property
    def columns(self) -> Iterator[ColumnFields]:
        """The fields of each column, in the order of the sheet."""
        for column in self.stored.columns if not self.is_sie else ():
            n = column.index
            names = (f"use-{n}", f"year-{n}", f"month-{n}", f"nature-{n}", f"day-{n}")
            yield ColumnFields(column.header, self._letter(column), *(self[name] for name in names))

    @property
    def dimensions(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("dimension-")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("save_as") == NEW_SOURCE and not data.get("source_name"):
            self.add_error("source_name", "Skriv vad källan ska heta, till exempel Huvudboken.")
        return data

    @property
    def mapping(self) -> Mapping:
        """How the file is to be read, of a form that is valid."""
        data = self.cleaned_data
        if self.is_sie:
            chosen = {name.partition("-")[2]: data[name] for name in data if name.startswith("dimension-")}
            return replace(self.stored, dimensions={number: found for number, found in chosen.items() if found})
        names = ("scale", "income", "cost", "net", "favourable", "grouping", "sums_rows")
        columns = tuple(self._answered(column) for column in self.stored.columns)
        return replace(self.stored, columns=columns, **{name: data[name] for name in names})

    @property
    def source(self) -> ImportSource | None:
        """The source the answers are saved with, of a form that is valid."""
        return self.sources.get(self.cleaned_data["save_as"])

    @property
    def new_source(self) -> str:
        """The name of a source to make; empty when none is asked for."""
        return str(self.cleaned_data["source_name"]) if self.cleaned_data["save_as"] == NEW_SOURCE else ""

    def add_refusal(self, refusal: ValidationError) -> None:
        for sentence in refusal.messages:
            self.add_error(None, sentence)

    def _answered(self, column: ColumnUse) -> ColumnUse:
        n, data = column.index, self.cleaned_data
        role, _, figure = data[f"use-{n}"].partition(":")
        plain = ColumnUse(n, column.header, role or Role.IGNORED.value)
        if role != Role.AMOUNT:
            return plain
        day = data[f"day-{n}"]
        return replace(
            plain,
            figure=figure,
            year=int(data[f"year-{n}"] or 0),
            month=int(data[f"month-{n}"]) if data[f"month-{n}"] else None,
            nature=data[f"nature-{n}"],
            as_of=day.isoformat() if day and figure == Figure.FORECAST else "",
        )

    def _letter(self, column: ColumnUse) -> str:
        return cell_name(1, column.index)[:-1]


def _use_of(column: ColumnUse) -> str:
    if column.role == Role.AMOUNT:
        return f"{_AMOUNT}{column.figure}"
    return "" if column.role == Role.IGNORED else str(column.role)


def _named(called: str, what: str) -> dict[str, str]:
    return {"aria-label": f"{called}: {what}"}

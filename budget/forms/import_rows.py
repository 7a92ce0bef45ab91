"""What a person says of single names, codes and rows of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from budget.imports import words
from budget.imports.mapping import NEW, SKIP, Mapping, area_key
from budget.imports.matching import AreaIndex
from budget.imports.printed_rows import RowKind
from budget.models import BudgetArea, ImportBatch

ASKED_AT_ONCE = 30
_READ, _SUM, _LEFT_OUT = RowKind.DATA.value, RowKind.TOTAL.value, RowKind.SUBSET.value
_KINDS = [(_READ, "Läses in"), (_SUM, "Summa, bara till kontroll"), (_LEFT_OUT, "Läses inte")]


class RowsForm(forms.Form):
    """Where each name without an area leads, and what kind each row is. `mapping` is the answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    others_new = forms.BooleanField(label="Gör alla som du inte väljer till nya områden", required=False)

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = batch.version
        self.stored = Mapping.from_json(batch.mapping)
        self.unknown = batch.plan.get("unknown", [])
        self.asked = self.unknown[:ASKED_AT_ONCE]
        # A table where no name is known is of areas that are not in the program yet.
        self.initial["others_new"] = bool(self.unknown) and not batch.lines.exists()
        self.left = len(self.unknown) - len(self.asked)
        self.taken = _once(batch.plan.get("rows", []))
        if self.asked:
            self._add_places(AreaIndex(batch.org_unit, batch.year, self.stored))
        for n, row in enumerate(self.taken):
            kind = row["kind"] if row["kind"] in (_READ, _SUM) else _LEFT_OUT
            self.fields[f"kind-{n}"] = forms.ChoiceField(
                label=f"{row['label']}, rad {row['row']}", choices=_KINDS, initial=kind, required=False
            )

    def _add_places(self, index: AreaIndex) -> None:
        choices = {grouping: _areas(index, grouping) for grouping in {one["grouping"] for one in self.asked}}
        for n, unknown in enumerate(self.asked):
            called = f"{unknown['text']} {unknown['name']}" if unknown["name"] != unknown["text"] else unknown["text"]
            hint = f"Närmast är {unknown['nearest']}." if unknown["nearest"] else ""
            self.fields[f"place-{n}"] = forms.ChoiceField(
                label=called.strip(),
                help_text=hint,
                required=False,
                choices=[
                    ("", "Inte valt"),
                    (NEW, "Nytt område"),
                    (SKIP, "Läs inte in"),
                    ("Områden", choices[unknown["grouping"]]),
                ],
            )

    @property
    def places(self) -> list[BoundField]:
        return [self[f"place-{n}"] for n in range(len(self.asked))]

    @property
    def kinds(self) -> list[BoundField]:
        return [self[f"kind-{n}"] for n in range(len(self.taken))]

    @property
    def mapping(self) -> Mapping:
        """How the file is to be read, of a form that is valid."""
        data = self.cleaned_data
        chosen = {
            area_key(unknown["grouping"], unknown["text"]): data[f"place-{n}"]
            for n, unknown in enumerate(self.asked)
            if data.get(f"place-{n}")
        }
        if data["others_new"]:
            chosen = {area_key(one["grouping"], one["text"]): NEW for one in self.unknown} | chosen
        kinds = {
            words.folded(row["label"]): data[f"kind-{n}"]
            for n, row in enumerate(self.taken)
            if data.get(f"kind-{n}") and f"kind-{n}" in self.changed_data
        }
        return replace(self.stored, areas=self.stored.areas | chosen, rows=self.stored.rows | kinds)


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first row of each name: what is said of it holds for them all."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(words.folded(row["label"]), row)
    return list(found.values())


def _areas(index: AreaIndex, grouping: str) -> list[tuple[str, str]]:
    """(pk, name) of the leaves, with what they are part of."""
    leaves = [area for area in index.leaves.values() if area.grouping == grouping]
    named = [(str(area.pk), _path(index, area)) for area in leaves]
    return sorted(named, key=lambda choice: choice[1].casefold())


def _path(index: AreaIndex, area: BudgetArea) -> str:
    above = index.areas.get(area.parent_id or 0)
    return f"{area.name} ({above.name})" if above else area.name

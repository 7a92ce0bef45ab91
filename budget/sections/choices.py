"""The choices that the sections of the economy share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import capfirst

from budget.models import Grouping
from budget.presentation import UNIT_CHOICES, Presentation
from budget.statement_columns import COLUMN_CHOICES
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.scope import ReportScope

THOUSANDS = "tkr"
NARROW = 4  # a table with more columns beside the names needs the outer column of the page


def choice(label: str, choices: tuple[tuple[Any, str], ...], **said: Any) -> dict[str, Any]:
    """The metadata of a field that holds one or several of `choices`."""
    return {"label": label, "choices": choices, **said}


def detail(label: str) -> dict[str, Any]:
    """The metadata of a box about how something is written, which is a detail beside what the table shows."""
    return {"label": label, "detail": True}


COLUMNS = choice("Kolumner, i ordning", tuple((n, capfirst(text)) for n, text in COLUMN_CHOICES), item="Kolumn")
GROUPINGS = tuple((str(g.value), capfirst(str(g.label))) for g in Grouping if g != Grouping.PROJECT)
GROUPING = choice("Rader", GROUPINGS, help="I ett kapitel om ett område visas alltid det området.")
UNIT = choice("Belopp i", UNIT_CHOICES, detail=True)
DECIMALS = choice("Antal decimaler", ((0, "inga"), (1, "1"), (2, "2"), (3, "3")), detail=True)
FIRST_HEADS: dict[str, str] = {
    Grouping.UNIT.value: "Enhet",
    Grouping.FIELD.value: "Verksamhetsområde",
    Grouping.NATURE.value: "Slag",
    Grouping.PROJECT.value: "Projekt",
}


@dataclass(frozen=True, slots=True)
class MoneyChoices:
    """What a table of money is called, and how its amounts are written."""

    title: str = field(default="", metadata={"label": "Tabellens rubrik"})
    unit: str = field(default=THOUSANDS, metadata=UNIT)
    decimals: int = field(default=0, metadata=DECIMALS)

    @property
    def presentation(self) -> Presentation:
        """Of what was chosen in an older or newer program, what we do not know becomes thousands."""
        known = dict(UNIT_CHOICES)
        return Presentation(self.unit if self.unit in known else THOUSANDS, max(0, self.decimals))

    def caption(self, scope: ReportScope) -> str:
        """The title with the occasion and the unit: "Driftredovisning 2014 (tkr)"."""
        return f"{self.title} {scope.year} ({unit_name(self.presentation.unit, scope.labels)})"


@dataclass(frozen=True, slots=True)
class VarianceChoices(MoneyChoices):
    """The same of a table that has variances."""

    plus: bool = field(default=True, metadata=detail("Plus framför avvikelser som är bättre än budget"))

    @property
    def presentation(self) -> Presentation:
        # A dataclass with slots is a new class, which super() without arguments does not know.
        return replace(super(VarianceChoices, self).presentation, plus=self.plus)


def unit_name(unit: str, labels: LabelSet) -> str:
    """The kommun's own word for a million kronor."""
    return labels.text("unit.million") if unit == "mnkr" else unit

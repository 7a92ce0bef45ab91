"""The columns of the register: the one definition, for the workbook that is written and the one that is read.

A row with the program's number changes that row, one without is new. An empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from internal_control.models import ImprovementAction, Risk
from kommunrapport.spreadsheets.choice_words import ChoiceWords
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from kommunrapport.spreadsheets.headings import Headings


class Kind(StrEnum):
    RISK = "risk"
    CONTROL = "control"
    ACTION = "action"


@dataclass(frozen=True)
class Table:
    """A sheet. `name` is the key of what a row is called, `least` how many required headings make it this one."""

    kind: Kind
    title: str
    name: str
    columns: tuple[ColumnSpec, ...]
    longest: Mapping[str, int]

    @cached_property
    def headings(self) -> Headings:
        return Headings(self.columns)

    @cached_property
    def by_key(self) -> Mapping[str, ColumnSpec]:
        return {column.key: column for column in self.columns}

    @property
    def required(self) -> tuple[ColumnSpec, ...]:
        return tuple(column for column in self.columns if column.required)


WORDS = ChoiceWords(
    {
        "category": Risk.Category.choices,
        "handling": Risk.Handling.choices,
        "status": ImprovementAction.Status.choices,
    }
)

_NUMBER = ColumnSpec("number", "Nummer", ColumnKind.YEAR, help="Programmets nummer. Lämna tomt på en ny rad.")
_RISK = ColumnSpec("risk", "Risk, nummer", ColumnKind.YEAR, help="Numret i bladet Risker, om det hör till en risk.")
_DUE = (
    ColumnSpec("due_on", "Klar senast", ColumnKind.DATE),
    ColumnSpec("due_text", "När, som det ska stå", help="Till exempel mars–maj."),
)
_WHO = ColumnSpec("responsible", "Ansvarig", help="Befattning. Finns den inte i programmet står texten som den är.")

RISKS = Table(
    Kind.RISK,
    "Risker",
    "title",
    (
        _NUMBER,
        ColumnSpec("title", "Risk", required=True, help="Det som kan hända."),
        ColumnSpec("area", "Process eller område"),
        WORDS.column("category", "Slag av risk", required=True),
        ColumnSpec("cause", "Orsak"),
        ColumnSpec("consequence", "Följd, om det händer"),
        ColumnSpec("existing_control", "Det som redan görs"),
        ColumnSpec("likelihood", "Sannolikhet", ColumnKind.YEAR, required=True, help="Årets steg på skalan."),
        ColumnSpec("impact", "Konsekvens", ColumnKind.YEAR, required=True, help="Årets steg på skalan."),
        ColumnSpec("reason", "Varför den bedöms så"),
        WORDS.column("handling", "Beslut"),
        ColumnSpec("owner", "Ansvarig", help="En befattning som finns i programmet."),
    ),
    {"title": 200, "area": 120, "cause": 1000, "consequence": 1000, "existing_control": 1000, "reason": 1000},
)
CONTROLS = Table(
    Kind.CONTROL,
    "Kontrollmoment",
    "title",
    (
        _NUMBER,
        ColumnSpec("area", "Område", required=True, help="Till exempel Ekonomi."),
        ColumnSpec("title", "Kontrollmoment", required=True, help="Det som kontrolleras."),
        ColumnSpec("objective", "Kontrollmål", help="Vad kontrollen ska visa."),
        _RISK,
        ColumnSpec("method", "Metod"),
        ColumnSpec("extent", "Omfattning"),
        ColumnSpec("frequency", "Hur ofta"),
        _WHO,
        ColumnSpec("reports_to", "Rapporteras till"),
        *_DUE,
    ),
    {"area": 120, "title": 200, "objective": 1000, "method": 300, "extent": 200, "frequency": 120}
    | {"responsible": 200, "reports_to": 120, "due_text": 120},
)
ACTIONS = Table(
    Kind.ACTION,
    "Åtgärder",
    "text",
    (
        _NUMBER,
        ColumnSpec("text", "Åtgärd", required=True),
        ColumnSpec("control", "Kontroll, nummer", ColumnKind.YEAR, help="Numret i bladet Kontrollmoment."),
        _RISK,
        _WHO,
        *_DUE,
        WORDS.column("status", "Läge", required=True),
        ColumnSpec("closed_on", "Avslutad den", ColumnKind.DATE),
        ColumnSpec("remark", "Anmärkning"),
    ),
    {"text": 1000, "responsible": 200, "due_text": 120, "remark": 1000},
)
TABLES = (RISKS, CONTROLS, ACTIONS)
OF_KIND = {table.kind: table for table in TABLES}

"""The columns of the template of outcomes: the one definition, for the file that is written and the one that is read.

An empty cell changes nothing. "visas inte" stands where too few have answered a survey: it leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from kommunrapport.measures.models import AgeGroup, Observation, Sex, ValueKind
from kommunrapport.spreadsheets.choice_words import ChoiceWords
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from kommunrapport.spreadsheets.headings import Headings

WORDS = ChoiceWords(
    {
        "sex": Sex.choices,
        "age_group": AgeGroup.choices,
        "kind": ValueKind.choices,
        "status": Observation.Status.choices,
    }
)
COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec("name", "Mätning", help="Läses inte. Mätningen känns igen på kortnamnet."),
    ColumnSpec("slug", "Kortnamn", ColumnKind.CODE, required=True, help="Mätningens kortnamn i adressen."),
    WORDS.column("sex", "Kön", help_text="En tom cell är totalt."),
    WORDS.column("age_group", "Ålder", help_text="En tom cell är alla åldrar."),
    WORDS.column("kind", "Slag", help_text="En tom cell är värde."),
    ColumnSpec("unit", "Enhet", help="Läses inte. Det som utfallet räknas i."),
    ColumnSpec("previous", "Föregående år", help="Läses inte. Att jämföra med."),
    ColumnSpec(
        "value",
        "Utfall",
        ColumnKind.FIGURE,
        required=True,
        help="En tom cell ändrar inget. Där det står visas inte finns ett utfall: låt det stå.",
    ),
    WORDS.column(
        "status", "Läge", help_text="Välj varför utfallet saknas, om det inte finns. Ett utfall utan läge är slutligt."
    ),
    ColumnSpec("answers", "Antal svar", ColumnKind.COUNT, help="För enkäter. Utfall med för få svar visas inte."),
    ColumnSpec("note", "Anmärkning", help="Skrivs ut som fotnot i rapporten."),
)
BY_KEY: Mapping[str, ColumnSpec] = {column.key: column for column in COLUMNS}
SAID = ("value", "status", "answers", "note")
HEADINGS = Headings(COLUMNS, {"slug": ("kortnamn i adressen",), "status": ("varför det saknas",)})

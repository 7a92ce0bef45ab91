"""The columns of the template of outcomes: the one definition, for the file that is written and the one that is read.

An empty cell changes nothing. "visas inte" stands where too few have answered a survey: it leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from kommunrapport.measures.models import AgeGroup, Observation, Sex, ValueKind
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from kommunrapport.spreadsheets.headings import Headings

_CHOICES: Mapping[str, type[TextChoices]] = {
    "sex": Sex,
    "age_group": AgeGroup,
    "kind": ValueKind,
    "status": Observation.Status,
}
_WORDS = {key: {str(label).casefold(): str(value) for value, label in c.choices} for key, c in _CHOICES.items()}


def _choice(key: str, heading: str, help_text: str) -> ColumnSpec:
    return ColumnSpec(key, heading, ColumnKind.CHOICE, help=help_text, choices=tuple(_WORDS[key]))


COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec("name", "Mätning", help="Läses inte. Mätningen känns igen på kortnamnet."),
    ColumnSpec("slug", "Kortnamn", ColumnKind.CODE, required=True, help="Mätningens kortnamn i adressen."),
    _choice("sex", "Kön", "En tom cell är totalt."),
    _choice("age_group", "Ålder", "En tom cell är alla åldrar."),
    _choice("kind", "Slag", "En tom cell är värde."),
    ColumnSpec("unit", "Enhet", help="Läses inte. Det som utfallet räknas i."),
    ColumnSpec("previous", "Föregående år", help="Läses inte. Att jämföra med."),
    ColumnSpec(
        "value",
        "Utfall",
        ColumnKind.FIGURE,
        required=True,
        help="En tom cell ändrar inget. Där det står visas inte finns ett utfall: låt det stå.",
    ),
    _choice("status", "Läge", "Välj varför utfallet saknas, om det inte finns. Ett utfall utan läge är slutligt."),
    ColumnSpec("answers", "Antal svar", ColumnKind.COUNT, help="För enkäter. Utfall med för få svar visas inte."),
    ColumnSpec("note", "Anmärkning", help="Skrivs ut som fotnot i rapporten."),
)
BY_KEY: Mapping[str, ColumnSpec] = {column.key: column for column in COLUMNS}
SAID = ("value", "status", "answers", "note")
HEADINGS = Headings(COLUMNS, {"slug": ("kortnamn i adressen",), "status": ("varför det saknas",)})


def choice_of(key: str, word: str) -> str | None:
    """What a word of a choice means; None when it means nothing."""
    return _WORDS[key].get(" ".join(word.casefold().split()))


def word_of(key: str, value: str) -> str:
    """The word of a choice in the template."""
    return next(word for word, meaning in _WORDS[key].items() if meaning == value)

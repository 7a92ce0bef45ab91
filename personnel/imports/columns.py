"""The columns of the HR template: the one definition, for the file that is written and the one that is read.

A row says something of a group of a unit with all below it. An empty cell says nothing. "saknas" takes away what is
stored, and "visas inte" stands where a figure of few people is hidden: it leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kommunrapport.measures.models import AgeGroup, Sex
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from kommunrapport.spreadsheets.headings import Headings
from personnel.models import SickLeave

MISSING = "saknas"
KEYS = ("unit", "from_date", "to_date", "sex", "age_group", "denominator")
# The six groups of the table the law asks for.
STATUTORY_GROUPS = (
    (Sex.TOTAL, AgeGroup.ALL),
    (Sex.WOMEN, AgeGroup.ALL),
    (Sex.MEN, AgeGroup.ALL),
    (Sex.TOTAL, AgeGroup.UP_TO_29),
    (Sex.TOTAL, AgeGroup.FROM_30_TO_49),
    (Sex.TOTAL, AgeGroup.FROM_50),
)

SEX_WORDS: dict[str, Sex] = {"totalt": Sex.TOTAL, "kvinnor": Sex.WOMEN, "män": Sex.MEN}
AGE_WORDS: dict[str, AgeGroup] = {str(group.label): group for group in AgeGroup}
TIME_WORDS: dict[str, SickLeave.Denominator] = {
    "ordinarie": SickLeave.Denominator.ORDINARY_TIME,
    "överenskommen": SickLeave.Denominator.AGREED_TIME,
}
YES_WORDS: dict[str, bool] = {"ja": True, "nej": False}

_COUNT, _HOURS, _NUMBER = ColumnKind.COUNT, ColumnKind.HOURS, ColumnKind.NUMBER
COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        "unit", "Enhet", required=True, help="Namn eller kortnamn. Raden gäller enheten med alla som hör till den."
    ),
    ColumnSpec("from_date", "Från och med", ColumnKind.DATE, required=True, help="Periodens första dag."),
    ColumnSpec(
        "to_date",
        "Till och med",
        ColumnKind.DATE,
        required=True,
        help="Periodens sista dag. Antal och medelålder gäller den dagen.",
    ),
    ColumnSpec("sex", "Kön", ColumnKind.CHOICE, required=True, choices=tuple(SEX_WORDS)),
    ColumnSpec("age_group", "Åldersgrupp", ColumnKind.CHOICE, required=True, choices=tuple(AGE_WORDS)),
    ColumnSpec(
        "employees", "Antal anställda", _COUNT, help="Om gruppen är tio eller färre visas bara antalet i rapporterna."
    ),
    ColumnSpec("permanent", "varav tillsvidareanställda", _COUNT),
    ColumnSpec("fixed_term", "varav visstidsanställda", _COUNT),
    ColumnSpec("hourly_paid", "varav timavlönade", _COUNT),
    ColumnSpec("full_time", "varav heltid", _COUNT),
    ColumnSpec("full_time_equivalents", "Årsarbetare", _NUMBER, help="Anställda omräknade till heltid."),
    ColumnSpec("average_age", "Medelålder", _NUMBER, help="År med en decimal."),
    ColumnSpec("employment_rate", "Sysselsättningsgrad, %", ColumnKind.PERCENT, help="Genomsnitt för gruppen."),
    ColumnSpec(
        "denominator",
        "Arbetstid",
        ColumnKind.CHOICE,
        help="Vad sjuktimmarna är en andel av. En tom cell är ordinarie arbetstid, som lagen frågar efter.",
        choices=tuple(TIME_WORDS),
    ),
    ColumnSpec("ordinary_hours", "Ordinarie timmar", _HOURS, help="Gruppens sammanlagda arbetstid i perioden."),
    ColumnSpec("sick_hours", "Sjuktimmar", _HOURS, help="Alla timmar med sjukfrånvaro. Andelarna räknas ut."),
    ColumnSpec(
        "long_sick_hours",
        "varav 60 dagar eller mer",
        _HOURS,
        help="De sjuktimmar som hör till en sammanhängande frånvaro på 60 dagar eller mer.",
    ),
    ColumnSpec("hourly_paid_hours", "Timmar av timavlönade", _HOURS),
    ColumnSpec("overtime_hours", "Övertid och fyllnadstid, timmar", _HOURS),
    ColumnSpec("hired", "Nyanställda", _COUNT, help="Hur många som började i perioden."),
    ColumnSpec("left", "Avgångar", _COUNT, help="Hur många som slutade i perioden."),
    ColumnSpec(
        "is_identifiable",
        "Går att härleda",
        ColumnKind.CHOICE,
        help="Skriv ja om uppgifterna kan knytas till någon trots att gruppen är större än tio. Då visas de inte.",
        choices=tuple(YES_WORDS),
    ),
    ColumnSpec("population_note", "Anmärkning", help="Vilka som räknas, till exempel att timavlönade inte ingår."),
)
BY_KEY: Mapping[str, ColumnSpec] = {column.key: column for column in COLUMNS}
FIGURES: tuple[str, ...] = tuple(column.key for column in COLUMNS if column.key not in KEYS)

# Other names of a column that people and systems write.
_ALSO = {
    "unit": ("kortnamn",),
    "from_date": ("period_från", "period_from", "från"),
    "to_date": ("period_till", "period_tom", "period_to", "till"),
    "age_group": ("ålder",),
    "employees": ("anställda",),
    "permanent": ("varav_tillsvidare",),
    "fixed_term": ("varav_visstid",),
    "hourly_paid": ("varav_timlön",),
    "employment_rate": ("sysselsättningsgrad",),
    "denominator": ("tid",),
    "long_sick_hours": ("sjuktimmar_60plus", "sjuktimmar, 60 dagar eller mer"),
    "hourly_paid_hours": ("timlön_timmar",),
    "overtime_hours": ("övertid_timmar", "övertid"),
    "is_identifiable": ("går_att_härleda", "härledbar"),
}
HEADINGS = Headings(COLUMNS, _ALSO)
_OTHER_WORDS: Mapping[str, Mapping[str, object]] = {
    "sex": {
        **dict.fromkeys(("t", "tot", "total", "alla", "båda"), Sex.TOTAL),
        **dict.fromkeys(("k", "kvinna"), Sex.WOMEN),
        **dict.fromkeys(("m", "man"), Sex.MEN),
    },
    "age_group": {
        **dict.fromkeys(("alla", "totalt", "alla anställda"), AgeGroup.ALL),
        **dict.fromkeys(("-29", "≤29", "<=29", "<30", "0-29", "29 år och yngre", "under 30"), AgeGroup.UP_TO_29),
        **dict.fromkeys(("30-49",), AgeGroup.FROM_30_TO_49),
        **dict.fromkeys(("50-", "≥50", ">=50", ">49", "50+", "50 år och äldre"), AgeGroup.FROM_50),
    },
    "denominator": {
        "ordinarie arbetstid": SickLeave.Denominator.ORDINARY_TIME,
        "överenskommen arbetstid": SickLeave.Denominator.AGREED_TIME,
    },
    "is_identifiable": {"j": True, "x": True, "n": False},
}
_WORDS: Mapping[str, Mapping[str, object]] = {
    "sex": SEX_WORDS,
    "age_group": AGE_WORDS,
    "denominator": TIME_WORDS,
    "is_identifiable": YES_WORDS,
}


def choice_of(key: str, word: str) -> object | None:
    """What a word of a choice means; None when it means nothing."""
    return _CHOICES[key].get(_plain(word))


def word_of(key: str, value: object) -> str:
    """The word of a choice in the template."""
    return next(word for word, meaning in _WORDS[key].items() if meaning == value)


def _plain(text: str) -> str:
    """A word as it is compared: any dash a hyphen, no space around it, without "år" after an age."""
    text = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", " ".join(text.casefold().split()))
    return re.sub(r"(?<=[0-9-])\s*år$", "", re.sub(r"(?<=[<>=≤≥])\s+", "", text))


_CHOICES = {
    key: {_plain(word): meaning for word, meaning in (*words.items(), *_OTHER_WORDS[key].items())}
    for key, words in _WORDS.items()
}

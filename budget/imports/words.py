"""The words kommuner use in the heads and rows of their tables, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budget.imports.mapping import Role
from budget.models import BudgetArea, Figure, Grouping

# The first that fits wins, so the longer words stand before those they contain.
_FIGURES: list[tuple[str, str]] = [
    (r"\b(budget|ram)[ -]*(minus|-|–|−) *prognos|avv\w*[ .].*prognos|prognosavvikelse", Figure.FORECAST_VARIANCE),
    (
        r"avvik|\bavv\b|\bdiff\w*|\bskillnad|budget *[-–−/] *utfall|över-?/? ?underskott"
        r"|\bkvar\b|återstå",
        Figure.VARIANCE,
    ),
    (r"prognos", Figure.FORECAST),
    (r"tilläggs|ombudget|omfördel|budgetändring|budgetjuster|anslagsförändring", Figure.CHANGE),
    (r"budget|\bram\b|anslag|\bplan\b|kommunbidrag", Figure.ORIGINAL),
    (r"utfall|bokslut|redovisat|redovisning|resultat|förbrukat|bokfört|belopp|ack", Figure.OUTCOME),
]
_NATURES: list[tuple[str, str]] = [
    (r"^netto|\bnetto", "net"),
    (r"intäkt|inkomst", BudgetArea.Nature.INCOME),
    (r"kostnad|utgift", BudgetArea.Nature.COST),
]
_ROLES: list[tuple[str, str]] = [
    (r"\(t\)$|text$|benämning|beskrivning|\bnamn\b", Role.CODE_TEXT),
    (r"^(ansvar|ansv|kostnadsställe|enhetskod|ansvarskod)", Role.UNIT_CODE),
    (r"^(verksamhet|vht|verksamhetskod)( ?kod| ?nr)?$", Role.FIELD_CODE),
    (r"^(konto|kontonr|kontokod|slag|kontogrupp)( ?kod| ?nr)?$", Role.ACCOUNT),
    (r"^(projekt|proj|projektkod|projektnr|objekt)( ?kod| ?nr)?$", Role.PROJECT_CODE),
    (r"^(period|månad|mån|redovisningsperiod)$", Role.PERIOD),
    (r"^(motpart|motp|aktivitet|akt|fri|id|vernr|ver)\b", Role.OTHER_KEY),
]
_GROUPINGS: list[tuple[str, str]] = [
    (r"invest|projekt|objekt", Grouping.PROJECT),
    (r"verksamhet|område|politik", Grouping.FIELD),
    (r"enhet|nämnd|förvaltning|ansvar|avdelning|kontor", Grouping.UNIT),
]
_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_MONTH = re.compile(rf"^({'|'.join(_MONTHS)})[a-zåäö]*\.?(?: ?(?:19|20)?\d\d)?$")
_PERIOD = re.compile(r"^(?:19|20)\d\d[- ]?(0[1-9]|1[0-2])$")
_YEAR = re.compile(r"\b(199\d|20\d\d)\b")
_TOTAL = re.compile(
    r"^(?:del)?summa\b|^s:a\b|^sum\b|^total\w*\b|^netto(?:kostnad|investering|resultat|utgift)?\w*\b|\btotalt$"
    r"|^(?:drift|årets |verksamhetens )?resultat\b|^verksamhetens nettokostnad\w*"
)
_ONLY_TOTAL = re.compile(
    r"(?:summa|s:a|sum|total\w*|netto|resultat"
    r"|(?:summa |verksamhetens |totala? )?netto(?:kostnad|investering|utgift)\w*)(?: \(?(?:tkr|mnkr|kr)\)?)?"
)
_FRAME = re.compile(r"^(?:tilldelad )?(?:budget)?ram\b|^kommunbidrag\b|^anslag\b|^skattemedel\b")
_RESULT = re.compile(r"^(?:årets |drift)?resultat\b|^(?:över|under)skott\b|^budgetavvikelse\b")
_SUBSET = re.compile(r"^[–−-]? ?(?:varav|därav)\b")
_NOTE = re.compile(r"^(?:\*|\d\)|källa\b|not\b|kommentar\b|beloppen\b|anm\b)")
_INCOME = re.compile(
    r"intäkt|inkomst|\bavgifter\b|\bbidrag från|försäljning|statsbidrag|utjämning"
    r"|^skatte|^kommunalskatt|fastighetsavgift"
)
_FINANCING = re.compile(r"^skatt|skatteintäkt|statsbidrag|utjämning|finansförvaltning|^finansiering")
_COST = re.compile(r"kostnad|utgift|\bköp av\b|\bhyror\b|\bavskrivning|^löner\b|^lämnade bidrag")
_FINAL = re.compile(r"slutlig|aktuell|reviderad|inkl")
_TOTAL_OF_YEARS = re.compile(r"\btot(?:al\w*)?\b")
_NOT_THE_YEAR = re.compile(r"\back|\btot|total|beslutad|beräknad|\bper(?:iod)?\b|sedan start|projektstart")
_MONTHS_FROM_TO = re.compile(rf"\b({'|'.join(_MONTHS)})[a-zåäö]*\.? ?[-–] ?({'|'.join(_MONTHS)})|\bt\.?o\.?m\b|\bdelår")
_PREVIOUS = re.compile(r"\b(?:fg|föreg\w*|förra|tidigare|senaste)\b")
_BETWEEN_YEARS = re.compile(
    r"^föränd|^ökning|^utveckling|^andel|^index|per inv|/ ?inv"
    r"|(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d\b|\bmot (?:(?:19|20)\d\d|fg|föreg\w*|förra)\b"
)


def folded(text: str) -> str:
    """A text as it is compared: one space between words, lower case."""
    return " ".join(text.split()).casefold()


def figure_of(header: str) -> str:
    """What the amounts under a header say; "" when it does not tell."""
    return _first(_FIGURES, folded(header))


def nature_of_header(header: str) -> str:
    """Whether a column holds only income, only cost, or the net; "" when it does not tell."""
    return _first(_NATURES, folded(header))


def role_of(header: str) -> str:
    """Which code a column holds; "" when it is no code."""
    return _first(_ROLES, folded(header))


def grouping_of(texts: Iterable[str]) -> str:
    """How the rows of a table divide the money, by the first text that tells; "" when none does."""
    return next((found for text in texts if (found := _first(_GROUPINGS, folded(text)))), "")


def is_percent(header: str) -> bool:
    return "%" in header or "procent" in folded(header)


def month_of(header: str) -> int | None:
    """The month a column is for, from "jan" or "201601"."""
    text = folded(header)
    if match := _PERIOD.match(text):
        return int(match[1])
    match = _MONTH.match(text)
    return _MONTHS.index(match[1]) + 1 if match else None


def year_of(header: str) -> int | None:
    """The last year a header names."""
    found = _YEAR.findall(header)
    return int(found[-1]) if found else None


def is_last_year(header: str) -> bool:
    return bool(re.search(r"\b(fg|föreg\w*|förra)\b\.? ?år", folded(header)))


def is_part_of_year(header: str) -> bool:
    """A column that names the months it is for, and they are not all twelve."""
    match = _MONTHS_FROM_TO.search(folded(header))
    return match is not None and match.groups() != (_MONTHS[0], _MONTHS[-1])


def is_not_the_year(header: str) -> bool:
    """A column of a part of the year, or of several years, where another column has the year."""
    text = folded(header)
    return (bool(_NOT_THE_YEAR.search(text)) or is_part_of_year(header)) and "helår" not in text


def is_between_years(header: str) -> bool:
    """A column that compares years with each other, or shares: nothing of it is stored or checked."""
    return bool(_BETWEEN_YEARS.search(folded(header)))


def is_previous(header: str) -> bool:
    """The forecast before the one beside it."""
    return bool(_PREVIOUS.search(folded(header)))


def says_final(header: str) -> bool:
    """A budget with its changes, where the original stands beside it."""
    return bool(_FINAL.search(folded(header)))


def says_total_of_years(header: str) -> bool:
    """A total of several years, unless the changes that it includes stand beside it."""
    return bool(_TOTAL_OF_YEARS.search(folded(header)))


def without_marks(label: str) -> str:
    """A name without the marks of footnotes after it."""
    return re.sub(r"(?:\s*(?:\*+|[¹²³⁴⁵]|\d\)))+$", "", label.strip())


def says_total(label: str) -> bool:
    return bool(_TOTAL.search(folded(label)))


def says_only_total(label: str) -> bool:
    """A sum of everything, with no name of its own to keep."""
    return bool(_ONLY_TOTAL.fullmatch(folded(label)))


def says_frame(label: str) -> bool:
    return bool(_FRAME.search(folded(label)))


def says_result(label: str) -> bool:
    return bool(_RESULT.search(folded(label)))


def says_subset(label: str) -> bool:
    return bool(_SUBSET.search(folded(label)))


def says_note(label: str) -> bool:
    return bool(_NOTE.search(folded(label))) or len(label) > 120


def nature_of_row(label: str) -> str:
    """Whether a row by nature is income or cost; "" when its name does not tell."""
    text = folded(label)
    if text.startswith("netto"):
        return ""
    if _INCOME.search(text):
        return BudgetArea.Nature.INCOME
    return BudgetArea.Nature.COST if _COST.search(text) else ""


def says_financing(label: str) -> bool:
    """What pays for the rest: its amounts have the other sign than a net cost."""
    return bool(_FINANCING.search(folded(label)))


def without_total_word(label: str) -> str:
    """The name of what a sum row sums: "Summa stöd" is of Stöd."""
    name = re.sub(r"^(?:del)?summa|^s:a|^totalt?|,? totalt$", "", label.strip(), flags=re.IGNORECASE).strip(" :,")
    return name[:1].upper() + name[1:] if name else label.strip()


def _first(patterns: list[tuple[str, str]], text: str) -> str:
    return next((str(meaning) for pattern, meaning in patterns if re.search(pattern, text)), "")

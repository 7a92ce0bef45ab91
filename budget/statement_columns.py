"""The columns that a statement can show: what each says, how it is headed, and what it is the difference of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budget.amounts_read import LAST_MONTH
from budget.figures import Statement
from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.reports.blocks import Column

COLUMN_CHOICES = (
    ("last_year", "utfall förra året"),
    ("original", "ursprunglig budget"),
    ("changes", "budgetändringar"),
    ("budget", "budget"),
    ("outcome", "utfall"),
    ("variance", "avvikelse"),
    ("variance_percent", "avvikelse i procent"),
    ("forecast", "prognos"),
    ("forecast_variance", "budget minus prognos"),
    ("budget_to_date", "budget hittills"),
    ("outcome_to_date", "utfall hittills"),
    ("variance_to_date", "avvikelse hittills"),
    ("same_period_last_year", "utfall samma tid förra året"),
    ("forecast_error", "prognos minus utfall"),
)
VARIANCES = {"variance", "forecast_variance", "variance_to_date", "forecast_error"}
# The amounts that a column is made of: the first less the others, or, for the budget, both together.
_DIFFERENCES = {
    "variance": ("budget", "outcome"),
    "forecast_variance": ("budget", "forecast"),
    "variance_to_date": ("budget_to_date", "outcome_to_date"),
    "forecast_error": ("forecast", "outcome"),
}
# The field of AreaFigures behind a column that has another name there.
FIELDS = {"last_year": "outcome_last_year"}
_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Heads:
    """Words of column heads. `short` leaves out the year, for a table whose title has it."""

    statement: Statement
    short: bool = False

    def text(self, name: str) -> str:
        return _heads(self)[name]

    @property
    def part(self) -> str:
        """The part of the year that "to date" is: "jan–aug"."""
        last = _MONTHS[self.statement.through_month - 1]
        return _MONTHS[0] if self.statement.through_month == 1 else f"{_MONTHS[0]}–{last}"

    @property
    def forecast(self) -> str:
        """With its day; nothing but the word when units below forecast on different days."""
        day = self.statement.forecast_as_of
        return f"Prognos per {day.isoformat()}" if day else "Prognos"


def _heads(heads: Heads) -> dict[str, str]:
    year, short = int(heads.statement.period), heads.short
    this, last = ("" if short else f" {year}"), f" {year - 1}"
    whole_year = heads.statement.through_month == LAST_MONTH
    return {
        "last_year": f"Utfall{last}",
        "original": f"Ursprunglig budget{this}",
        "changes": f"Budgetändringar{this}",
        "budget": f"Budget{this}",
        "outcome": f"Utfall{this}" if whole_year else f"Bokfört{this}",
        "variance": "Avvikelse" if short else "Avvikelse mot budget",
        "variance_percent": f"Avvikelse,{NO_BREAK_SPACE}%",
        "forecast": heads.forecast,
        "forecast_variance": "Budget minus prognos",
        "budget_to_date": f"Budget {heads.part}{this}",
        "outcome_to_date": f"Utfall {heads.part}{this}",
        "variance_to_date": f"Avvikelse {heads.part}{this}",
        "same_period_last_year": f"Utfall {heads.part}{last}",
        "forecast_error": "Prognos minus utfall",
    }


def known_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of stored choices that we know, each once."""
    known = {name for name, _ in COLUMN_CHOICES}
    return tuple(dict.fromkeys(name for name in names if name in known))


def columns_of(names: Sequence[str], heads: Heads, first: str) -> tuple[Column, ...]:
    """The heads of a table; `first` is that of the rows' names."""
    places = {name: place for place, name in enumerate(names, start=1)}
    now = "outcome" if heads.statement.through_month == LAST_MONTH else "outcome_to_date"
    return (
        Column(first),
        *(Column(heads.text(name), True, name == now, _difference(name, places)) for name in names),
    )


def _difference(name: str, places: dict[str, int]) -> tuple[int, int] | None:
    less, more = _DIFFERENCES.get(name, ("", ""))
    return (places[less], places[more]) if less in places and more in places else None


def additions_across(names: Sequence[str]) -> list[tuple[str, tuple[tuple[int, str], ...]]]:
    """The sums that a reader can check along a row: the column, and its terms with their signs."""
    shown = set(names)
    found: list[tuple[str, tuple[tuple[int, str], ...]]] = [
        (name, ((1, less), (-1, more))) for name, (less, more) in _DIFFERENCES.items() if {name, less, more} <= shown
    ]
    if {"original", "changes", "budget"} <= shown:
        found.append(("budget", ((1, "original"), (1, "changes"))))
    return found

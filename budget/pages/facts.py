"""The sentence and the four figures that a page of the economy opens with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import AreaFigures
from budget.figures import Statement
from budget.pages.columns import columns_of
from budget.pages.rows import THOUSANDS, percent_in_words
from budget.pages.words import against_budget, money_in_words, span, through
from kommunrapport.dates import month_name
from kommunrapport.numbers import NO_BREAK_SPACE

NO_OUTCOME = "Läs in huvudboken för att se utfallet."


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its name, and what stands under it."""

    name: str
    value: str
    beside: str


def lead_of(statement: Statement, figures: AreaFigures) -> str:
    """How it went, or how it is going, in one sentence."""
    if statement.through_month == LAST_MONTH:
        return _how_it_went(figures)
    if figures.forecast_variance is not None:
        return f"{_with(_name(figures.forecast), 'väntas bli', figures.forecast_variance, figures.budget)}."
    if figures.variance_to_date is not None:
        name = f"{through(statement.through_month).capitalize()} är {_name(figures.outcome_to_date).lower()}"
        return f"{against_budget(name, figures.variance_to_date, figures.budget_to_date)}."
    if figures.outcome_to_date is not None:
        amount = money_in_words(figures.outcome_to_date)
        return f"{_name(figures.outcome_to_date)} är {amount} {through(statement.through_month)}."
    return NO_OUTCOME


def beside(statement: Statement, figures: AreaFigures) -> str:
    """What to have in mind when the variance is explained: the forecast, and the year before."""
    sentences = []
    if statement.through_month == LAST_MONTH and figures.forecast_variance is not None:
        forecast = THOUSANDS.variance(figures.forecast_variance)
        sentences.append(f"{_forecast_fact(statement)} var {forecast} tkr mot budget.")
    if figures.outcome_last_year is not None:
        sentences.append(f"{int(statement.period) - 1} var utfallet {THOUSANDS.amount(figures.outcome_last_year)} tkr.")
    return " ".join(sentences)


def _how_it_went(figures: AreaFigures) -> str:
    if figures.outcome is None or figures.variance is None:
        return NO_OUTCOME
    if figures.budget is None:
        return f"{_name(figures.outcome)} blev {money_in_words(figures.outcome)}. Ingen budget är inlagd."
    return f"{_with(_name(figures.outcome), 'blev', figures.variance, figures.budget)}."


def _with(name: str, verb: str, variance: Decimal, budget: Decimal | None) -> str:
    return against_budget(f"{name} {verb}", variance, budget)


def _name(net: Decimal | None) -> str:
    return "Nettointäkten" if net is not None and net < 0 else "Nettokostnaden"


def facts_of(statement: Statement, figures: AreaFigures) -> tuple[Fact, ...]:
    """Budget, outcome, variance and the latest forecast."""
    if statement.through_month == LAST_MONTH:
        return tuple(_facts_of_year(statement, figures))
    return tuple(_facts_to_date(statement, figures))


def _facts_of_year(statement: Statement, figures: AreaFigures) -> Iterator[Fact]:
    yield Fact("Budget", THOUSANDS.amount(figures.budget), "tkr netto")
    yield Fact("Utfall", THOUSANDS.amount(figures.outcome), "tkr")
    yield Fact("Avvikelse", THOUSANDS.variance(figures.variance), _tkr_and_percent(figures.variance_percent))
    if figures.forecast is not None:
        variance = THOUSANDS.variance(figures.forecast_variance)
        yield Fact(_forecast_fact(statement), variance, f"tkr{_accuracy(figures.forecast_error)}")


def _facts_to_date(statement: Statement, figures: AreaFigures) -> Iterator[Fact]:
    part = span(statement.through_month, int(statement.period))
    columns = columns_of(statement)
    yield Fact(f"Budget {int(statement.period)}", THOUSANDS.amount(figures.budget), "tkr netto")
    yield Fact(f"Utfall {part}", THOUSANDS.amount(figures.outcome_to_date), "tkr")
    if figures.forecast is not None:
        yield Fact(_forecast_fact(statement), THOUSANDS.amount(figures.forecast), "tkr")
    judged = THOUSANDS.variance(columns.judged.value(figures))
    yield Fact(columns.judged.label, judged, _tkr_and_percent(columns.percent(figures)))


def _forecast_fact(statement: Statement) -> str:
    as_of = statement.forecast_as_of
    return f"Prognos i {month_name(as_of.month)}" if as_of else "Prognos"


def _tkr_and_percent(percent: Decimal | None) -> str:
    return "tkr" if percent is None else f"tkr, {percent_in_words(percent)}{NO_BREAK_SPACE}%"


def _accuracy(error: Decimal | None) -> str:
    """How the outcome came out against the forecast; nothing when there is no outcome yet."""
    if error is None:
        return ""
    if not error:
        return ", utfallet blev lika"
    return f", utfallet blev {THOUSANDS.amount(abs(error))} {'bättre' if error > 0 else 'sämre'}"

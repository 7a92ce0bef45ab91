"""How outcomes and targets are written: a missing value is never 0 and never a blank without a mark."""

from __future__ import annotations

from decimal import Decimal

from kommunrapport.dates import format_month
from kommunrapport.measures.models import Measure, Observation, Target, ValueKind
from kommunrapport.numbers import EN_DASH, count_word, format_number, format_with_unit

UNKNOWN = "uppgift saknas"
HIDDEN = "visas inte"
Status = Observation.Status

_OPERATOR_WORDS = {
    Target.Operator.AT_LEAST: "minst",
    Target.Operator.AT_MOST: "högst",
    Target.Operator.EXACTLY: "lika med",
}
# A bare number is read as "at least" where higher is better, and as "at most" where lower is.
UNDERSTOOD = {
    Measure.Better.HIGHER: Target.Operator.AT_LEAST,
    Measure.Better.LOWER: Target.Operator.AT_MOST,
    Measure.Better.NONE: Target.Operator.EXACTLY,
}


def shown_number(measure: Measure, value: Decimal, kind: str = ValueKind.VALUE) -> str:
    """`value` with the measure's decimals and unit; a count or rank is a whole number, a share is percent."""
    if kind in {ValueKind.COUNT, ValueKind.RANK}:
        return format_number(value, 0)
    unit = "%" if kind == ValueKind.SHARE else measure.measurement_unit
    return format_with_unit(value, measure.decimals, unit)


def shown_outcome(measure: Measure, observation: Observation | None) -> str:
    """The outcome as it stands in a table: "42", "53 (medel 57)", "ej mätt", "kommer apr 2017"."""
    if observation is None:
        return UNKNOWN
    if observation.why_hidden:
        shown = HIDDEN
    elif observation.value is None:
        return _shown_reason(observation)
    else:
        shown = shown_number(measure, observation.value, observation.kind)
    if observation.comparison_value is None:
        return shown
    comparison = shown_number(measure, observation.comparison_value, observation.kind)
    return f"{shown} ({observation.comparison_label} {comparison})"


def _shown_reason(observation: Observation) -> str:
    if observation.status == Status.EXPECTED:
        return f"kommer {_expected(observation)}".strip() if _expected(observation) else "kommer senare"
    return str(Status(observation.status).label)


def _expected(observation: Observation) -> str:
    if observation.expected_text:
        return observation.expected_text
    return format_month(observation.expected_on) if observation.expected_on else ""


def footnotes_of(observation: Observation | None) -> list[str]:
    """Sentences that print under the table, because the value alone would mislead."""
    if observation is None:
        return []
    notes = [observation.note] if observation.note else []
    return [*notes, *([observation.why_hidden] if observation.why_hidden else _remarks(observation))]


def _remarks(observation: Observation) -> list[str]:
    """What is to be known of the value, or of why there is none."""
    notes = []
    if observation.status == Status.CARRIED_FORWARD and str(observation.data_year) not in observation.note:
        notes.append(f"Värdet för {observation.year} är från {observation.data_year}.")
    if observation.status == Status.PRELIMINARY:
        notes.append(f"Värdet för {observation.year} är preliminärt.")
    if observation.status == Status.NOT_MEASURED and not observation.note:
        notes.append(f"Ingen mätning {observation.year}.")
    if observation.status == Status.EXPECTED and not observation.note:
        notes.append(f"Utfallet för {observation.year} är inte klart ännu.")
    if observation.from_year:
        notes.append(f"Avser {observation.from_year}–{observation.year}.")
    if observation.precision:
        notes.append(f"Värdet för {observation.year} är avrundat till {format_number(observation.precision, 0)}-tal.")
    return notes


def horizon_of(target: Target | None) -> int:
    """Over how many years the target is seen; 1 for a direction, which is from one year to the next."""
    return target.horizon_years if target is not None and target.value is not None else 1


def shown_target(measure: Measure, target: Target | None) -> str:
    """The target as it stands in a table: "49", "högst 24 %", "1,0 % över tre år", "Öka", "–" when there is none."""
    years = horizon_of(target)
    return shown_aim(measure, target) + (f" över {count_word(years)} år" if years > 1 else "")


def shown_aim(measure: Measure, target: Target | None) -> str:
    """The target without the years it is seen over."""
    if target is None:
        return "–"
    if target.value is None:
        return str(Target.Direction(target.direction).label)
    shown = shown_number(measure, target.value, target.kind)
    if target.operator == UNDERSTOOD[Measure.Better(measure.better_is)]:
        return shown
    return f"{_OPERATOR_WORDS[Target.Operator(target.operator)]} {shown}"


def shown_over(measure: Measure, target: Target | None, value: Decimal | None, *, is_hidden: bool = False) -> str:
    """The outcome of the years a target is seen over, as a sentence: "Över 2014–2016 är utfallet 1,1 %."

    `value` is None when it is unknown, or hidden with one of the years. Empty for a target of one year.
    """
    if target is None or horizon_of(target) == 1:
        return ""
    years = f"{target.year - horizon_of(target) + 1}{EN_DASH}{target.year}"
    if value is None and is_hidden:
        return f"Utfallet över {years} visas inte, eftersom ett av årens utfall inte visas."
    if value is None:
        return f"Utfallet över {years} är inte känt, eftersom uppgifter saknas."
    average = "" if measure.formula == Measure.Formula.RATIO else " i genomsnitt"
    return f"Över {years} är utfallet{average} {shown_number(measure, value, target.kind)}."

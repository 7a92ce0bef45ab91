"""The suggested assessment of a goal: Rule B, computed live, with its reasons in plain Swedish.

A deciding measure is reached if its outcome meets the target, improved if it is strictly better than the year
before. The goal is reached if more than the rule's share of the deciding measures are reached; on its way if at
least the rule's share are reached or improved; else not reached. Measures without a target are left out.
A person decides; the rule only suggests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from goals.models import AssessmentLevel, AssessmentRule
from kommunrapport.measures.reaching import improved, reaches, share_of_target
from kommunrapport.measures.series import Series
from kommunrapport.numbers import format_number
from kommunrapport.organisation.period import Period

Meaning = AssessmentLevel.Meaning
HALF = Decimal(50)


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure of a goal as the rule sees it."""

    name: str
    series: Series
    deciding: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule suggests. `meaning` is None when it can't, and `reasons` then says what is missing."""

    meaning: str | None
    reasons: tuple[str, ...]


def suggest(measures: Sequence[Followed], rule: AssessmentRule, year: int) -> Suggestion:
    """Apply the rule to the outcomes of `year`."""
    deciding = [m for m in measures if m.deciding]
    counted = [m for m in deciding if m.series.target is not None]
    left_out = [f"{m.name} har inget målvärde och räknas inte." for m in deciding if m.series.target is None]
    gaps = [_gap(m, year) for m in counted if m.series.latest.value is None or m.series.judged is None]
    if not counted:
        gaps = ["Ingen mätning har ett målvärde."]
    if gaps:
        return Suggestion(None, ("Bedömningen kan inte föreslås.", *gaps, *left_out))
    return _weigh([_judge(m.series, rule) for m in counted], rule, year, left_out)


def _gap(followed: Followed, year: int) -> str:
    if followed.series.latest.is_hidden:
        return f"{followed.name}: utfallet för {year} visas inte."
    if followed.series.latest.value is None:
        return f"{followed.name} saknar utfall för {year}: {followed.series.latest.shown}."
    return f"{followed.name}: {followed.series.shown_judged}"


@dataclass(frozen=True, slots=True)
class _Judged:
    reached: bool
    improved: bool
    near: bool


def _judge(series: Series, rule: AssessmentRule) -> _Judged:
    target, value, judged = series.target, series.latest.value, series.judged
    if target is None or value is None or judged is None:
        return _Judged(reached=False, improved=False, near=False)
    previous = series.previous.value if series.previous else None
    share = share_of_target(series.measure, target, judged)
    return _Judged(
        reached=reaches(target, judged, previous) is True,
        improved=improved(series.measure, target, value, previous) is True,
        near=rule.partly_from is not None and share is not None and share >= rule.partly_from,
    )


def _weigh(judged: list[_Judged], rule: AssessmentRule, year: int, left_out: list[str]) -> Suggestion:
    total = len(judged)
    reached = sum(j.reached for j in judged)
    better = sum(j.improved for j in judged)
    near = sum(j.near for j in judged)
    on_way = sum(j.reached or j.improved or j.near for j in judged)
    if reached * 100 > rule.reached_above * total:
        meaning, why = Meaning.REACHED, f"mer än {_share(rule.reached_above)} når målvärdet"
    elif on_way * 100 >= rule.on_way_from * total:
        meaning, why = Meaning.ON_WAY, f"minst {_share(rule.on_way_from)} når målvärdet eller är bättre än året före"
    else:
        meaning, why = Meaning.NOT_REACHED, f"färre än {_share(rule.on_way_from)} når målvärdet eller är bättre"
    reasons = [
        f"{reached} av {total} {_measures(total)} når målvärdet.",
        f"{better} av {total} är bättre än {Period.of(year).back(1)}.",
    ]
    if rule.partly_from is not None:
        reasons.append(f"{near} av {total} är framme vid minst {_share(rule.partly_from)} av målvärdet.")
    return Suggestion(meaning, (*reasons, f"Regeln: {why}.", *left_out))


def _share(percent: Decimal) -> str:
    if percent == HALF:
        return "hälften"
    return f"{format_number(percent, 0 if percent == percent.to_integral() else 2)} procent"


def _measures(count: int) -> str:
    return "mätning" if count == 1 else "mätningar"

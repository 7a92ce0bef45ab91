"""Results of surveys that too few have answered: every reader of outcomes gets them here, without their values.

A measure with a least number of answers and the parts of it are one family. A whole can be computed of its components,
so what is hidden in one of the family is hidden in all of it; and so are years that have the same answers, because the
value of one was carried forward to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.small_groups import Group, Size, hidden_groups

UNKNOWN_ANSWERS = "Det är inte angivet om minst {least} har svarat, så resultatet visas inte."
FEW_ANSWERS = "Färre än {least} har svarat, så resultatet visas inte."
GIVES_AWAY = "Resultatet visas inte, för då kan det räknas ut vad några få har svarat."


def read_outcomes(found: QuerySet[Observation]) -> list[Observation]:
    """The outcomes of a query, those that may not be shown without value: see `hide`.

    One query, and three more when something is a survey.
    """
    outcomes = list(found.select_related("measure__parent__parent"))
    hide(outcomes)
    return outcomes


def hide(outcomes: Iterable[Observation]) -> None:
    """Take the value from outcomes that may not be shown, and say why in `why_hidden`: in memory, never stored."""
    surveyed = [o for o in outcomes if o.value is not None and is_survey(o.measure)]
    if not surveyed:
        return
    answers = _Answers(surveyed)
    for outcome in surveyed:
        if why := answers.why_hidden(outcome):
            outcome.value, outcome.why_hidden = None, why


def is_survey(measure: Measure) -> bool:
    """Whether the measure, or what it is a part of, has a least number of answers."""
    above: Measure | None = measure
    while above is not None and above.least_answers is None:
        above = above.parent
    return above is not None


def shown_versions(measure: Measure, org_unit: OrgUnit) -> set[tuple[int, int]]:
    """(id, version) of the unit's outcomes that are shown now. What stood before in a survey is not shown at all:
    it could be held against what is hidden now."""
    stored = Observation.objects.filter(measure=measure, org_unit=org_unit)
    return {(o.pk, o.version) for o in read_outcomes(stored) if not o.why_hidden}


@dataclass(frozen=True, slots=True)
class _Answered:
    """The outcomes of a family that have the same answers: one year of one part of the year, or years that are linked.

    `answers` are the fewest that are known of each group; a part without answers of its own has those of the others.
    """

    least: int
    answers: dict[Group, int]
    shown: frozenset[Group]

    def why_hidden(self, group: Group) -> str:
        if group in self.shown:
            return ""
        answers = self.answers.get(group)
        if answers is None:
            return UNKNOWN_ANSWERS.format(least=self.least)
        return (FEW_ANSWERS if answers < self.least else GIVES_AWAY).format(least=self.least)


class _Answers:
    """Who has answered the surveys that the outcomes are of, in every unit and year."""

    def __init__(self, outcomes: Iterable[Observation]) -> None:
        self._measures = _Measures()
        self._parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
        families = {self._measures.top(o.measure_id) for o in outcomes}
        self._members = {top: self._measures.members(top) for top in families}
        self._rows: dict[tuple[int, str], list[Observation]] = defaultdict(list)
        every = set().union(*self._members.values())
        for row in Observation.objects.filter(measure__in=every, value__isnull=False):
            self._rows[self._measures.top(row.measure_id), row.part].append(row)
        self._found: dict[tuple[int, str, int], _Answered] = {}

    def why_hidden(self, outcome: Observation) -> str:
        """A sentence for a footnote; empty when it may be shown."""
        key = (self._measures.top(outcome.measure_id), outcome.part, outcome.year)
        if key not in self._found:
            self._answer(*key)
        return self._found[key].why_hidden(_group(outcome))

    def _answer(self, top: int, part: str, year: int) -> None:
        rows = self._rows[top, part]
        years = _linked_years(year, rows)
        same = [row for row in rows if row.year in years]
        answered = _answered(same, self._measures.least(self._members[top]), self._parents)
        self._found |= {(top, part, one): answered for one in years}


class _Measures:
    """What every measure is a part of, and its least number of answers."""

    def __init__(self) -> None:
        rows = Measure.objects.values_list("pk", "parent_id", "least_answers")
        self._rows = {pk: (parent, least) for pk, parent, least in rows}

    def top(self, pk: int) -> int:
        """The uppermost of what the measure is a part of that has a least number of answers; else itself."""
        top, above = pk, self._rows[pk][0]
        while above is not None:
            top = above if self._rows[above][1] is not None else top
            above = self._rows[above][0]
        return top

    def members(self, top: int) -> set[int]:
        return {pk for pk in self._rows if self.top(pk) == top}

    def least(self, members: Iterable[int]) -> int:
        """The highest that any of them asks for."""
        return max(least for pk in members if (least := self._rows[pk][1]) is not None)


def _linked_years(year: int, rows: Sequence[Observation]) -> frozenset[int]:
    """The year and those with values carried to or from it, also by way of other years."""
    links = {(row.year, row.data_year) for row in rows if row.data_year}
    linked, before = {year}, 0
    while before != len(linked):
        before = len(linked)
        linked |= {one for link in links if linked & set(link) for one in link}
    return frozenset(linked)


def _answered(rows: Sequence[Observation], least: int, parents: Mapping[int, int | None]) -> _Answered:
    answers: dict[Group, int] = {}
    for row in rows:
        if row.answers is not None:
            answers[_group(row)] = min(row.answers, answers.get(_group(row), row.answers))
    layers: dict[Any, dict[Group, Size]] = defaultdict(dict)
    for row in rows:
        group = _group(row)
        own = answers.get(group) if row.answers is None else row.answers
        layers[row.measure_id, row.kind, row.year][group] = Size(own or None)  # a result that nobody gave is no result
    every = {_group(row) for row in rows}
    return _Answered(least, answers, frozenset(every - hidden_groups(list(layers.values()), parents, least)))


def _group(outcome: Observation) -> Group:
    return Group(outcome.org_unit_id, outcome.sex, outcome.age_group)

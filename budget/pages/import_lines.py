"""The rows of a preview or a receipt: what is wrong first, then each amount beside what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict

from budget.imports.mapping import area_key
from budget.imports.receiving import WAITING
from budget.models import Figure, ImportBatch, ImportProblem, StagedLine
from budget.money import MoneyUnit
from budget.pages.import_words import file_unit
from kommunrapport.dates import month_name
from kommunrapport.numbers import EN_DASH, carried_number

PAGE_SIZE = 200
FILTER, PAGE = "visa", "sida"
Change = StagedLine.Change
_ERROR = ImportProblem.Severity.ERROR
TO_MEND = "att-ratta"
_FILTERS: list[tuple[str, str, str]] = [
    ("", "Alla", ""),
    (TO_MEND, "Att rätta", ""),
    ("andrade", "Ändrade", Change.CHANGED),
    ("nya", "Nya", Change.NEW),
    ("tas-bort", "Tas bort", Change.REMOVED),
    ("oforandrade", "Oförändrade", Change.UNCHANGED),
]
_ORDER = [Change.REMOVED, Change.CHANGED, Change.NEW, Change.UNCHANGED]
_STATUS = {
    Change.NEW: ("check", "good"),
    Change.CHANGED: ("edit", "doing"),
    Change.REMOVED: ("warn", "way"),
    Change.UNCHANGED: ("none", "none"),
}
_PLACES = ("by_unit", "by_field", "by_project", "by_nature")


@dataclass(frozen=True, slots=True)
class Filter:
    text: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One amount. `what` is its figure and time, `old` and `new` as texts in the file's unit."""

    row: int | None
    rows: int
    area: str
    beside: str
    is_new_area: bool
    what: str
    old: str
    new: str
    change: str
    icon: str
    tone: str
    effect: str


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that can't be read. `raw` stands in the file, in the name of the row or (`in_amount`) in an amount."""

    row: int | None
    label: str
    raw: str
    in_amount: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class LinesPage:
    """A page of rows: `problems` first, then `lines`. `unit` is what the amounts are shown in.

    `is_done` when they are read in, and tell what happened.
    """

    filters: tuple[Filter, ...]
    problems: tuple[WrongRow, ...]
    lines: tuple[LineRow, ...]
    unit: MoneyUnit
    number: int
    pages: int
    query: str
    is_done: bool

    @property
    def earlier(self) -> str:
        return f"{self.query}{PAGE}={self.number - 1}" if self.number > 1 else ""

    @property
    def later(self) -> str:
        return f"{self.query}{PAGE}={self.number + 1}" if self.number < self.pages else ""


def read_lines(batch: ImportBatch, query: QueryDict) -> LinesPage:
    """The rows that the address asks for, the same queries for any number of them."""
    counts, errors = _counts(batch), batch.problems.filter(severity=_ERROR)
    wrong = errors.count()
    chosen = next((one for one in _FILTERS if one[0] == query.get(FILTER, "")), _FILTERS[0])
    totals = _totals(counts, wrong)
    shown_wrong = wrong if chosen[0] in ("", TO_MEND) else 0
    pages = max(-(-totals[chosen[0]] // PAGE_SIZE), 1)
    number = min(_page_number(query), pages)
    start, end = (number - 1) * PAGE_SIZE, number * PAGE_SIZE
    problems = list(errors[start : min(end, shown_wrong)]) if start < shown_wrong else []
    staged: list[StagedLine] = []
    if chosen[0] != TO_MEND:
        staged = list(_ordered(batch, chosen[2])[max(start - shown_wrong, 0) : max(end - shown_wrong, 0)])
    unit = file_unit(batch.mapping.get("scale"), [amount for line in staged for amount in (line.old, line.new)])
    names, labels = new_names(batch.plan), {row["row"]: row["label"] for row in batch.plan.get("rows", [])}
    is_done = batch.state not in WAITING
    return LinesPage(
        filters=_filters(totals, chosen[0]),
        problems=tuple(_wrong(problem, labels) for problem in problems),
        lines=tuple(_line(line, unit, names, is_done) for line in staged),
        unit=unit,
        number=number,
        pages=pages,
        query=f"?{FILTER}={chosen[0]}&" if chosen[0] else "?",
        is_done=is_done,
    )


def _counts(batch: ImportBatch) -> dict[str, int]:
    stored: dict[str, int] = batch.plan.get("counts", {})
    return {change: stored.get(change, 0) for change in Change.values}


def _totals(counts: Mapping[str, int], wrong: int) -> dict[str, int]:
    """How many rows each filter has."""
    found = {slug: counts.get(change, 0) for slug, _, change in _FILTERS}
    return found | {"": wrong + sum(counts.values()), TO_MEND: wrong}


def _filters(totals: Mapping[str, int], chosen: str) -> tuple[Filter, ...]:
    return tuple(
        Filter(text, totals[slug], f"?{FILTER}={slug}" if slug else "?", slug == chosen)
        for slug, text, _ in _FILTERS
        if totals[slug] or slug in ("", chosen)
    )


def _page_number(query: QueryDict) -> int:
    return max(carried_number(query.get(PAGE, ""), 1), 1)


def _ordered(batch: ImportBatch, change: str) -> QuerySet[StagedLine]:
    """What disappears first, then what changes; within that as in the file."""
    wanted = Q(change=change) if change else Q()
    rank = Case(*(When(change=one, then=Value(n)) for n, one in enumerate(_ORDER)), output_field=IntegerField())
    lines = batch.lines.filter(wanted).select_related(*_PLACES)
    return lines.order_by(rank, "row", "pk")


def new_names(plan: Mapping[str, Any]) -> dict[str, str]:
    """Key -> name of the areas that come with the file."""
    return {area_key(area["grouping"], area["name"]): area["name"] for area in plan.get("new_areas", [])}


def _wrong(problem: ImportProblem, labels: Mapping[int, str]) -> WrongRow:
    label = labels.get(problem.row or 0, "")
    is_plain = problem.place == f"rad {problem.row}"  # says no more than the number of the row does
    sentence = problem.sentence if is_plain or not problem.place else f"{problem.place}: {problem.sentence}"
    in_amount = bool(problem.raw) and problem.raw != label and not is_plain
    return WrongRow(problem.row, label or ("" if in_amount else problem.raw), problem.raw, in_amount, sentence)


def _line(line: StagedLine, unit: MoneyUnit, names: Mapping[str, str], is_done: bool) -> LineRow:
    icon, tone = _STATUS[Change(line.change)]
    area, *beside = _places(line, names) or [EN_DASH]
    return LineRow(
        row=line.row,
        rows=line.rows,
        area=area,
        beside=", ".join(beside),
        is_new_area=bool(line.new_places),
        what=_what(line),
        old=unit.shown(line.old),
        new=unit.shown(line.new),
        change=line.change,
        icon=icon,
        tone=tone,
        effect=_effect(line, unit, is_done),
    )


def _places(line: StagedLine, names: Mapping[str, str]) -> Sequence[str]:
    stored = [(name, getattr(line, name)) for name in _PLACES]
    new = {f"by_{grouping}": names.get(key, key.partition(":")[2]) for grouping, key in line.new_places.items()}
    return [str(area or new[name]) for name, area in stored if area or name in new]


def _what(line: StagedLine) -> str:
    """ "Utfall januari 2016" """
    figure = Figure(line.figure).label.capitalize()
    time = f"{month_name(line.month)} {line.year}" if line.month else str(line.year)
    return f"{figure} per {line.as_of:%Y-%m-%d}" if line.as_of else f"{figure} {time}"


def _effect(line: StagedLine, unit: MoneyUnit, is_done: bool) -> str:
    match line.change:
        case Change.CHANGED if line.old is not None and line.new is not None:
            difference = unit.shown(line.new - line.old, plus=True)
            return f"Ändrades {difference}" if is_done else f"Ändras {difference}"
        case Change.NEW:
            return "Ny"
        case Change.REMOVED:
            return "Togs bort" if is_done else "Tas bort"
    return "Oförändrad"

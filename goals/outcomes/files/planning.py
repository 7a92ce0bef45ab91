"""What a file of outcomes would change. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goals.outcomes.files.lines import Line
from goals.outcomes.files.reading import FileRow
from kommunrapport.measures.hiding import is_survey
from kommunrapport.measures.models import Observation
from kommunrapport.measures.services import MEASURED
from kommunrapport.spreadsheets.problems import Problem, Refused

Status = Observation.Status
BOTH = "Raden har både ett utfall och ett skäl till att det saknas. Ta bort ett av dem."
NEITHER = "Skriv utfallet, eller välj varför det saknas."
NO_PREVIOUS = "Det finns inget utfall från året före att använda. Skriv utfallet, eller välj ett annat läge."
NOT_PREVIOUS = "Utfallet är inte det förra värdet. Töm cellen, eller välj ett annat läge."
NO_SURVEY = "Mätningen är ingen enkät med ett minsta antal svar. Töm cellen."
_NOT_EXPECTED: dict[str, Any] = {"expected_on": None, "expected_text": ""}


@dataclass(frozen=True, slots=True)
class Change:
    """What a row brings: `fields` of Observation that would differ from what is stored; none when nothing would."""

    line: Line
    fields: dict[str, Any]

    @property
    def is_new(self) -> bool:
        return self.line.observation is None


class _WrongRow(ValueError):
    """str() is the sentence; `key` the column."""

    def __init__(self, sentence: str, key: str) -> None:
        super().__init__(sentence)
        self.key = key


def plan_outcomes(rows: Sequence[FileRow]) -> list[Change]:
    """One for each row that says something. Raises Refused with all that can't be."""
    changes, problems = [], []
    for row in rows:
        try:
            if row.said:
                changes.append(Change(row.line, _differing(row)))
        except _WrongRow as wrong:
            problems.append(Problem(str(wrong), row.places[wrong.key] or row.places["slug"]))
    if problems:
        raise Refused(problems)
    return changes


def _differing(row: FileRow) -> dict[str, Any]:
    stored, fields = row.line.observation, {**_of_value(row), **_of_the_rest(row)}
    if stored is None:
        if "status" not in fields:
            raise _WrongRow(NEITHER, "value")
        return fields
    # A hidden value is never compared with one in a file, which would tell what it is; here it is None.
    return {
        name: value
        for name, value in fields.items()
        if (name == "value" and row.line.is_hidden) or getattr(stored, name) != value
    }


def _of_the_rest(row: FileRow) -> dict[str, Any]:
    """Number of answers and note."""
    rest: dict[str, Any] = {name: row.said[name] for name in ("answers", "note") if name in row.said}
    stored = row.line.observation.answers if row.line.observation else None
    if rest.get("answers", stored) != stored and not is_survey(row.line.measure):
        raise _WrongRow(NO_SURVEY, "answers")
    return rest


def _of_value(row: FileRow) -> dict[str, Any]:
    """Value and status, with what belongs to them."""
    status = row.said.get("status") or (_status_of_value(row.line) if "value" in row.said else None)
    if status is None:
        return {}
    if status in MEASURED:
        return _measured(row, str(status))
    if status == Status.CARRIED_FORWARD:
        return _carried_forward(row)
    if "value" in row.said or row.leaves_hidden:
        raise _WrongRow(BOTH, "value")
    kept = {} if status == Status.EXPECTED else _NOT_EXPECTED
    return {"status": str(status), "value": None, "data_year": None, **kept}


def _status_of_value(line: Line) -> str:
    """The status of a value without one: preliminary stays so."""
    stored = line.observation
    return stored.status if stored is not None and stored.status in MEASURED else str(Status.FINAL)


def _measured(row: FileRow, status: str) -> dict[str, Any]:
    stored = row.line.observation
    has_value = stored is not None and (stored.value is not None or row.line.is_hidden)
    if "value" not in row.said and not has_value:
        raise _WrongRow(NEITHER, "value")
    fields = {"status": status, **_NOT_EXPECTED}
    if "value" in row.said:
        fields["value"] = row.said["value"]
    if stored is None or stored.status not in MEASURED:
        fields["data_year"] = None
    return fields


def _carried_forward(row: FileRow) -> dict[str, Any]:
    stored, previous, typed = row.line.observation, row.line.previous, row.said.get("value")
    if stored is not None and stored.status == Status.CARRIED_FORWARD:
        if typed is not None and (row.line.is_hidden or typed != stored.value):
            raise _WrongRow(NOT_PREVIOUS, "value")
        return {"status": stored.status}
    if previous is None or previous.value is None:
        raise _WrongRow(NO_PREVIOUS, "status")
    if row.leaves_hidden or (typed is not None and typed != previous.value):
        raise _WrongRow(NOT_PREVIOUS, "value")
    earlier = previous.observation.data_year if previous.observation else None
    data_year = earlier or previous.year
    return {"status": str(Status.CARRIED_FORWARD), "value": previous.value, "data_year": data_year, **_NOT_EXPECTED}

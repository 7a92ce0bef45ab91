"""What a filled-in register would change. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from internal_control.files.columns import Kind
from internal_control.files.reading import FileRow, Said
from internal_control.files.stored import Register
from internal_control.models import ControlPlan, ImprovementAction
from internal_control.scale import Scale
from internal_control.services.plans import plan_lock_sentence
from kommunrapport.spreadsheets.problems import Problem, Refused

type Parts = dict[str, dict[str, Any]]

_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.RISK: ("title", "category", "likelihood", "impact"),
    Kind.CONTROL: ("area", "title"),
    Kind.ACTION: ("text",),
}
_WHERE: Mapping[str, str] = {
    **dict.fromkeys(("likelihood", "impact", "reason"), "rating"),
    **dict.fromkeys(("due_on", "due_text"), "when"),
    **dict.fromkeys(("status", "closed_on", "remark"), "mark"),
}
_RATED = ("likelihood", "impact")
NO_RISK = "Risken finns inte i registret. Läs in den först, och skriv sedan numret som den fick."
NO_CONTROL = "Kontrollen finns inte i årets plan. Läs in den först, och skriv sedan numret som den fick."
NO_POSITION = "Befattningen finns inte i programmet, eller flera heter så. Skriv en annan, eller töm cellen."
NOT_CLOSED = "Åtgärden är inte avslutad. Ta bort dagen, eller ändra läget."
TO_COME = "Dagen har inte varit än. Skriv den dag då åtgärden avslutades."


@dataclass(frozen=True, slots=True)
class Change:
    """What a row brings. `parts` are fields of models by what is saved: "what", "rating", "when", "mark"."""

    row: FileRow
    parts: Parts

    @property
    def is_new(self) -> bool:
        return self.row.stored is None


class Planner:
    """Plans the rows of one file; `plan` is the control plan of the year, None when there is none yet."""

    def __init__(self, register: Register, scale: Scale, plan: ControlPlan | None, today: datetime.date) -> None:
        self._register, self._scale, self._plan, self._today = register, scale, plan, today
        self._problems: list[Problem] = []

    def plan(self, rows: Sequence[FileRow]) -> list[Change]:
        """One for each row. Raises Refused with all that can't be."""
        changes = [Change(row, self._parts(row)) for row in rows]
        if self._problems:
            raise Refused(self._problems)
        return changes

    def _parts(self, row: FileRow) -> Parts:
        if row.said or row.stored is None:
            self._check(row)
        parts: Parts = {}
        for key, value in row.said.items():
            where = _WHERE.get(key, "what")
            if where == "when" and row.table.kind == Kind.ACTION:
                where = "what"
            parts[where] = parts.get(where, {}) | self._fields(row, key, value)
        return parts

    def _check(self, row: FileRow) -> None:
        for key in _NEEDED[row.table.kind] if row.stored is None else ():
            if key not in row.said:
                self._tell(row, key, f"Skriv {row.table.by_key[key].heading.lower()}. En ny rad behöver det.")
        match row.table.kind:
            case Kind.RISK:
                self._check_rating(row)
            case Kind.CONTROL if self._plan is not None and self._plan.is_decided:
                self._tell(row, "title", plan_lock_sentence(self._plan))
            case Kind.ACTION:
                self._check_closing(row)

    def _check_rating(self, row: FileRow) -> None:
        """Both steps, and on the kommun's scale."""
        for key, steps in zip(_RATED, (self._scale.likelihood, self._scale.impact), strict=True):
            known = [step.value for step in steps]
            if key in row.said and row.said[key] not in known:
                self._tell(row, key, f"Skriv ett steg på skalan, {known[0]} till {known[-1]}.")
        judged = {key for key in _RATED if key in row.said or (row.stored and row.stored.values.get(key))}
        if "reason" in row.said or judged:
            for key in sorted(set(_RATED) - judged) if row.stored is not None else ():
                self._tell(row, key, "Skriv både sannolikhet och konsekvens. Risken är inte bedömd i år.")

    def _check_closing(self, row: FileRow) -> None:
        day = row.said.get("closed_on")
        if not isinstance(day, datetime.date):
            return
        status = row.said.get("status", row.stored.values["status"] if row.stored else None)
        if status not in ImprovementAction.CLOSED:
            self._tell(row, "closed_on", NOT_CLOSED)
        elif day > self._today:
            self._tell(row, "closed_on", TO_COME)

    def _fields(self, row: FileRow, key: str, value: Said) -> dict[str, Any]:
        """The fields of a model that one cell says something of."""
        match key:
            case "risk":
                return {"risk_id": self._known(row, key, self._register.risks.get(int(str(value))), NO_RISK)}
            case "control":
                found = self._register.find(Kind.CONTROL, int(str(value)))
                return {"control_test_id": self._known(row, key, found.number if found else None, NO_CONTROL)}
            case "owner":
                return {"owner_id": self._known(row, key, self._register.position(str(value)), NO_POSITION)}
            case "responsible":
                position = self._register.position(str(value))
                return {"responsible_id": position, "responsible_text": "" if position else str(value)}
        return {key: value}

    def _known(self, row: FileRow, key: str, found: int | None, sentence: str) -> int | None:
        if found is None:
            self._tell(row, key, sentence)
        return found

    def _tell(self, row: FileRow, key: str, sentence: str) -> None:
        raw = row.said.get(key, "")
        self._problems.append(Problem(sentence, row.places[key], str(raw)))

"""From the names and codes of a file to areas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from budget.imports import words
from budget.imports.mapping import NEW, SKIP, Mapping, area_key
from budget.models import AreaCode, BudgetArea
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name or code leads: an area, a new area by its name, or nowhere (`skipped`)."""

    area_id: int | None = None
    new: str = ""
    skipped: bool = False


class AreaIndex:
    """The areas that a file of the unit may lead to, read once: the unit's own, those below it and those above."""

    def __init__(self, org_unit: OrgUnit, year: int, mapping: Mapping) -> None:
        children = OrgUnit.objects.child_ids()
        units = ids_below([org_unit.pk], children) | set(_above(org_unit))
        areas = list(BudgetArea.objects.filter(org_unit__in=units).valid_in(year))
        self._mapping = mapping
        self.areas = {area.pk: area for area in areas}
        parents = {area.parent_id for area in areas}
        self.leaves = {area.pk: area for area in areas if area.pk not in parents}
        self._names: dict[tuple[str, str], list[int]] = {}
        for area in self.leaves.values():
            self._names.setdefault((area.grouping, words.folded(area.name)), []).append(area.pk)
        self._codes = _read_codes(self.leaves, year)

    def has_areas(self, grouping: str) -> bool:
        return any(area.grouping == grouping for area in self.leaves.values())

    def codes(self) -> list[tuple[tuple[str, str], int]]:
        """((grouping, code), pk of the area it leads to), whole codes and beginnings."""
        return list(self._codes.items())

    def by_code(self, grouping: str, code: str) -> Place | None:
        """Where a code leads: its whole, else its longest beginning; None when it leads nowhere."""
        return self._chosen(grouping, code) or self._coded(grouping, code)

    def by_name(self, grouping: str, name: str, heading: str = "") -> Place | None:
        """Where a name leads; a name that stands twice is told apart by the heading it stands under."""
        chosen = self._chosen(grouping, name)
        if chosen:
            return chosen
        found = self._names.get((grouping, words.folded(name)), [])
        if len(found) > 1:
            under = [pk for pk in found if self._is_under(pk, heading)]
            found = under if len(under) == 1 else []
        return Place(found[0]) if found else None

    def nearest_name(self, grouping: str, name: str) -> str:
        """The area whose name is most like this one; "" when none is."""
        names = {words.folded(area.name): area.name for area in self.leaves.values() if area.grouping == grouping}
        close = get_close_matches(words.folded(name), names, n=1, cutoff=0.7)
        return names[close[0]] if close else ""

    def nearest_code(self, grouping: str, code: str) -> str:
        close = get_close_matches(code, [known for group, known in self._codes if group == grouping], n=1, cutoff=0.6)
        return close[0] if close else ""

    def _chosen(self, grouping: str, text: str) -> Place | None:
        """What a person has said of this name or code, if it still holds."""
        choice = self._mapping.areas.get(area_key(grouping, text), "")
        if choice == SKIP:
            return Place(skipped=True)
        if choice == NEW:
            return Place(new=" ".join(text.split()))
        return Place(int(choice)) if choice.isdecimal() and int(choice) in self.leaves else None

    def _coded(self, grouping: str, code: str) -> Place | None:
        if (grouping, code) in self._codes:
            return Place(self._codes[grouping, code])
        area = self.leaves.get(int(code[1:])) if re.fullmatch(r"#\d{1,9}", code) else None
        if area is not None and area.grouping == grouping:
            return Place(area.pk)  # as the import template writes an area without a code
        for length in range(len(code), -1, -1):
            begun = self._codes.get((grouping, f"{code[:length]}*"))
            if begun is not None:
                return Place(begun)
        return None

    def _is_under(self, pk: int, heading: str) -> bool:
        parent = self.areas.get(self.leaves[pk].parent_id or 0)
        return parent is not None and words.folded(parent.name) == words.folded(heading)


def _read_codes(leaves: dict[int, BudgetArea], year: int) -> dict[tuple[str, str], int]:
    codes = AreaCode.objects.filter(area__in=leaves).valid_in(year)
    return {(leaves[code.area_id].grouping, code.code.strip()): code.area_id for code in codes}


def _above(org_unit: OrgUnit) -> Sequence[int]:
    found = []
    unit: OrgUnit | None = org_unit
    while unit is not None:
        found.append(unit.pk)
        unit = unit.parent
    return found

"""The units that a file of one unit may be about: itself and all below it."""

from __future__ import annotations

from collections import Counter

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below


class UnitNames:
    """The unit and those below it, and what each is called in a file: its name, where only one has it, or its slug."""

    def __init__(self, top: OrgUnit) -> None:
        children = OrgUnit.objects.child_ids()
        found = OrgUnit.objects.filter(pk__in=ids_below([top.pk], children)).select_related("parent__parent__parent")
        by_pk = {unit.pk: unit for unit in found.exclude(kind=OrgUnit.Kind.PRIVATE_PROVIDER)}
        self.units: list[OrgUnit] = _in_tree_order(top.pk, by_pk, children)
        names = Counter(_plain(unit.name) for unit in self.units)
        self._own_names = {name for name, count in names.items() if count == 1}
        self._found = {_plain(unit.name): unit for unit in self.units if _plain(unit.name) in self._own_names}
        self._found |= {_plain(unit.slug): unit for unit in self.units}

    def find(self, text: str) -> OrgUnit | None:
        """None when no unit is called that, or several are."""
        return self._found.get(_plain(text))

    def name_of(self, unit: OrgUnit) -> str:
        return unit.name if self._found.get(_plain(unit.name)) == unit else unit.slug


def _in_tree_order(top: int, by_pk: dict[int, OrgUnit], children: dict[int | None, list[int]]) -> list[OrgUnit]:
    """Each unit before those below it."""
    ordered: list[OrgUnit] = []
    waiting = [top]
    while waiting:
        pk = waiting.pop()
        if pk in by_pk:
            ordered.append(by_pk[pk])
        below = [by_pk[child] for child in children.get(pk, []) if child in by_pk]
        waiting.extend(unit.pk for unit in sorted(below, key=lambda unit: (unit.order, unit.name), reverse=True))
    return ordered


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

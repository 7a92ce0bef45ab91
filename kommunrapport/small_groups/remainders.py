"""Who is left of a group when those of it who are shown are taken away: few people can be left, though no group is.

Two units of four and five people are hidden, and the third is shown: the nine are the unit above minus the third. So
are the five men of whom nothing is stored, where all and the women are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kommunrapport.small_groups.groups import Group, Layer, Tree

NOBODY: frozenset[Group] = frozenset()


@dataclass(frozen=True, slots=True)
class Covered:
    """How many of a group are in shown parts of it, and in which. `is_all`: there is nobody else."""

    people: int = 0
    groups: frozenset[Group] = NOBODY
    is_all: bool = False


class Remainders:
    """What is shown of the groups of one period."""

    def __init__(self, tree: Tree, layer: Layer, hidden: Collection[Group]) -> None:
        self._tree, self._layer, self._hidden = tree, layer, hidden
        self._covered: dict[Group, Covered] = {}

    def of_few(self, least: int) -> Iterator[tuple[Group, frozenset[Group]]]:
        """(a group, all that is shown of it and its parts) where fewer than `least` are left of it."""
        for unit in sorted(self._tree.units):
            for group in (Group(unit, *cell) for cell in self._tree.cells()):
                known = self._cover(group)
                if not known.is_all:
                    continue
                for found in self._ways(group):
                    if not found.is_all and 0 < known.people - found.people < least:
                        yield group, known.groups | found.groups

    def _cover(self, group: Group) -> Covered:
        """The most of a group that can be put together of shown ones that have nobody in common."""
        if group not in self._covered:
            size = self._layer.get(group)
            if size is not None and size.people is not None and (size.is_nobody or group not in self._hidden):
                found = Covered(size.people, frozenset() if size.is_nobody else frozenset([group]), is_all=True)
            else:
                found = max(self._ways(group), key=lambda way: (way.is_all, way.people), default=Covered())
            self._covered[group] = found
        return self._covered[group]

    def _ways(self, group: Group) -> Iterator[Covered]:
        for parts in self._tree.partitions(group):
            yield self._together(parts, is_partition=True)
        if below := self._tree.inside(group):
            yield self._together(below, is_partition=False)

    def _together(self, parts: Sequence[Group], *, is_partition: bool) -> Covered:
        found = [self._cover(part) for part in parts]
        return Covered(
            sum(one.people for one in found),
            frozenset().union(*(one.groups for one in found)),
            is_partition and all(one.is_all for one in found),
        )

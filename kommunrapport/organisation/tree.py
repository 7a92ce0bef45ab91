"""Walking the tree of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def ids_below(roots: Iterable[int | None], children: Mapping[int | None, Sequence[int]]) -> frozenset[int]:
    """The ids of `roots` and of all under them; None is what stands above the whole tree.

    `children` is as from `OrgUnit.objects.child_ids()`.
    """
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        unit = waiting.pop()
        if unit is not None:
            found.add(unit)
        waiting.extend(child for child in children.get(unit, []) if child not in found)
    return frozenset(found)

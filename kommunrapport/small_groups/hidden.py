"""The decision: small groups are hidden, and then others until nothing small is shown or can be computed.

A group is the women, the men or all of a unit, of one age group or all. Its figures add up: all = women + men, all ages
= the three age groups, a unit = the units below it + the people who are in none of them. So when a small group is
hidden, some others must be too. What is shown counts as if its hours were known, although pages show percentages:
who reads may know the hours from somewhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kommunrapport.small_groups.groups import Group, Layer, Size, Tree, with_empty_groups
from kommunrapport.small_groups.relations import Relations, read_rests
from kommunrapport.small_groups.remainders import Remainders

LEAST_SHOWN = 11  # a group of ten is not shown, one of eleven is


def hidden_groups(
    layers: Sequence[Layer],
    parents: Mapping[int, int | None],
    least: int = LEAST_SHOWN,
    telling: Collection[Group] = (),
) -> frozenset[Group]:
    """Return the groups that must not be shown in any of `layers`.

    A layer has the groups with figures of one period; layers are periods that overlap, and whose figures could be
    taken from each other. What is hidden in one is therefore hidden in all. `parents` is the tree of units. A group in
    `telling` gives its parts away when it is shown: where nobody was sick, no part of it was.
    """
    layers = [with_empty_groups(layer, Tree(layer, parents)) for layer in layers]
    sizes = _worst(layers)
    tree = Tree(sizes, parents)
    trees = [Tree(layer, parents) for layer in layers]
    relations = _relations([(tree, sizes), *zip(trees, layers, strict=True)], layers, least)
    hidden = {group for group, size in sizes.items() if size.is_small(least)}
    before = None
    while before != len(hidden):
        before = len(hidden)
        for one in relations:
            _hide_what_gives_away(one, least, sizes, hidden)
        for own, layer in zip(trees, layers, strict=True):
            _hide_remainders(own, layer, least, sizes, hidden)
        hidden |= {group for group in telling if any(tree.is_part(small, group) for small in hidden)}
    return frozenset(hidden)


def _worst(layers: Iterable[Layer]) -> dict[Group, Size]:
    """Each group at its smallest; nobody is no group."""
    found: dict[Group, Size] = {}
    for layer in layers:
        for group, size in layer.items():
            known = found.get(group, size)
            people = None
            if known.people is not None and size.people is not None:
                people = min(filter(None, (known.people, size.people)), default=0)
            found[group] = Size(people, known.is_identifiable or size.is_identifiable)
    return found


def _relations(structures: Iterable[tuple[Tree, Layer]], layers: Sequence[Layer], least: int) -> list[Relations]:
    """Each way that the groups add up in some period, once: units and groups come and go.

    All groups of any period together are one structure more, since periods add up too.
    """
    found: dict[tuple[object, ...], Relations] = {}
    (tree, sizes), *own = structures
    for structure in [*own, *((tree, layer) for layer in layers)]:
        of_tree, layer = structure
        groups = sizes if of_tree is tree else layer
        nobody = frozenset(group for group in groups if groups[group].is_nobody)
        key = frozenset(groups), nobody, read_rests(layer, of_tree, least)
        found.setdefault(key, Relations(of_tree, *key)).layers.append(layer)
    return list(found.values())


def _hide_what_gives_away(relations: Relations, least: int, sizes: Layer, hidden: set[Group]) -> None:
    """Hide one more of the groups that give a hidden one away, until none is."""
    while True:
        found = {
            group: row
            for group, row in sorted(relations.given_away(hidden).items())
            if group in hidden or relations.is_of_few(group, row, least)
        }
        if not found:
            return
        for group, row in found.items():
            if row and not row.keys() & hidden:
                hidden.add(min(row, key=lambda one: _loss(one, group, sizes)))
        if all(not row for row in found.values()):
            return  # nothing shown is behind them: they are 0 whatever is hidden


def _hide_remainders(tree: Tree, layer: Layer, least: int, sizes: Layer, hidden: set[Group]) -> None:
    """Hide one more where few are left of a group beside what is shown of it, until nowhere are."""
    while found := next(Remainders(tree, layer, hidden).of_few(least), None):
        group, shown = found
        hidden.add(min(shown, key=lambda one: _loss(one, group, sizes)))


def _loss(group: Group, for_the_sake_of: Group, sizes: Layer) -> tuple[object, ...]:
    """How much is lost by hiding it: the smaller the unit the less, then parts before wholes, then small before large.

    The other parts of what the hidden group is a part of are the nearest to hide.
    """
    whole = sizes.get(Group(group.org_unit_id))
    of_unit = (whole.people if whole else None) or 0
    is_sibling = group.org_unit_id == for_the_sake_of.org_unit_id and not group.is_whole
    return not is_sibling, of_unit, group.is_whole, sizes[group].people or 0, group

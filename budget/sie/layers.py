"""From what a file states on several levels to one set of amounts that can be added up.

A month's `{}` row is the account's total and already holds the object rows. So the object rows are kept, and what the
total has beyond them becomes one row without object. A file may also state the same money once per dimension (by cost
centre, and again by project); then only one of them is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from budget.sie.content import Kind, PeriodAmount
from budget.sie.fields import Objects, dimension_order

type Place = tuple[int, str]  # month and account
type Key = tuple[int, str, Objects]
type Stated = tuple[Decimal, int]  # amount and line
type Signature = tuple[str, ...]  # the dimensions of a row


@dataclass(slots=True)
class Layer:
    """All rows of one kind and year as the file states them: totals without objects, and parts with.

    `each_part_counts` when the parts come from vouchers, where no row repeats the money of another.
    """

    kind: Kind
    year: int
    totals: dict[Place, Stated] = field(default_factory=dict)
    parts: dict[Key, Stated] = field(default_factory=dict)
    each_part_counts: bool = False

    def add(self, month: int, account: str, objects: Objects, amount: Decimal, line: int) -> int:
        """Keep a row and return 0, or the line where the same key already stands."""
        stated = (amount, line)
        if objects:
            return self._earlier(self.parts.setdefault((month, account, objects), stated), stated)
        return self._earlier(self.totals.setdefault((month, account), stated), stated)

    @staticmethod
    def _earlier(kept: Stated, stated: Stated) -> int:
        return 0 if kept is stated else kept[1]


@dataclass(slots=True)
class CleanLayer:
    """`rows` add up. `chosen` is the one of `overlapping` that was kept. `rest_count` rows with a sum of `rest_sum` kr
    are what totals hold beyond their objects, the first on `rest_line`. `undecided` are lines where money may stand
    twice and nothing in the file tells.
    """

    kind: Kind
    year: int
    rows: list[PeriodAmount] = field(default_factory=list)
    overlapping: tuple[Signature, ...] = ()
    chosen: Signature = ()
    undecided: list[int] = field(default_factory=list)
    rest_count: int = 0
    rest_sum: Decimal = Decimal(0)
    rest_line: int = 0
    without_persons: bool = False


def clean(layer: Layer, *, personal: frozenset[str], dimension: str | None) -> CleanLayer:
    """Return the set of amounts of `layer` that counts nothing twice.

    `personal` are dimensions whose objects are left out (their money stays). `dimension` is the one to keep where the
    same money stands once per dimension; None takes the one that most often adds up to the totals.
    """
    cleaned = CleanLayer(layer.kind, layer.year)
    parts = _counted_once(layer, cleaned, personal, dimension)
    if any(pair[0] in personal for objects in {key[2] for key in parts} for pair in objects):
        cleaned.without_persons = True
        parts = _without(personal, parts)
    _write_rows(layer, parts, cleaned)
    return cleaned


def _counted_once(
    layer: Layer, cleaned: CleanLayer, personal: frozenset[str], dimension: str | None
) -> dict[Key, Stated]:
    """The parts without those that state the same money by another dimension."""
    if layer.each_part_counts or len({_signature(objects) for _, _, objects in layer.parts}) < 2:
        return layer.parts
    sums = _sums_by_signature(layer)
    mixed = {place: by_signature for place, by_signature in sums.items() if len(by_signature) > 1}
    if _adds_up(layer, mixed):
        return layer.parts
    unknown = mixed.keys() - layer.totals.keys()
    if unknown:
        cleaned.undecided = sorted(line for key, (_, line) in layer.parts.items() if key[:2] in unknown)
        return {}
    cleaned.overlapping = tuple(sorted({one for found in mixed.values() for one in found}, key=_order))
    cleaned.chosen = _best(layer, mixed, cleaned.overlapping, personal, dimension)
    return {
        key: stated
        for key, stated in layer.parts.items()
        if key[:2] not in mixed or _signature(key[2]) == cleaned.chosen
    }


def _adds_up(layer: Layer, mixed: dict[Place, dict[Signature, Decimal]]) -> bool:
    """Whether rows with different dimensions are different money, so that all of them count.

    The totals tell. Without any total, rows that have several objects show that each row is a whole code string.
    """
    with_total = [place for place in mixed if place in layer.totals]
    if with_total:
        return all(sum(mixed[place].values()) == layer.totals[place][0] for place in with_total)
    return not mixed or any(len(one) > 1 for found in mixed.values() for one in found)


def _best(
    layer: Layer,
    mixed: dict[Place, dict[Signature, Decimal]],
    candidates: Iterable[Signature],
    personal: frozenset[str],
    dimension: str | None,
) -> Signature:
    """The wished dimension if there is one, else the one that most often adds up to the totals, never people's."""
    hits: defaultdict[Signature, int] = defaultdict(int)
    for place, found in mixed.items():
        for one, amount in found.items():
            hits[one] += amount == layer.totals[place][0]
    return min(candidates, key=lambda one: (dimension not in one, bool(personal & {*one}), -hits[one], _order(one)))


def _write_rows(layer: Layer, parts: dict[Key, Stated], cleaned: CleanLayer) -> None:
    kind, year, rows = layer.kind, layer.year, cleaned.rows
    sums: defaultdict[Place, Decimal] = defaultdict(Decimal)
    for (month, account, objects), (amount, line) in parts.items():
        place = (month, account)
        if objects:
            sums[place] += amount
        if objects or place not in layer.totals:
            rows.append(PeriodAmount(kind, year, month, account, objects, amount, line))
    for place, (total, line) in layer.totals.items():
        is_rest, amount = place in sums, total - sums.get(place, 0)
        if is_rest and not amount:
            continue
        rows.append(PeriodAmount(kind, year, *place, (), amount, line, is_rest))
        if is_rest:
            cleaned.rest_count += 1
            cleaned.rest_sum += amount
            cleaned.rest_line = cleaned.rest_line or line


def _without(personal: frozenset[str], parts: dict[Key, Stated]) -> dict[Key, Stated]:
    """The parts with people's objects taken away, and added where that makes two of them alike."""
    merged: dict[Key, Stated] = {}
    for (month, account, objects), (amount, line) in parts.items():
        key = (month, account, tuple(pair for pair in objects if pair[0] not in personal))
        earlier = merged.get(key)
        merged[key] = (earlier[0] + amount, earlier[1]) if earlier else (amount, line)
    return merged


def _sums_by_signature(layer: Layer) -> dict[Place, dict[Signature, Decimal]]:
    sums: defaultdict[Place, dict[Signature, Decimal]] = defaultdict(dict)
    for (month, account, objects), (amount, _) in layer.parts.items():
        found, signature = sums[month, account], _signature(objects)
        found[signature] = found.get(signature, Decimal(0)) + amount
    return sums


def _signature(objects: Objects) -> Signature:
    return tuple(dimension for dimension, _ in objects)


def _order(signature: Signature) -> list[tuple[int, str]]:
    return [dimension_order(dimension) for dimension in signature]

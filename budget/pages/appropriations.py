"""Ram och anslag: frames, financing from others, satsningar over years and demands to save."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from budget.area_figures import total_of
from budget.models import Appropriation
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.choices import Choice, unit_choices
from budget.units import units_around
from kommunrapport.http import Lens
from kommunrapport.numbers import EN_DASH, count_word

Kind = Appropriation.Kind
HEADINGS = {
    Kind.FRAME: ("Ramar", "Lägg till ram", "Ingen ram är inlagd."),
    Kind.INTERNAL_FINANCING: ("Finansiering av andra", "Lägg till finansiering", "Inget betalas av andra."),
    Kind.EARMARKED: ("Satsningar", "Lägg till satsning", "Inga satsningar är inlagda."),
    Kind.EFFICIENCY: ("Effektiviseringskrav", "Lägg till krav", "Inga krav är inlagda."),
}


@dataclass(frozen=True, slots=True)
class AppropriationRow:
    """One amount. `years` are the same satsning in other years: "2016: 50 000, 2017: 60 000"."""

    appropriation: Appropriation
    amount: str
    period: str
    achieved: str
    left: str
    years: str


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The amounts of one kind, with their sum where there is more than one."""

    kind: str
    heading: str
    add: str
    empty: str
    rows: tuple[AppropriationRow, ...]
    total: str
    achieved: str

    @property
    def is_followed_up(self) -> bool:
        return self.kind in (Kind.EARMARKED, Kind.EFFICIENCY)

    @property
    def is_demand(self) -> bool:
        return self.kind == Kind.EFFICIENCY


@dataclass(frozen=True, slots=True)
class Appropriations:
    """Everything the page shows."""

    groups: tuple[KindGroup, ...]
    money: MoneyUnit
    units: tuple[Choice, ...]
    lead: str


def read_appropriations(lens: Lens, query: QueryDict) -> Appropriations:
    """The unit's own, and of a kind it has none of those below it; of satsningar also the other years."""
    within = units_around(lens.org_unit).within
    found = list(Appropriation.objects.filter(org_unit__in=within).select_related("org_unit"))
    now = [a for kind in Kind for a in _own_or_below(found, kind, lens)]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting(
        amount for a in now for amount in (a.amount, a.period_amount, a.achieved)
    )
    groups = [_group(kind, [a for a in now if a.kind == kind], _other_years(found, lens), money) for kind in Kind]
    return Appropriations(tuple(groups), money, unit_choices(query, money), _lead(groups, now, money))


def _own_or_below(found: Iterable[Appropriation], kind: Kind, lens: Lens) -> list[Appropriation]:
    """A frame of the unit and those of its parts are the same money."""
    now = [a for a in found if a.kind == kind and a.year == int(lens.year)]
    return [a for a in now if a.org_unit_id == lens.org_unit.pk] or now


def _other_years(found: Iterable[Appropriation], lens: Lens) -> dict[str, list[Appropriation]]:
    """Satsningar of other years by their name, the earliest first."""
    named: dict[str, list[Appropriation]] = defaultdict(list)
    for a in sorted(found, key=lambda a: a.year):
        if a.kind == Kind.EARMARKED and a.year != int(lens.year) and a.amount is not None:
            named[a.label.casefold()].append(a)
    return named


def _group(
    kind: Kind, found: Sequence[Appropriation], others: dict[str, list[Appropriation]], money: MoneyUnit
) -> KindGroup:
    heading, add, empty = HEADINGS[kind]
    rows = tuple(_row(a, others.get(a.label.casefold(), []) if kind == Kind.EARMARKED else [], money) for a in found)
    total = total_of(a.amount for a in found)
    several = len(found) > 1
    return KindGroup(
        kind=kind,
        heading=heading,
        add=add,
        empty=empty,
        rows=rows,
        total=money.shown(total) if several else "",
        achieved=money.shown(total_of(a.achieved for a in found)) if several else "",
    )


def _row(a: Appropriation, others: Sequence[Appropriation], money: MoneyUnit) -> AppropriationRow:
    left = None if a.achieved is None or a.amount is None else a.amount - a.achieved
    return AppropriationRow(
        appropriation=a,
        amount=money.shown(a.amount),
        period=_period(a, money),
        achieved=money.shown(a.achieved),
        left=money.shown(left),
        years=", ".join(f"{other.year}: {money.shown(other.amount)}" for other in others),
    )


def _period(a: Appropriation, money: MoneyUnit) -> str:
    """ "2017–2019, 200 000 i allt" """
    years = f"{a.period_from}{EN_DASH}{a.period_to}" if a.period_from else ""
    whole = f"{money.shown(a.period_amount)} i allt" if a.period_amount is not None else ""
    return ", ".join(part for part in (years, whole) if part)


def _lead(groups: Sequence[KindGroup], now: Sequence[Appropriation], money: MoneyUnit) -> str:
    if not now:
        return "Inget är inlagt ännu."
    frame = total_of(a.amount for a in now if a.kind == Kind.FRAME)
    demands = [a for a in now if a.kind == Kind.EFFICIENCY and a.amount is not None]
    sentences = [f"Ramen är {money.with_name(frame)}."] if frame is not None else []
    if demands:
        asked = sum((a.amount or Decimal(0) for a in demands), Decimal(0))
        done = total_of(a.achieved for a in demands)
        if done is None:
            sentences.append(f"Effektiviseringskravet är {money.with_name(asked)}.")
        else:
            sentences.append(
                f"Av effektiviseringskravet på {money.with_name(asked)} är {money.with_name(done)} genomfört."
            )
    if not sentences:
        sentences.append(f"{count_word(len(now)).capitalize()} anslag är inlagda.")
    return " ".join(sentences)

"""The hours of the parts are those of the whole. Of what is hidden nothing is said but that it does not add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.numbers import format_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import rounding_step, within_rounding
from personnel.checks.reading import PARTITIONS, WHOLE, reader_of, sick_leave_of_year, staff_finding
from personnel.figures import Margin
from personnel.models import SickLeave
from personnel.tables.sick_leave import DECIMALS
from personnel.tables.words import GROUP_NAMES, period_words

_WHOLE_HOURS = 0
_PLACES_OF_HOURS = 2
_HOURS = {"ordinary_hours": "ordinarie timmar", "sick_hours": "sjuktimmar"}
HIDDEN_WHY = "Uppgifterna om grupperna visas inte, så det står inte här hur mycket det skiljer."


@dataclass(frozen=True, slots=True)
class Parted:
    """The stored whole of a unit's sick leave in a period, and all its parts of one kind, which `parts_word` names."""

    whole: SickLeave
    parts: tuple[SickLeave, ...]
    parts_word: str
    is_hidden: bool

    @property
    def key(self) -> str:
        row = self.whole
        return f"{row.from_date}:{row.to_date}:{row.denominator}:{self.parts_word[0]}"

    @property
    def period(self) -> str:
        return period_words((self.whole.from_date, self.whole.to_date))

    def differences(self) -> Iterator[tuple[str, Decimal, Decimal]]:
        """(what, the whole, how much more the parts are) of hours that differ by more than rounding."""
        for field, word in _HOURS.items():
            whole, *parts = (getattr(row, field) for row in (self.whole, *self.parts))
            are_whole = all(hours == hours.to_integral_value() for hours in (whole, *parts))
            step = rounding_step(_WHOLE_HOURS if are_whole else _PLACES_OF_HOURS)
            if not within_rounding(sum(parts, Decimal(0)), whole, step, len(parts)):
                yield word, whole, sum(parts, Decimal(0)) - whole


@rule("personnel.hours", title="Sjukfrånvarons timmar")
def hours_of_parts(scope: CheckScope) -> Iterator[Finding]:
    """Women and men, and the age groups, have together the hours of all: an error beyond what rounding explains."""
    for found in parted(scope):
        differences = list(found.differences())
        if differences:
            words = " och ".join(word for word, _, _ in differences)
            yield staff_finding(
                scope,
                found.key,
                Severity.ERROR,
                f"{words.capitalize()} för {found.parts_word} är inte lika många som totalt",
                _why(found, differences),
                found.whole.org_unit_id,
            )


def _why(found: Parted, differences: Sequence[tuple[str, Decimal, Decimal]]) -> str:
    """How much in percent of the whole, when neither the whole nor any part is hidden."""
    if found.is_hidden:
        return f"Det gäller {found.period}. {HIDDEN_WHY}"
    said = [f"{word.capitalize()}: {_percent_off(whole, more)}." for word, whole, more in differences]
    return " ".join([f"Det gäller {found.period}.", *said])


def _percent_off(whole: Decimal, more: Decimal) -> str:
    if not whole:
        return "totalt är de noll"
    percent = format_number(abs(100 * more / whole), DECIMALS)
    return f"delarna är tillsammans {percent} procent {'fler' if more > 0 else 'färre'}"


@rule("personnel.between", title="Sjukfrånvaro mellan delarna")
def whole_between_parts(scope: CheckScope) -> Iterator[Finding]:
    """The share of everybody lies between those of the parts, as they are shown; nothing is said of what is hidden."""
    for found in parted(scope):
        shares = [] if found.is_hidden else [_share(row) for row in (found.whole, *found.parts)]
        whole, *parts = shares or [None]
        known = [part for part in parts if part is not None]
        if whole is None or len(known) < len(found.parts) or min(known) <= whole <= max(known):
            continue
        said = [f"{_name(row)} {format_number(part, DECIMALS)}" for row, part in zip(found.parts, known, strict=True)]
        yield staff_finding(
            scope,
            found.key,
            Severity.WARNING,
            f"Sjukfrånvaron totalt ligger inte mellan dem för {found.parts_word}",
            f"Totalt är den {format_number(whole, DECIMALS)} procent. {', '.join(said)} procent.",
            found.whole.org_unit_id,
        )


def _share(row: SickLeave) -> Decimal | None:
    """In percent, as it is printed."""
    if not row.ordinary_hours:
        return None
    return (100 * row.sick_hours / row.ordinary_hours).quantize(Decimal(1).scaleb(-DECIMALS))


def _name(row: SickLeave) -> str:
    return GROUP_NAMES[row.sex, row.age_group]


def parted(scope: CheckScope) -> Iterator[Parted]:
    """Every stored whole with all the parts of one kind stored too."""
    hiding = reader_of(scope).hiding
    for rows in _by_place(sick_leave_of_year(scope)).values():
        for word, margins in PARTITIONS.items():
            parts = tuple(rows[margin] for margin in margins if margin in rows)
            if WHOLE in rows and len(parts) == len(margins):
                is_hidden = any(hiding.hides(row) for row in (rows[WHOLE], *parts))
                yield Parted(rows[WHOLE], parts, word, is_hidden)


def _by_place(rows: Sequence[SickLeave]) -> Mapping[tuple[object, ...], dict[Margin, SickLeave]]:
    found: dict[tuple[object, ...], dict[Margin, SickLeave]] = defaultdict(dict)
    for row in rows:
        found[row.org_unit_id, row.from_date, row.to_date, row.denominator][row.sex, row.age_group] = row
    return found

"""What the pages of Avstämning show: findings by how bad they are, and what has been accepted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from kommunrapport.dates import format_time
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.quality.checking import Checked, run_checks
from kommunrapport.quality.counting import remember_errors
from kommunrapport.quality.registry import Severity
from kommunrapport.quality.scope import CheckScope, check_scope

MOST_BESIDE = 5  # what a list beside something else has room for


@dataclass(frozen=True, slots=True)
class Words:
    """How a severity is called and drawn."""

    one: str
    many: str
    heading: str
    tone: str
    symbol: str


WORDS = {
    Severity.ERROR: Words("ett fel", "fel", "Fel", "bad", "bad"),
    Severity.WARNING: Words("en varning", "varningar", "Varningar", "way", "warn"),
    Severity.INFO: Words("en upplysning", "upplysningar", "Upplysningar", "none", "info"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The open findings of one severity."""

    severity: Severity
    findings: tuple[Checked, ...]

    @property
    def words(self) -> Words:
        return WORDS[self.severity]

    @property
    def is_folded(self) -> bool:
        """What need not be sorted out does not stand in the way of what must."""
        return self.severity == Severity.INFO


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything found in a scope, for one user. `url` is the page's own; those of its findings begin with it."""

    scope: CheckScope
    checked: tuple[Checked, ...]
    url: str
    may_accept: bool
    at: datetime.datetime

    @property
    def open(self) -> tuple[Checked, ...]:
        return tuple(checked for checked in self.checked if not checked.is_accepted)

    @property
    def accepted(self) -> tuple[Checked, ...]:
        return tuple(checked for checked in self.checked if checked.is_accepted)

    @property
    def groups(self) -> list[Group]:
        by_severity = groupby(self.open, key=lambda checked: checked.finding.severity)
        return [Group(severity, tuple(found)) for severity, found in by_severity]

    def count(self, severity: Severity) -> int:
        return sum(checked.finding.severity == severity for checked in self.open)

    @property
    def error_count(self) -> int:
        return self.count(Severity.ERROR)

    @property
    def errors(self) -> str:
        """The number of open errors in words: "ett fel", "två fel"."""
        return _counted(Severity.ERROR, self.error_count)

    @property
    def to_sort_out(self) -> tuple[Checked, ...]:
        """Open errors and warnings."""
        return tuple(checked for checked in self.open if checked.finding.severity != Severity.INFO)

    @property
    def first_few(self) -> tuple[Checked, ...]:
        """The worst of them, for a list beside something else."""
        return self.to_sort_out[:MOST_BESIDE]

    @property
    def left_out(self) -> int:
        return len(self.to_sort_out) - len(self.first_few)

    @property
    def lead(self) -> str:
        """One sentence of state: "Tre fel och två varningar att reda ut."."""
        worst = [_counted(s, n) for s in (Severity.ERROR, Severity.WARNING) if (n := self.count(s))]
        if worst:
            return f"{_capital(' och '.join(worst))} att reda ut."
        if infos := self.count(Severity.INFO):
            return f"Inga fel eller varningar. {_capital(_counted(Severity.INFO, infos))}."
        return f"Allt stämmer. Avstämt klockan {format_time(self.at)}."

    def find(self, slug: str) -> Checked | None:
        """The finding of an address; None when it has been mended since."""
        return next((checked for checked in self.checked if checked.slug == slug), None)


def may_see_checks(access: Access, org_unit_id: int) -> bool:
    """Who answers for the unit's figures, or locks and sends them."""
    return access.may(Capability.RECORD_OUTCOMES, org_unit_id) or access.may(Capability.LOCK, org_unit_id)


def read_check_page(
    user: User, org_unit: OrgUnit, occasion: Occasion, url: str, report_id: int | None = None
) -> CheckPage:
    """Run the rules for a unit, or for one report of it."""
    scope = check_scope(org_unit, occasion, timezone.localdate(), report_id)
    may_accept = access_of(user).may(Capability.RECORD_OUTCOMES, org_unit.pk)
    page = CheckPage(scope, run_checks(scope), url, may_accept, timezone.now())
    if report_id is None:
        remember_errors(org_unit, occasion, page.error_count)
    return page


def _counted(severity: Severity, count: int) -> str:
    words = WORDS[severity]
    return words.one if count == 1 else f"{count_word(count)} {words.many}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Running the rules: what they find, beside what a person has accepted."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.quality.registry import RULES, Finding, Rule, Severity
from kommunrapport.quality.scope import CheckScope

logger = logging.getLogger(__name__)

type Accepted = dict[tuple[int, str, str], AcceptedFinding]


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding of a rule. `stored` is what somebody accepted of the same thing, now or when it said something else."""

    rule: Rule
    finding: Finding
    org_unit_id: int
    stored: AcceptedFinding | None

    @property
    def is_accepted(self) -> bool:
        return self.stored is not None and self.stored.fingerprint == self.finding.fingerprint

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        return finding_slug(self.org_unit_id, self.rule.key, self.finding.key)


def finding_slug(org_unit_id: int, rule: str, key: str) -> str:
    """Sixteen hexadecimal digits that stand for a finding."""
    return hashlib.sha256(f"{org_unit_id} {rule} {key}".encode()).hexdigest()[:16]


def run_checks(scope: CheckScope) -> tuple[Checked, ...]:
    """Everything the rules find, the worst first."""
    stored = AcceptedFinding.objects.of_units(scope.unit_ids, scope.occasion).select_related("accepted_by")
    accepted: Accepted = {(row.org_unit_id, row.rule, row.key): row for row in stored}
    found = [_checked(scope, rule, finding, accepted) for rule in RULES.values() for finding in _findings(scope, rule)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda checked: order.index(checked.finding.severity)))


def _checked(scope: CheckScope, rule: Rule, finding: Finding, accepted: Accepted) -> Checked:
    unit = finding.org_unit_id or scope.org_unit.pk
    return Checked(rule, finding, unit, accepted.get((unit, rule.key, finding.key)))


def _findings(scope: CheckScope, rule: Rule) -> Iterator[Finding]:
    """What one rule finds. A rule that breaks is itself an error to sort out: the others stand, and nobody thinks
    that all is well."""
    try:
        yield from list(rule.check(scope))
    except Exception:
        logger.exception("The rule %s broke for %s", rule.key, scope.org_unit.slug)
        yield Finding(
            key="rule",
            severity=Severity.ERROR,
            text=f"{rule.title}: det gick inte att stämma av",
            where=scope.org_unit.name,
            url=reverse("web:help"),
            why="Felet är loggat. Be administratören att se efter.",
            mend="Till hjälpen",
        )

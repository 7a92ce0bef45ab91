"""What the tests of Avstämning start from: what the rules find for a unit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.quality.checking import Checked, run_checks
from kommunrapport.quality.registry import RULES, Check, Finding, Rule, Severity
from kommunrapport.quality.scope import check_scope
from tests.factories import create_occasion

AFTER_ALL = datetime.date(2026, 6, 1)


def found_by(rule: str, org_unit: OrgUnit, occasion: Occasion | None = None, **scope) -> list[Finding]:
    """What one rule finds in the unit, by default for 2025 when that is over."""
    return [checked.finding for checked in checked_by(rule, org_unit, occasion, **scope)]


def checked_by(rule: str, org_unit: OrgUnit, occasion: Occasion | None = None, **scope) -> list[Checked]:
    occasion = occasion or Occasion.objects.filter(year=2025).first() or create_occasion()
    given = {"today": AFTER_ALL} | scope
    return [checked for checked in run_checks(check_scope(org_unit, occasion, **given)) if checked.rule.key == rule]


def a_finding(**fields) -> Finding:
    """An error about one thing."""
    defaults = {"key": "sak", "severity": Severity.ERROR, "text": "Summan är fel", "where": "Här", "url": "/hjalp/"}
    return Finding(**defaults | fields)


@contextmanager
def only_rule(check: Check, key: str = "tests.rule") -> Iterator[None]:
    """For a while there is no other rule."""
    others = dict(RULES)
    RULES.clear()
    RULES[key] = Rule(key, "Provregel", check)
    try:
        yield
    finally:
        RULES.clear()
        RULES.update(others)

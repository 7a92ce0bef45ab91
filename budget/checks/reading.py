"""What the rules of the economy read, once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budget.figures import Statement, read_statement
from budget.models import OPERATING, Grouping
from kommunrapport.numbers import format_number
from kommunrapport.quality.scope import CheckScope

GROUPING_WORDS = {Grouping.UNIT: "enhet", Grouping.FIELD: "verksamhetsområde", Grouping.NATURE: "slag"}


def statement_of(scope: CheckScope, grouping: str) -> Statement:
    """The statement of the unit that is checked."""
    return scope.memo(
        f"budget.statement.{grouping}",
        lambda: read_statement(org_unit=scope.org_unit, period=scope.year, grouping=grouping),
    )


def operating_statements(scope: CheckScope) -> Iterator[Statement]:
    """Those that the unit has areas in, the one its pages begin with first."""
    return (found for found in (statement_of(scope, grouping) for grouping in OPERATING) if found.rows)


def kronor(amount: Decimal | None) -> str:
    """An amount in a sentence: whole kronor, öre only when there are some."""
    value = amount or Decimal(0)
    return f"{format_number(value, 0 if value == value.to_integral_value() else 2)} kr"

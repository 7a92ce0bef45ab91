"""Chapters that stand for an area of the economy, so that each has its text and its figures."""

from __future__ import annotations

from budget.models import Grouping
from budget.sections.reading import statement_of
from kommunrapport.reports.registry import SubjectHead, subject
from kommunrapport.reports.scope import ReportScope


@subject("budget.area", title="Verksamhetsområde")
def area_heads(scope: ReportScope) -> list[SubjectHead]:
    """The verksamhetsområden of the report's unit in its year."""
    return _heads(scope, Grouping.FIELD)


@subject("budget.unit", title="Enhet i ekonomin")
def unit_heads(scope: ReportScope) -> list[SubjectHead]:
    """The enheter that the unit's operating statement is divided into."""
    return _heads(scope, Grouping.UNIT)


def _heads(scope: ReportScope, grouping: str) -> list[SubjectHead]:
    """An area without a heading in the tables, such as the sum of all, is no chapter either."""
    heads: list[SubjectHead] = []
    for node in statement_of(scope, grouping).nodes:
        if not node.parts or node.area.has_heading:
            known = {head.pk for head in heads}
            parent = node.area.parent_id if node.area.parent_id in known else None
            heads.append(SubjectHead(node.area.pk, "", node.area.name, parent))
    return heads

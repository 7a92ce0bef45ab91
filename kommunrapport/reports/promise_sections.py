"""Åtaganden in a report: what became of what was promised, and what is promised now."""

from __future__ import annotations

from dataclasses import dataclass, field

from kommunrapport.reports.blocks import Cell, Column, Row, Status, Table
from kommunrapport.reports.models import Promise, Report
from kommunrapport.reports.outline import chapter_title
from kommunrapport.reports.promises.forms import ICONS
from kommunrapport.reports.promises.reading import DuePromise, due_promises
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

NOT_TOLD = "inte uppföljt"


@dataclass(frozen=True, slots=True)
class PromiseParams:
    """What the table is called."""

    title: str = field(default="", metadata={"label": "Tabellens rubrik"})


@dataclass(frozen=True, slots=True)
class PromiseTable:
    """A table; None when nothing was promised."""

    table: Table | None


@section("reports.promises_due", title="Uppföljning av åtaganden", params=PromiseParams)
def promises_due(scope: ReportScope, params: PromiseParams) -> PromiseTable:
    """What was promised in the plan and in the report before, and what became of it."""
    due = {one.promise.pk: one for report in _reports(scope) for one in due_promises(report)}
    columns = (Column("Åtagande"), Column("Lovat i"), Column("Läge"), Column("Anmärkning"))
    rows = tuple(_due_row(one) for one in due.values())
    return PromiseTable(Table(columns, rows, params.title or "Det vi lovade") if rows else None)


@section("reports.promises_made", title="Åtaganden framåt", params=PromiseParams)
def promises_made(scope: ReportScope, params: PromiseParams) -> PromiseTable:
    """What the chapters promise, in their order."""
    made = Promise.objects.filter(chapter__report__in=_reports(scope)).select_related("chapter")
    rows = tuple(
        Row((Cell(promise.text), Cell(chapter_title(promise.chapter, scope))))
        for promise in made.order_by("chapter__order", "chapter", "order", "pk")
    )
    columns = (Column("Åtagande"), Column("Kapitel"))
    return PromiseTable(Table(columns, rows, params.title or "Det vi lovar") if rows else None)


def _reports(scope: ReportScope) -> list[Report]:
    """The reports of the unit at the occasion; nearly always one."""
    reports = Report.objects.filter(org_unit=scope.org_unit, occasion=scope.occasion).select_related("occasion")
    return scope.memo("promise reports", lambda: list(reports))


def _due_row(due: DuePromise) -> Row:
    told = due.outcome
    if told is None:
        return Row((Cell(due.promise.text), Cell(due.made_in), Cell(NOT_TOLD, missing=True), Cell("")))
    word = told.get_status_display().capitalize()
    status = Cell(word, status=Status(ICONS[told.status], word))
    return Row((Cell(due.promise.text), Cell(due.made_in), status, Cell(told.remark)))

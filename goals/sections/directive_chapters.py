"""What the chapters of directives, guidelines and providers show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from goals.models import DirectiveFollowUp, Guideline, GuidelineFollowUp, ProviderReport
from goals.scope import directives_in_scope, guidelines_in_scope
from goals.status import DIRECTIVE_ICONS
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Cell, Column, Prose, Row, Status, Table
from kommunrapport.reports.live.resolving import resolve_figures
from kommunrapport.reports.models import Report
from kommunrapport.reports.registry import SubjectHead, section, subject
from kommunrapport.reports.rich_text import plain_text
from kommunrapport.reports.scope import ReportScope


def _directive_page(pk: int, year: int, org_unit: str) -> str:
    return reverse("goals:directive_detail", args=[year, org_unit, pk])


def _guideline_page(pk: int, year: int, org_unit: str) -> str:
    return reverse("goals:guideline_detail", args=[year, org_unit, Guideline.objects.get(pk=pk).slug])


def _directive_texts(pk: int, report: Report) -> QuerySet[DirectiveFollowUp]:
    return DirectiveFollowUp.objects.filter(directive=pk, org_unit=report.org_unit_id, occasion=report.occasion_id)


def _guideline_texts(pk: int, report: Report) -> QuerySet[GuidelineFollowUp]:
    return GuidelineFollowUp.objects.filter(guideline=pk, org_unit=report.org_unit_id, occasion=report.occasion_id)


@subject(
    "goals.directive",
    title="Direktiv",
    edit_url=_directive_page,
    edits=(("Ändra texten och läget", "uppfoljning"),),
    texts=_directive_texts,
)
def directive_heads(scope: ReportScope) -> list[SubjectHead]:
    return [SubjectHead(d.pk, d.number, d.title) for d, _ in directives_in_scope(scope).values()]


@subject(
    "goals.guideline",
    title="Inriktning",
    edit_url=_guideline_page,
    edits=(("Ändra texten", "uppfoljning"),),
    texts=_guideline_texts,
)
def guideline_heads(scope: ReportScope) -> list[SubjectHead]:
    return [SubjectHead(g.pk, g.number, g.title) for g, _ in guidelines_in_scope(scope).values()]


@dataclass(frozen=True, slots=True)
class DirectiveReport:
    """The chapter of one directive."""

    wording_label: str
    wording: str
    text_label: str
    text: Prose | None
    status_label: str
    status: Status | None
    closing: str


@section("goals.directive_follow_up", title="Uppföljning av ett direktiv", subject="goals.directive")
def directive_follow_up(scope: ReportScope, params: object) -> DirectiveReport | None:
    """Wording, comment and status of the chapter's directive."""
    found = directives_in_scope(scope).get(scope.subject_id or 0)
    if found is None:
        return None
    directive, follow_up = found
    closing = f"Avslutat av {directive.closed_by}, {directive.closing_paragraph}." if directive.closed_on else ""
    return DirectiveReport(
        wording_label=f"{directive.decided_by}s formulering",
        wording=directive.wording,
        text_label=scope.labels.text("comment"),
        text=Prose(follow_up.text) if follow_up and follow_up.text else None,
        status_label=scope.labels.text("directive.status"),
        status=_directive_status(follow_up, scope.labels),
        closing=closing,
    )


def _directive_status(follow_up: DirectiveFollowUp | None, labels: LabelSet) -> Status | None:
    if follow_up is None or not follow_up.status:
        return None
    return Status(DIRECTIVE_ICONS[follow_up.status], labels.text(f"directive.{follow_up.status}"))


@dataclass(frozen=True, slots=True)
class GuidelineReport:
    """The chapter of one guideline."""

    wording: Prose
    heading: str
    text: Prose | None


@section("goals.guideline_follow_up", title="Uppföljning av en inriktning", subject="goals.guideline")
def guideline_follow_up(scope: ReportScope, params: object) -> GuidelineReport | None:
    """Wording of the chapter's guideline, and how the unit works with it."""
    found = guidelines_in_scope(scope).get(scope.subject_id or 0)
    if found is None:
        return None
    guideline, follow_up = found
    text = Prose(follow_up.text) if follow_up and follow_up.text else None
    return GuidelineReport(Prose(guideline.wording), follow_up.heading if follow_up else "", text)


@dataclass(frozen=True, slots=True)
class ProviderTable:
    """What happened at those who run services for the unit; None when nobody reported."""

    table: Table | None


@section("goals.providers", title="Utförare")
def providers(scope: ReportScope, params: object) -> ProviderTable:
    """One row for each provider that has reported the year."""
    reports = ProviderReport.objects.filter(org_unit=scope.org_unit, year=scope.year).select_related("provider")
    columns = (Column(scope.labels.text("provider")), Column(scope.labels.text("provider.report")))
    texts = [plain_text(resolve_figures(report.text, scope)) for report in reports]
    rows = tuple(Row((Cell(report.provider.name), Cell(text))) for report, text in zip(reports, texts, strict=True))
    return ProviderTable(Table(columns, rows) if rows else None)

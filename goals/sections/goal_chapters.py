"""What the chapter of a goal shows, and the summary of all goals."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from goals.facts import GoalFacts
from goals.models import Activity, GoalComment
from goals.reach import unit_and_below
from goals.scope import facts_in_scope, goals_in_scope
from goals.status import ACTIVITY_ICONS, activity_due, activity_responsible
from kommunrapport.measures.series import MeasureSeries
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Cell, Chart, Column, Prose, Row, Status, Table
from kommunrapport.reports.measure_tables import NamedSeries, measure_table, trend_chart
from kommunrapport.reports.models import Report
from kommunrapport.reports.registry import SubjectHead, section, subject
from kommunrapport.reports.scope import ReportScope

MOST_CHARTS = 2


def _goal_page(pk: int, year: int, org_unit: str) -> str:
    return reverse("goals:goal_detail", args=[year, org_unit, pk])


def _goal_texts(pk: int, report: Report) -> QuerySet[GoalComment]:
    return GoalComment.objects.filter(goal=pk, org_unit=report.org_unit_id, occasion=report.occasion_id)


EDITS = (("Ändra texten", ""), ("Ändra utfall", "matningar"), ("Ändra bedömning", "bedomning"))


@subject("goals.goal", title="Mål", edit_url=_goal_page, edits=EDITS, texts=_goal_texts)
def goal_heads(scope: ReportScope) -> list[SubjectHead]:
    in_scope = {goal.pk for goal in goals_in_scope(scope)}
    return [
        SubjectHead(g.pk, g.number, g.title, g.parent_id if g.parent_id in in_scope else None)
        for g in goals_in_scope(scope)
    ]


@dataclass(frozen=True, slots=True)
class GoalFollowUpParams:
    """What the chapter of a goal shows beside wording, text, measures and assessment."""

    charts: bool = field(default=True, metadata={"label": "Visa diagram"})
    activities: bool = field(default=True, metadata={"label": "Visa aktiviteter"})
    responsible: bool = field(default=False, metadata={"label": "Visa ansvariga för aktiviteterna"})


@dataclass(frozen=True, slots=True)
class LabelledProse:
    """A text with its own heading."""

    label: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class GoalFollowUp:
    """The chapter of one goal. What is None or empty is not shown."""

    wording_label: str
    wording: str
    assessment_label: str
    assessment: Status | None
    motivation: str
    comment_label: str
    texts: tuple[LabelledProse, ...]
    measures_label: str
    measures: Table | None
    charts: tuple[Chart, ...]
    reported_elsewhere: str
    activities: Table | None


@section("goals.follow_up", title="Uppföljning av ett mål", params=GoalFollowUpParams, subject="goals.goal")
def goal_follow_up(scope: ReportScope, params: GoalFollowUpParams) -> GoalFollowUp | None:
    """Wording, text, measures over years against target, assessment and activities of the chapter's goal."""
    facts = facts_in_scope(scope).get(scope.subject_id or 0)
    if facts is None:
        return None
    charted = [m for m in facts.measures if m.is_total] or list(facts.measures)
    return GoalFollowUp(
        wording_label=facts.goal.level.wording_label,
        wording=facts.goal.wording,
        assessment_label=scope.labels.text("assessment.heading"),
        assessment=assessment_status(facts),
        motivation=facts.assessment.motivation if facts.assessment else "",
        comment_label=scope.labels.text("comment"),
        texts=tuple(LabelledProse(t.kind.name, Prose(t.text)) for t in facts.texts if t.text),
        measures_label=scope.labels.text("measure"),
        measures=goal_measure_table(facts, scope.years, scope.labels),
        charts=tuple(_chart(m.name, m.series) for m in charted[:MOST_CHARTS]) if params.charts else (),
        reported_elsewhere=facts.goal.reported_elsewhere,
        activities=_activity_table(_own_activities(facts, scope), params, scope.labels),
    )


def assessment_status(facts: GoalFacts) -> Status | None:
    """The proposed assessment in the words of the report; None until somebody proposed one that is printed."""
    level = facts.assessment.level if facts.assessment else None
    return Status(level.icon, level.sentence) if level and level.printed else None


def goal_measure_table(facts: GoalFacts, years: tuple[int, ...], labels: LabelSet) -> Table | None:
    """The goal's measures over the years; None for a goal without measures."""
    rows = [NamedSeries(m.name, m.series, m.is_total) for m in facts.measures]
    return measure_table(rows, years, labels) if rows else None


def _chart(name: str, series: MeasureSeries) -> Chart:
    return trend_chart(name, series.main)


def _own_activities(facts: GoalFacts, scope: ReportScope) -> tuple[Activity, ...]:
    """What the report's unit and those under it do for the goal; other nämnder report their own."""
    units = scope.memo("unit and below", lambda: unit_and_below(scope.org_unit))
    return tuple(activity for activity in facts.activities if activity.org_unit_id in units)


def _activity_table(activities: tuple[Activity, ...], params: GoalFollowUpParams, labels: LabelSet) -> Table | None:
    if not activities or not params.activities:
        return None
    names = ["Aktivitet", *(["Ansvarig"] if params.responsible else []), "Klart", "Status"]
    rows = tuple(_activity_row(activity, params.responsible, labels) for activity in activities)
    return Table(tuple(Column(name) for name in names), rows)


def _activity_row(activity: Activity, with_responsible: bool, labels: LabelSet) -> Row:
    status = Status(ACTIVITY_ICONS[activity.status], labels.text(f"activity.{activity.status}"))
    responsible = [Cell(activity_responsible(activity))] if with_responsible else []
    return Row((Cell(activity.title), *responsible, Cell(activity_due(activity)), Cell(status.text, status=status)))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals have each assessment."""

    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class GoalSummary:
    """All goals of the report with their assessments."""

    tallies: tuple[Tally, ...]
    table: Table | None


@section("goals.summary", title="Sammanställning av mål")
def goal_summary(scope: ReportScope, params: object) -> GoalSummary:
    """The goals at the top of the hierarchy, counted and listed by assessment."""
    facts = [f for f in facts_in_scope(scope).values() if f.goal.parent_id is None]
    counts: dict[Status, int] = {}
    rows = []
    for fact in facts:
        level = fact.assessment.level if fact.assessment else None
        status = Status(level.icon, level.short) if level else Status("none", "Ej bedömt")
        counts[status] = counts.get(status, 0) + 1
        rows.append(Row((Cell(str(fact.goal)), Cell(status.text, status=status))))
    columns = (Column("Mål"), Column(scope.labels.text("assessment")))
    order = sorted(counts, key=lambda status: ("good", "way", "bad", "none", "doing").index(status.icon))
    table = Table(columns, tuple(rows)) if rows else None
    return GoalSummary(tuple(Tally(status, counts[status]) for status in order), table)

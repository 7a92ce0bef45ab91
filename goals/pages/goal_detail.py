"""The page of one goal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from goals.facts import GoalFacts, read_goal_facts, read_scale
from goals.forms.goals import AssessmentForm, CommentForm
from goals.models import CommentKind, GoalAssessment, GoalComment
from goals.pages.activity_rows import ActivityRow, activity_row
from goals.pages.contributions import Contributions, read_contributions
from goals.pages.readings import MeasureCard, measure_cards
from goals.pages.thread import ThreadStep, read_thread
from goals.pages.viewpoint import Viewpoint
from goals.reach import unit_and_below
from goals.sections.goal_chapters import goal_measure_table
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.reports.blocks import Status, Table
from kommunrapport.reports.rich_text import word_count

YEARS_SHOWN = 3

type BoundForm = AssessmentForm | CommentForm


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text of a unit. `form` is None for those who only read it, and while it is closed."""

    kind: CommentKind
    comment: GoalComment | None
    form: CommentForm | None = None

    @property
    def text(self) -> str:
        return self.comment.text if self.comment else ""

    @property
    def words(self) -> int:
        return word_count(self.text)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What is proposed, what the rule says now, and the form for who may propose.

    `stale` says that the outcomes have changed the suggestion since the assessment was proposed; empty otherwise.
    """

    facts: GoalFacts
    question: str
    form: AssessmentForm | None

    @property
    def stored(self) -> GoalAssessment | None:
        return self.facts.assessment

    @property
    def verdict(self) -> Status | None:
        return Status(self.stored.level.icon, self.stored.level.short) if self.stored else None

    @property
    def suggestion(self) -> Status | None:
        level = self.facts.suggested_level
        return Status(level.icon, level.short) if level else None

    @property
    def stale(self) -> str:
        level = self.facts.suggested_level
        if self.stored is None or self.stored.suggested_id == (level.pk if level else None):
            return ""
        now = f"Förslaget är nu {level.short}." if level else "Det går inte längre att räkna fram ett förslag."
        return f"Utfallen har ändrats sedan bedömningen gjordes. {now}"


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything on the page. `assessed` is None for those who do not see into the coordinating unit's work.

    `texts` are the lens' unit's own. `joint_texts` are the coordinating unit's, where that is another.
    """

    view: Viewpoint
    cards: tuple[MeasureCard, ...]
    table: Table | None
    assessed: Assessed | None
    texts: tuple[TextPart, ...]
    joint_texts: tuple[TextPart, ...]
    contributions: Contributions | None
    activities: tuple[ActivityRow, ...]
    thread: tuple[ThreadStep, ...]

    @property
    def handed_over_at(self) -> datetime.datetime | None:
        """When the unit's contribution was handed over; None while it is written."""
        return handed_over_at(self.texts) if self.view.contributes else None


def read_goal_page(view: Viewpoint, today: datetime.date, bound: BoundForm | None = None) -> GoalPage:
    """Read the page; `bound` is a form that was refused, shown in place of its untouched sister."""
    years = view.lens.year.latest(YEARS_SHOWN)
    facts = read_goal_facts([view.goal], view.occasion, years)[view.goal.pk]
    labels = label_set()
    joint = tuple(TextPart(t.kind, t.comment) for t in facts.texts if t.text) if view.sees_work else ()
    return GoalPage(
        view=view,
        cards=measure_cards(facts),
        table=goal_measure_table(facts, years, labels),
        assessed=_assessed(view, facts, bound) if view.sees_work else None,
        texts=_texts(view, facts, bound) if view.has_part else (),
        joint_texts=() if view.coordinates else joint,
        contributions=read_contributions(view.goal, view.occasion) if view.coordinates else None,
        activities=_activities(view, facts, labels, today),
        thread=read_thread(view.user, view.lens, view.goal),
    )


def _assessed(view: Viewpoint, facts: GoalFacts, bound: BoundForm | None) -> Assessed:
    scale = read_scale(view.occasion)
    form = bound if isinstance(bound, AssessmentForm) else None  # a lock that came meanwhile takes nothing away
    if form is None and view.assesses:
        form = AssessmentForm(instance=facts.assessment or not_assessed(view))
    return Assessed(facts, scale.rule.question, form)


def not_assessed(view: Viewpoint) -> GoalAssessment:
    """The row behind an assessment that nobody has proposed."""
    return GoalAssessment(goal=view.goal, occasion=view.occasion)


def _texts(view: Viewpoint, facts: GoalFacts, bound: BoundForm | None) -> tuple[TextPart, ...]:
    """The unit's texts, one for each kind, with a form for each while they can be written."""
    stored = GoalComment.objects.filter(goal=view.goal, org_unit=view.org_unit, occasion=view.occasion)
    by_kind = {comment.kind_id: comment for comment in stored.select_related("kind")}
    parts = tuple(TextPart(t.kind, by_kind.get(t.kind.pk)) for t in facts.texts)
    writes = view.writes and not handed_over_at(parts)
    return tuple(TextPart(p.kind, p.comment, _comment_form(view, p, bound, writes)) for p in parts)


def _comment_form(view: Viewpoint, part: TextPart, bound: BoundForm | None, writes: bool) -> CommentForm | None:
    if isinstance(bound, CommentForm) and bound.instance.kind_id == part.kind.pk:
        return bound  # shown even if a lock came meanwhile, so that what was written is not lost
    return CommentForm(instance=part.comment or unwritten(view, part.kind)) if writes else None


def unwritten(view: Viewpoint, kind: CommentKind) -> GoalComment:
    """The row behind a text that nobody has begun."""
    return GoalComment(goal=view.goal, org_unit=view.org_unit, occasion=view.occasion, kind=kind)


def handed_over_at(parts: tuple[TextPart, ...]) -> datetime.datetime | None:
    times = [part.comment.handed_over_at for part in parts if part.comment]
    return max((time for time in times if time), default=None)


def _activities(view: Viewpoint, facts: GoalFacts, labels: LabelSet, today: datetime.date) -> tuple[ActivityRow, ...]:
    """What is done for the goal by units that the user reads."""
    seen = access_of(view.user).readable_units
    if view.sees_work:
        seen |= unit_and_below(view.goal.coordinating_unit)
    return tuple(activity_row(a, labels, today) for a in facts.activities if a.org_unit_id in seen)

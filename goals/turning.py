"""What a new year means for goals, directives and activities."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from goals.models import Activity, Directive, Goal, GoalComment, Guideline
from goals.services.activities import carry_over_activity
from kommunrapport.annual_cycle.turning.registry import MAKERS, Group, Line, Maker, Part, first_outcome, year_part
from kommunrapport.measures.models import Measure, Target
from kommunrapport.organisation.models import User


@year_part
def goals(year: int) -> Part:
    """Goals kept, reworded, new and dropped."""
    now = Goal.objects.valid_in(year).select_related("level", "replaces")
    then = Goal.objects.valid_in(year - 1)
    new = now.exclude(pk__in=then.values("pk"))
    replaced = new.filter(replaces__in=then)
    gone = then.exclude(pk__in=now.values("pk")).exclude(pk__in=replaced.values("replaces"))
    return Part(
        "Mål",
        (
            Group("Behålls", _goals(now.filter(pk__in=then.values("pk")))),
            Group("Ny lydelse", tuple(_goal(goal, f"ersätter {goal.replaces}") for goal in replaced)),
            Group("Nya", _goals(new.exclude(pk__in=replaced.values("pk")))),
            Group("Upphör", _goals(gone)),
        ),
    )


@year_part
def targets(year: int) -> Part:
    """Measures of the year's goals that had a target the year before and have none now."""
    measured = Measure.objects.filter(goal_measures__goal__in=Goal.objects.valid_in(year))
    had = Target.objects.filter(year=year - 1).values("measure")
    missing = measured.filter(pk__in=had).exclude(pk__in=Target.objects.filter(year=year).values("measure")).distinct()
    lines = tuple(Line(measure.name, reverse("administration:measure_edit", args=[measure.pk])) for measure in missing)
    return Part("Målvärden", (Group("Saknas", lines, is_missing=True),))


@year_part
def directives(year: int) -> Part:
    """Directives and guidelines that go on, and those that end without having been closed."""
    going = Directive.objects.valid_in(year).filter(closed_on=None)
    ends = Directive.objects.valid_in(year - 1).filter(closed_on=None, period_to__lt=year)
    return Part(
        "Direktiv, uppdrag och inriktningar",
        (
            Group("Behålls", (*_directives(going), *(Line(str(one)) for one in Guideline.objects.valid_in(year)))),
            Group("Upphör utan att vara avslutade", _directives(ends), is_missing=True),
        ),
    )


@year_part
def activities(year: int) -> Part:
    """Activities that nobody has said whether they go on."""
    unsaid = Activity.objects.for_year(year - 1).filter(goes_on=None, carried_to=None)
    unsaid = unsaid.exclude(status__in=Activity.FINISHED).select_related("org_unit")
    lines = tuple(Line(a.title, note=f"{a.org_unit}, {a.get_status_display().lower()}") for a in unsaid)
    return Part("Aktiviteter", (Group("Ingen har sagt om de fortsätter", lines, is_missing=True),))


def _going_on(year: int) -> QuerySet[Activity]:
    """What was said to go on, has no continuation, and belongs to a goal or directive of the new year."""
    unfinished = Activity.objects.for_year(year - 1).filter(goes_on=True, carried_to=None)
    unfinished = unfinished.exclude(status__in=[Activity.Status.DONE])
    of_goal = unfinished.filter(goal__in=Goal.objects.valid_in(year))
    of_directive = unfinished.filter(directive__in=Directive.objects.valid_in(year).filter(closed_on=None))
    return (of_goal | of_directive).select_related("org_unit").order_by("org_unit", "order", "pk")


def _preview(year: int) -> list[str]:
    return [f"{activity.title}, {activity.org_unit}" for activity in _going_on(year)]


def _make(year: int, by: User) -> list[Activity]:
    return [carry_over_activity(pk=pk, by=by) for pk in list(_going_on(year).values_list("pk", flat=True))]


MAKERS.append(Maker("Aktiviteter som fortsätter", _preview, _make))


@first_outcome
def written(year: int) -> str:
    """A text of the year about a goal."""
    is_written = GoalComment.objects.filter(occasion__year=year).exclude(text="").exists()
    return f"Det finns redan texter om målen för {year}." if is_written else ""


def _goals(found: Iterable[Goal]) -> tuple[Line, ...]:
    return tuple(_goal(goal) for goal in found)


def _goal(goal: Goal, note: str = "") -> Line:
    return Line(str(goal), reverse("administration:goal_edit", args=[goal.pk]), note)


def _directives(found: Iterable[Directive]) -> tuple[Line, ...]:
    return tuple(
        Line(str(directive), reverse("administration:directive_edit", args=[directive.pk])) for directive in found
    )

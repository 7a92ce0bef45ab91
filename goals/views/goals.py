"""The list of goals, the page of one goal, and proposing its assessment."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goals.facts import read_scale
from goals.forms.goals import AssessmentForm, GoalFilterForm
from goals.models import GoalAssessment
from goals.pages.goal_detail import BoundForm, not_assessed, read_goal_page
from goals.pages.goal_list import read_goal_list
from goals.pages.history import read_goal_history
from goals.pages.viewpoint import Viewpoint, goals_to_open, viewpoint
from goals.services.assessments import propose_assessment
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.answers import save_answer, saved


@require_GET
def goal_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Mål: all goals that the unit works with this year."""
    figures = figures_or_404(request, year, org_unit)
    scale = read_scale(figures.lens.required_occasion)
    form = GoalFilterForm(request.GET, scale=scale)
    goals = read_goal_list(request.user, figures.lens, scale, form.chosen, timezone.localdate())
    may_record = figures.access.may(Capability.RECORD_OUTCOMES, figures.lens.org_unit.pk) and not figures.is_closed
    context = {"lens": figures.lens, "goals": goals, "form": form, "may_record": may_record}
    return render_part(request, "goals/goal_list.html", "list", context)


@require_GET
def goal_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One goal: measures, assessment, texts, activities and the red thread."""
    return goal_page(request, viewpoint_or_404(request, year, org_unit, pk))


@require_GET
def goal_history(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Who changed assessment and texts, when, from what to what."""
    view = viewpoint_or_404(request, year, org_unit, pk)
    context = {"view": view, "lens": view.lens, "changes": read_goal_history(view)}
    return render(request, "goals/goal_history.html", context)


@require_POST
def assessment_propose(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Propose an assessment: htmx swaps the part, without htmx the page comes back."""
    view = viewpoint_or_404(request, year, org_unit, pk)
    if not (view.coordinates and view.has_right):
        raise Http404
    form = AssessmentForm(request.POST, instance=_stored(view) or not_assessed(view))
    answer = save_answer(
        request,
        form,
        partial(propose_assessment, goal=view.goal, occasion=view.occasion),
        lambda: _assessment_saved(request, view),
        title=f"Bedömning av mål {view.goal}",
        url=goal_url(view, "assessment_propose"),
        back=goal_url(view),
    )
    return answer or goal_page(request, view, form, part="assessment_answer")


def viewpoint_or_404(request: HtmxRequest, year: int, org_unit: str, pk: int) -> Viewpoint:
    """The goal as the user meets it through the unit; 404 for who reads neither."""
    lens = figures_or_404(request, year, org_unit).lens
    return viewpoint(request.user, lens, get_object_or_404(goals_to_open(lens), pk=pk))


def goal_page(
    request: HtmxRequest, view: Viewpoint, bound: BoundForm | None = None, part: str = "main", **more: object
) -> HttpResponse:
    """The page, or its `part` when htmx asks; `bound` is a form that was refused."""
    page = read_goal_page(view, timezone.localdate(), bound)
    context = {"page": page, "view": view, "goal": view.goal, "lens": view.lens} | more
    return render_part(request, "goals/goal_detail.html", part, context)


def _stored(view: Viewpoint) -> GoalAssessment | None:
    return GoalAssessment.objects.filter(goal=view.goal, occasion=view.occasion).first()


def goal_url(view: Viewpoint, name: str = "goal_detail") -> str:
    return reverse(f"goals:{name}", args=[view.lens.year, view.lens.org_unit.slug, view.goal.pk])


def _assessment_saved(request: HtmxRequest, view: Viewpoint) -> HttpResponse:
    if request.htmx:
        return goal_page(request, view, part="assessment_answer", saved_at=timezone.now())
    return saved(request, f"{goal_url(view)}#bedomning", "Bedömningen är föreslagen.")

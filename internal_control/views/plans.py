"""The control plan and what is in it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from internal_control.forms.plans import ControlTestForm, NewControlForm, WhenForm
from internal_control.in_view import risks_in_view, tests_of_unit
from internal_control.models import ControlTest, PlannedControl
from internal_control.pages.links import plan_url
from internal_control.pages.plan import read_plan_page
from internal_control.pages.plan_words import also_in, suggested_from
from internal_control.plan_read import plan_of, planned_controls
from internal_control.services.plans import (
    change_control_test,
    change_when,
    create_control,
    move_control,
    plan_lock_sentence,
    remove_control,
    take_over_controls,
)
from internal_control.views.form_pages import FormPage, managed_or_404
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.records.saving import Locked


@require_GET
def plan(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The plan of the year, with what may be done with it."""
    return _page(request, year_figures_or_404(request, year, org_unit))


@require_http_methods(["GET", "POST"])
def control_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add a kontrollmoment; `?risk=` fills it in from a risk of the unit."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens
    wanted = request.GET.get("risk", "")
    risks = risks_in_view(lens, request.user).filter(org_unit=lens.org_unit)
    risk = risks.filter(pk=carried_number(wanted, 0)).first()
    new = suggested_from(risk) if risk else ControlTest(org_unit=lens.org_unit)
    page = _form_page(request, figures, "Lägg till kontrollmoment")
    form = NewControlForm(page.posted, instance=new, year=int(year))
    create = partial(create_control, org_unit=lens.org_unit, year=int(year))
    return page.create(form, create, "Kontrollmomentet är tillagt.")


@require_POST
def control_take_over(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Put chosen kontrollmoment of earlier years in the plan."""
    figures = managed_or_404(request, year, org_unit)
    chosen = [carried_number(pk, 0) for pk in request.POST.getlist("control_test")]
    tests = list(tests_of_unit(figures.lens, request.user).filter(pk__in=chosen))
    try:
        added = take_over_controls(org_unit=figures.lens.org_unit, year=int(year), tests=tests, by=request.user)
    except Locked as locked:
        messages.error(request, locked.sentence)
    else:
        messages.success(request, _taken_over(len(added)))
    return redirect(plan_url(figures.lens))


@require_http_methods(["GET", "POST"])
def control_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change a kontrollmoment, and when it is made this year."""
    figures = managed_or_404(request, year, org_unit)
    control = _control_or_404(figures.lens, pk)
    test = control.control_test
    page = _form_page(request, figures, "Ändra kontrollmoment", also_in(control))
    posted = request.POST
    form = ControlTestForm(posted if "title" in posted else None, instance=test, year=int(year))
    when = WhenForm(posted if "when_version" in posted else None, instance=control)
    change, change_day = partial(change_control_test, pk=pk), partial(change_when, pk=pk)
    return page.change([(form, change), (when, change_day)], "Kontrollmomentet är ändrat.")


@require_http_methods(["GET", "POST"])
def control_remove(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Take a control out of the plan."""
    figures = managed_or_404(request, year, org_unit)
    control = _control_or_404(figures.lens, pk)
    title = f"Ta bort ”{control.control_test.title}” ur planen"
    page = _form_page(request, figures, title)
    about = "Kontrollmomentet finns kvar, och kan hämtas till planen igen."
    act = partial(remove_control, pk=pk)
    return page.confirm(control, act, "Kontrollen är borttagen ur planen.", about=about, button="Ta bort")


@require_POST
def control_move(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Move a control one step in the plan."""
    figures = managed_or_404(request, year, org_unit)
    _control_or_404(figures.lens, pk)
    try:
        move_control(pk=pk, direction=request.POST.get("direction", ""), by=request.user)
    except Locked as locked:
        messages.error(request, locked.sentence)
    if request.htmx:
        return _page(request, figures)
    return redirect(f"{plan_url(figures.lens)}#kontroll-{pk}")


def _page(request: HtmxRequest, figures: Figures) -> HttpResponse:
    context = {"lens": figures.lens, "page": read_plan_page(figures, request.user), "lock": figures.lock_sentence}
    return render_part(request, "internal_control/plan.html", "controls", context)


def _form_page(request: HtmxRequest, figures: Figures, title: str, lead: str = "") -> FormPage:
    plan = plan_of(figures.lens.org_unit, int(figures.lens.year))
    lock = plan_lock_sentence(plan) if plan and plan.is_decided else ""
    return FormPage(request, figures, title, "Kontrollplan", plan_url(figures.lens), lead, lock)


def _control_or_404(lens: Lens, pk: int) -> PlannedControl:
    return get_object_or_404(planned_controls(lens.org_unit, int(lens.year)), pk=pk)


def _taken_over(count: int) -> str:
    if not count:
        return "Välj minst ett kontrollmoment att hämta."
    return "Kontrollmomentet är hämtat." if count == 1 else f"{count} kontrollmoment är hämtade."

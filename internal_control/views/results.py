"""Hur gick det? Reporting controls, and following up what they led to."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from internal_control.forms.results import ControlFollowUpForm, ResultForm
from internal_control.models import ControlTest, PlannedControl
from internal_control.pages.follow_ups import follow_up_of, may_follow_up, read_follow_up_page, tests_around
from internal_control.pages.links import page_url
from internal_control.pages.results import read_control_page
from internal_control.seeing import tests_seen
from internal_control.services.results import follow_up_control, report_control, take_back_result
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.answers import go_to, save_answer, saved
from kommunrapport.reports.form_pages import CHANGED, seen_version


@require_GET
def control_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The user's own controls, or for a controller all of the unit and below."""
    chosen = request.GET.get("valt", "")
    return _page(request, year_figures_or_404(request, year, org_unit), carried_number(chosen, None))


@require_POST
def control_report(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Save how one control went: htmx swaps what stands under the buttons."""
    figures = year_figures_or_404(request, year, org_unit)
    planned = get_object_or_404(PlannedControl.objects.for_year(year).markable_by(request.user), pk=pk)
    if "take_back" in request.POST:
        return _taken_back(request, figures.lens, pk)
    title = planned.control_test.title
    form = ResultForm(request.POST, instance=planned)
    answer = save_answer(
        request,
        form,
        partial(report_control, pk=pk),
        lambda: _reported(request, figures, pk),
        title=title,
        url=page_url(figures.lens, "control_report", pk),
        back=page_url(figures.lens, "control_list"),
        place=f"#kontroll-{pk}",
    )
    return answer or _page(request, figures, pk=pk, bound=form)


@require_http_methods(["GET", "POST"])
def follow_up(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """What happened during the year with what a kontrollmoment led to, with its actions beside it."""
    lens = year_figures_or_404(request, year, org_unit).lens
    test = _test_or_404(request, lens, pk)
    bound = None
    if request.method == "POST":
        if not may_follow_up(request.user, test):
            raise Http404
        url = page_url(lens, "follow_up", pk)
        bound = ControlFollowUpForm(request.POST, instance=follow_up_of(test, int(year)))
        save = partial(follow_up_control, control_test=test, year=int(year))
        done = partial(saved, request, url, "Uppföljningen är sparad.")
        answer = save_answer(request, bound, save, done, title=str(test), url=url)
        if answer:
            return answer
    page = read_follow_up_page(request.user, lens, test, timezone.localdate(), bound)
    return render(request, "internal_control/follow_up.html", {"lens": lens, "page": page})


def _page(
    request: HtmxRequest, figures: Figures, pk: int | None = None, bound: ResultForm | None = None, **more: object
) -> HttpResponse:
    """The whole page; or to htmx what belongs under the buttons of control `pk`, and how many are reported."""
    page = read_control_page(request.user, figures.lens, timezone.localdate(), bound, pk)
    context: dict[str, Any] = {"lens": figures.lens, "page": page} | more
    if pk is not None and request.htmx:
        context["card"] = page.card(pk)
    return render_part(request, "internal_control/control_list.html", "answer", context)


def _reported(request: HtmxRequest, figures: Figures, pk: int) -> HttpResponse:
    if request.htmx:
        return _page(request, figures, pk, saved_at=timezone.now())
    return saved(request, f"{page_url(figures.lens, 'control_list')}?valt={pk}#kontroll-{pk}", "")


def _taken_back(request: HtmxRequest, lens: Lens, pk: int) -> HttpResponse:
    try:
        take_back_result(pk=pk, version=seen_version(request.POST), by=request.user)
    except Conflict:
        messages.error(request, CHANGED)
    except Locked as locked:
        messages.error(request, locked.sentence)
    else:
        messages.success(request, "Resultatet är borttaget.")
    return go_to(request, page_url(lens, "control_list"))


def _test_or_404(request: HtmxRequest, lens: Lens, pk: int) -> ControlTest:
    """A kontrollmoment of the units read, or one that the user has something to do with."""
    tests = tests_around(request.user, lens).select_related("org_unit__parent__parent", "risk", "responsible")
    return get_object_or_404(tests_seen(tests, request.user), pk=pk)

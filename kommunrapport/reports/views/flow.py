"""Läge och beslut: where a report is, and its steps."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict
from kommunrapport.reports.answers import saved
from kommunrapport.reports.flow.forms import StepForm
from kommunrapport.reports.flow.page import FlowPage, flow_url
from kommunrapport.reports.flow.possible import may_take, refusal_of, wrong_state
from kommunrapport.reports.flow.refused import Refused
from kommunrapport.reports.flow.services import take_step
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.flow.words import ABOUT, DONE
from kommunrapport.reports.models import Report
from kommunrapport.reports.states import REPORT_STEPS, Step
from kommunrapport.reports.views.finding import report_or_404

CHANGED = "Någon annan tog ett steg med rapporten samtidigt. Kontrollera läget och försök igen."


@require_GET
def flow_detail(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Where the report is, what can be done with it, and what was done. htmx asks until the PDF is made."""
    found = report_or_404(request, year, org_unit, report)
    page = FlowPage(found, request.user, request.lens)
    if request.htmx and request.GET.get("vantar") == "pdf":
        return HttpResponse(status=204) if page.waits_for_pdf else HttpResponseClientRefresh()
    return render(request, "reports/flow/detail.html", {"report": found, "page": page})


@require_http_methods(["GET", "POST"])
def flow_step(request: HtmxRequest, year: int, org_unit: str, report: str, step: str) -> HttpResponse:
    """Tell what a step means and what it asks for, and take it."""
    found = report_or_404(request, year, org_unit, report)
    chosen = REPORT_STEPS[step]
    if not may_take(chosen, found, request.user):
        raise Http404
    standing = Standing(found)
    form = StepForm(request.POST if request.method == "POST" else None, step=chosen, standing=standing)
    if request.method == "POST" and form.is_valid():
        return _take(request, chosen, standing, form)
    if not chosen.starts_from(found):
        messages.error(request, wrong_state(chosen, found))
        return redirect(flow_url(found, request.lens))
    blocked = "" if form.is_bound else refusal_of(chosen, standing, request.user)
    return _page(request, chosen, standing, form, blocked=blocked)


def _take(request: HtmxRequest, step: Step, standing: Standing, form: StepForm) -> HttpResponse:
    report = standing.report
    try:
        seen = {name: form.cleaned_data[name] for name in ("version", "token")}
        take_step(report=report, step=step.key, by=request.user, answers=form.answers(), **seen)
    except AlreadyDone:
        return redirect(flow_url(report, request.lens))
    except Refused as refused:
        return _page(request, step, standing, form, blocked=refused.sentence)
    except ValidationError as refusal:
        form.add_refusal(refusal)
        return _page(request, step, standing, form)
    except Conflict:
        return _ask_again(request, step, report)
    return saved(request, flow_url(report, request.lens), f"{DONE[step.key]}.")


def _ask_again(request: HtmxRequest, step: Step, report: Report) -> HttpResponse:
    """The form as it is now; what was typed is sent again by whoever still means it."""
    now = Standing(Report.objects.select_related("org_unit", "occasion").get(pk=report.pk))
    data = request.POST.copy()
    data["version"] = str(now.report.version)
    form = StepForm(data, step=step, standing=now)
    form.add_error(None, CHANGED)
    return _page(request, step, now, form, status=409)


def _page(
    request: HtmxRequest, step: Step, standing: Standing, form: StepForm, *, blocked: str = "", status: int = 200
) -> HttpResponse:
    """The form of the step, or what stands in its way."""
    context = {
        "report": standing.report,
        "lens": request.lens,
        "standing": standing,
        "step": step,
        "about": ABOUT[step.key],
        "form": form,
        "blocked": blocked,
    }
    return render(request, "reports/flow/step.html", context, status=status)

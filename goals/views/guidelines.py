"""Inriktningar and utförare: the list, and writing about one."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from goals.forms.guidelines import GuidelineFollowUpForm, ProviderReportForm
from goals.models import Guideline, GuidelineFollowUp, ProviderReport
from goals.pages.guidelines import (
    PROVIDER_KINDS,
    guideline_url,
    provider_url,
    read_guidelines,
    read_providers,
)
from goals.rights import may_write_about
from goals.services.guidelines import follow_up_guideline, report_provider
from goals.services.holding import lock_sentence
from goals.views.answers import accepted, conflict_answer, saved
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict


@require_GET
def guideline_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """All guidelines in force, and the providers that the unit reports on."""
    figures = figures_or_404(request, year, org_unit)
    context = {
        "lens": figures.lens,
        "guidelines": read_guidelines(figures.lens),
        "providers": read_providers(figures.lens),
        "may_write": figures.access.may(Capability.WRITE_TEXTS, figures.lens.org_unit.pk) and not figures.is_closed,
    }
    return render(request, "goals/guideline_list.html", context)


@require_http_methods(["GET", "POST"])
def guideline_detail(request: HtmxRequest, year: int, org_unit: str, slug: str) -> HttpResponse:
    """The wording as adopted, and how the unit works with it."""
    lens = figures_or_404(request, year, org_unit).lens
    guideline = get_object_or_404(Guideline.objects.valid_in(year), slug=slug)
    key = {"guideline": guideline, "org_unit": lens.org_unit, "occasion": lens.required_occasion}
    stored = GuidelineFollowUp.objects.filter(**key).first()
    posted = request.POST if request.method == "POST" else None
    form = GuidelineFollowUpForm(posted, instance=stored or GuidelineFollowUp(**key))
    writes = may_write_about(request.user, guideline, lens.org_unit, lens.required_occasion)
    if posted and not writes:
        raise Http404
    if posted and form.is_valid():
        version, written = form.cleaned_data["version"], form.changes()
        url = guideline_url(lens, guideline)
        try:
            if accepted(form, partial(follow_up_guideline, version=version, by=request.user, **key, **written)):
                return saved(request, url, f"{guideline}.")
        except Conflict as conflict:
            return conflict_answer(request, form, conflict, title=str(guideline), url=url, back=url)
    lock = lock_sentence(lens.org_unit, lens.required_occasion, guideline)
    context = {"lens": lens, "guideline": guideline, "stored": stored, "lock": lock}
    context["form"] = form if posted or (writes and not lock) else None
    return render(request, "goals/guideline_detail.html", context)


@require_http_methods(["GET", "POST"])
def provider_report(request: HtmxRequest, year: int, org_unit: str, provider: str) -> HttpResponse:
    """What happened during the year at somebody who runs a service for the unit."""
    figures = figures_or_404(request, year, org_unit)
    lens = figures.lens
    runs = get_object_or_404(OrgUnit.objects.valid_in(year).filter(kind__in=PROVIDER_KINDS), slug=provider)
    key = {"provider": runs, "org_unit": lens.org_unit, "year": year}
    stored = ProviderReport.objects.filter(**key).first()
    posted = request.POST if request.method == "POST" else None
    form = ProviderReportForm(posted, instance=stored or ProviderReport(**key))
    writes = figures.access.may(Capability.WRITE_TEXTS, lens.org_unit.pk)
    if posted and not writes:
        raise Http404
    if posted and form.is_valid():
        version, text = form.cleaned_data["version"], form.cleaned_data["text"]
        url = provider_url(lens, runs)
        try:
            if accepted(form, partial(report_provider, version=version, by=request.user, text=text, **key)):
                return saved(request, url, f"{runs}.")
        except Conflict as conflict:
            return conflict_answer(request, form, conflict, title=str(runs), url=url, back=url)
    context = {"lens": lens, "provider": runs, "stored": stored, "lock": figures.lock_sentence}
    context["form"] = form if posted or (writes and not figures.is_closed) else None
    return render(request, "goals/provider_report.html", context)

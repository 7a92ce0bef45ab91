"""Inriktningar and utförare: the list, and writing about one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

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
from kommunrapport.administration.forms import FollowUpForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import figures_or_404, year_figures_or_404
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.answers import save_answer, saved


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
    occasion = lens.required_occasion
    guideline = get_object_or_404(Guideline.objects.valid_in(year), slug=slug)
    key: dict[str, Any] = {"guideline": guideline, "org_unit": lens.org_unit, "occasion": occasion}
    page = TextPage(
        request=request,
        writes=may_write_about(request.user, guideline, lens.org_unit, occasion),
        lock=lock_sentence(lens.org_unit, occasion, guideline),
        url=guideline_url(lens, guideline),
        title=str(guideline),
    )
    stored = GuidelineFollowUp.objects.filter(**key).first()
    return page.answer(
        partial(GuidelineFollowUpForm, instance=stored or GuidelineFollowUp(**key)),
        partial(follow_up_guideline, **key),
        "goals/guideline_detail.html",
        {"lens": lens, "guideline": guideline, "stored": stored},
    )


@require_http_methods(["GET", "POST"])
def provider_report(request: HtmxRequest, year: int, org_unit: str, provider: str) -> HttpResponse:
    """What happened during the year at somebody who runs a service for the unit."""
    figures = year_figures_or_404(request, year, org_unit)
    lens = figures.lens
    runs = get_object_or_404(OrgUnit.objects.valid_in(year).filter(kind__in=PROVIDER_KINDS), slug=provider)
    key: dict[str, Any] = {"provider": runs, "org_unit": lens.org_unit, "year": year}
    page = TextPage(
        request=request,
        writes=figures.access.may(Capability.WRITE_TEXTS, lens.org_unit.pk),
        lock=figures.lock_sentence,
        url=provider_url(lens, runs),
        title=str(runs),
    )
    stored = ProviderReport.objects.filter(**key).first()
    if stored is None and not page.writes:
        raise Http404  # nothing to read yet
    return page.answer(
        partial(ProviderReportForm, instance=stored or ProviderReport(**key)),
        partial(report_provider, **key),
        "goals/provider_report.html",
        {"lens": lens, "provider": runs, "stored": stored},
    )


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that is one form to those who write, and a text to others and while it is locked."""

    request: HtmxRequest
    writes: bool
    lock: str
    url: str
    title: str

    def answer(
        self,
        form: Callable[..., FollowUpForm],
        save: Callable[..., object],
        template: str,
        context: dict[str, Any],
    ) -> HttpResponse:
        """Show the page, or save what was posted and show it again."""
        context |= {"lock": self.lock, "form": form() if self.writes and not self.lock else None}
        if self.request.method == "POST":
            if not self.writes:
                raise Http404
            bound = form(self.request.POST)
            done = partial(saved, self.request, self.url, f"{self.title}.")
            answer = save_answer(self.request, bound, save, done, title=self.title, url=self.url)
            if answer:
                return answer
            context["form"] = bound  # shown even if a lock came meanwhile, so that what was written is not lost
        return render(self.request, template, context)

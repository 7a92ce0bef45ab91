"""Direktiv och uppdrag: the register, the page of one, and the decision that closes it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goals.forms.directives import CloseDirectiveForm, DirectiveFilterForm, DirectiveFollowUpForm
from goals.models import Directive, DirectiveFollowUp
from goals.pages.directives import (
    directives_to_open,
    may_answer,
    may_close,
    read_directive_page,
    read_register,
    unanswered,
)
from goals.services.directives import close_directive, follow_up_directive
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.reports.answers import save_answer, saved


@require_GET
def directive_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The register of what the unit, those under it and its nämnd have been told to do."""
    lens = figures_or_404(request, year, org_unit).lens
    form = DirectiveFilterForm(request.GET)
    register = read_register(request.user, lens, form.chosen, timezone.localdate())
    context = {"lens": lens, "register": register, "form": form}
    return render_part(request, "goals/directive_list.html", "list", context)


@require_http_methods(["GET", "POST"])
def directive_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One directive, and what the unit says of it."""
    lens, directive = _open(request, year, org_unit, pk)
    if request.method != "POST":
        return _page(request, lens, directive)
    if not may_answer(request.user, lens, directive):
        raise Http404
    key: dict[str, Any] = {"directive": directive, "org_unit": lens.org_unit, "occasion": lens.required_occasion}
    stored = DirectiveFollowUp.objects.filter(**key).first()
    form = DirectiveFollowUpForm(request.POST, instance=stored or unanswered(lens, directive))
    url = _url(lens, directive)
    done = partial(saved, request, url, f"{directive}.")
    answer = save_answer(request, form, partial(follow_up_directive, **key), done, title=str(directive), url=url)
    return answer or _page(request, lens, directive, form)


@require_http_methods(["GET", "POST"])
def directive_close(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Registrera avslut: which body decided that it is finished."""
    lens, directive = _open(request, year, org_unit, pk)
    if not may_close(request.user, lens, directive):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = CloseDirectiveForm(posted, instance=directive)
    back, title = _url(lens, directive), f"Avslut av {directive}"
    if posted is not None:
        url = _url(lens, directive, "directive_close")
        done = partial(saved, request, back, "Avslutet är registrerat.")
        answer = save_answer(request, form, partial(close_directive, pk=pk), done, title=title, url=url, back=back)
        if answer:
            return answer
    context = {"lens": lens, "directive": directive, "form": form, "back": back}
    return render(request, "goals/directive_close.html", context)


def _open(request: HtmxRequest, year: int, org_unit: str, pk: int) -> tuple[Lens, Directive]:
    lens = figures_or_404(request, year, org_unit).lens
    return lens, get_object_or_404(directives_to_open(lens), pk=pk)


def _page(
    request: HtmxRequest, lens: Lens, directive: Directive, bound: DirectiveFollowUpForm | None = None
) -> HttpResponse:
    page = read_directive_page(request.user, lens, directive, timezone.localdate(), bound)
    return render(request, "goals/directive_detail.html", {"lens": lens, "directive": directive, "page": page})


def _url(lens: Lens, directive: Directive, name: str = "directive_detail") -> str:
    return reverse(f"goals:{name}", args=[lens.year, lens.org_unit.slug, directive.pk])

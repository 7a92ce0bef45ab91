"""Direktiv och uppdrag: the register, the page of one, and the decision that closes it."""

from __future__ import annotations

from functools import partial

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
from goals.views.answers import accepted, conflict_answer, saved
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.records.saving import Conflict


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
    key = {"directive": directive, "org_unit": lens.org_unit, "occasion": lens.required_occasion}
    stored = DirectiveFollowUp.objects.filter(**key).first()
    form = DirectiveFollowUpForm(request.POST, instance=stored or unanswered(lens, directive))
    if form.is_valid():
        version, said = form.cleaned_data["version"], form.changes()
        try:
            if accepted(form, partial(follow_up_directive, version=version, by=request.user, **key, **said)):
                return saved(request, _url(lens, directive), f"{directive}.")
        except Conflict as conflict:
            url = _url(lens, directive)
            return conflict_answer(request, form, conflict, title=str(directive), url=url, back=url)
    return _page(request, lens, directive, form)


@require_http_methods(["GET", "POST"])
def directive_close(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Registrera avslut: which body decided that it is finished."""
    lens, directive = _open(request, year, org_unit, pk)
    if not may_close(request.user, lens, directive):
        raise Http404
    form = CloseDirectiveForm(request.POST if request.method == "POST" else None, instance=directive)
    if request.method == "POST" and form.is_valid():
        version, decision = form.cleaned_data["version"], form.changes()
        try:
            if accepted(form, partial(close_directive, pk=pk, version=version, by=request.user, **decision)):
                return saved(request, _url(lens, directive), f"{directive} är avslutat.")
        except Conflict as conflict:
            url = _url(lens, directive, "directive_close")
            title = f"Avslut av {directive}"
            return conflict_answer(request, form, conflict, title=title, url=url, back=_url(lens, directive))
    context = {"lens": lens, "directive": directive, "form": form, "back": _url(lens, directive)}
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

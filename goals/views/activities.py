"""Hur gick det? Marking activities, and planning them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.forms.activities import ActivityForm, MarkForm
from goals.models import Activity
from goals.pages.activities import read_activity_page
from goals.services.activities import carry_over_activity, change_activity, create_activity, mark_activity
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import AlreadyDone, Locked
from kommunrapport.reports.answers import save_answer, saved, wrote


@require_GET
def activity_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The user's own activities, or for a controller all of the unit and below."""
    chosen = request.GET.get("valt", "")
    return _page(request, year_figures_or_404(request, year, org_unit), carried_number(chosen, None))


@require_POST
def activity_mark(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Save how one activity went: htmx swaps what stands under the buttons."""
    figures = year_figures_or_404(request, year, org_unit)
    activity = get_object_or_404(Activity.objects.markable_by(request.user), pk=pk, year=year)
    title = activity.title
    form = MarkForm(request.POST, instance=activity)
    answer = save_answer(
        request,
        form,
        partial(mark_activity, pk=pk, today=timezone.localdate()),
        lambda: _marked(request, figures, pk),
        title=title,
        url=reverse("goals:activity_mark", args=[year, org_unit, pk]),
        back=_list_url(figures.lens),
        place=f"#aktivitet-{pk}",
    )
    return answer or _page(request, figures, pk=pk, bound=form)


@require_http_methods(["GET", "POST"])
def activity_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add an activity to the unit's year; the same form sent twice adds one."""
    figures = year_figures_or_404(request, year, org_unit)
    lens = figures.lens
    if not figures.access.may(Capability.MARK_ACTIVITIES, lens.org_unit.pk):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = ActivityForm(posted, instance=Activity(org_unit=lens.org_unit, year=year))
    if posted is not None and form.is_valid():
        token, plan = form.cleaned_data["token"], form.changes()
        create = partial(create_activity, org_unit=lens.org_unit, year=year, token=token, by=request.user, **plan)
        try:
            if wrote(form, create):
                return saved(request, _list_url(lens), "Aktiviteten är tillagd.")
        except AlreadyDone:
            return redirect(_list_url(lens))
    return _form_page(request, figures, {"form": form, "title": "Lägg till aktivitet"})


@require_http_methods(["GET", "POST"])
def activity_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change what an activity is: title, what it belongs to, when and who."""
    figures = year_figures_or_404(request, year, org_unit)
    activity = get_object_or_404(Activity.objects.changeable_by(request.user), pk=pk, year=year)
    title, url = activity.title, reverse("goals:activity_edit", args=[year, org_unit, pk])
    posted = request.POST if request.method == "POST" else None
    form = ActivityForm(posted, instance=activity)
    if posted is not None:
        done = partial(saved, request, _list_url(figures.lens), "Aktiviteten är ändrad.")
        answer = save_answer(request, form, partial(change_activity, pk=pk), done, title=title, url=url)
        if answer:
            return answer
    return _form_page(request, figures, {"form": form, "title": title, "activity": activity})


@require_POST
def activity_carry_over(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Take an unfinished activity over to the next year."""
    figures = year_figures_or_404(request, year, org_unit)
    get_object_or_404(Activity.objects.changeable_by(request.user), pk=pk, year=year)
    try:
        carried = carry_over_activity(pk=pk, by=request.user)
    except AlreadyDone:
        messages.success(request, f"Aktiviteten finns redan {year + 1}.")
    except Locked as locked:
        messages.error(request, locked.sentence)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{carried}: fortsätter {carried.year}.")
    return redirect(_list_url(figures.lens))


def _page(
    request: HtmxRequest, figures: Figures, pk: int | None = None, bound: MarkForm | None = None, **more: object
) -> HttpResponse:
    """The whole page; or to htmx what belongs under the buttons of activity `pk`, and how many are marked."""
    lens = figures.lens
    page = read_activity_page(request.user, lens, timezone.localdate(), bound, pk)
    context: dict[str, Any] = {"lens": lens, "page": page, "lock": figures.lock_sentence} | more
    context |= {"next_year": lens.year + 1, "last_year": lens.year - 1}
    context["may_add"] = page.is_every and not figures.is_closed
    if pk is not None and request.htmx:
        context["card"] = page.card(pk)
    return render_part(request, "goals/activity_list.html", "answer", context)


def _marked(request: HtmxRequest, figures: Figures, pk: int) -> HttpResponse:
    if request.htmx:
        return _page(request, figures, pk, saved_at=timezone.now())
    return saved(request, f"{_list_url(figures.lens)}?valt={pk}#aktivitet-{pk}", "")


def _form_page(request: HtmxRequest, figures: Figures, context: dict[str, Any]) -> HttpResponse:
    frame = {"lens": figures.lens, "lock": figures.lock_sentence, "back": _list_url(figures.lens)}
    return render(request, "goals/activity_edit.html", frame | context)


def _list_url(lens: Lens) -> str:
    return reverse("goals:activity_list", args=[lens.year, lens.org_unit.slug])

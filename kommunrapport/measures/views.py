"""One measure for one unit, and its targets."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kommunrapport.http import HtmxRequest, lens_or_404
from kommunrapport.measures.detail import MeasureDetail, TargetSlot, read_detail
from kommunrapport.measures.figures import Figures, figures_or_404
from kommunrapport.measures.forms import TargetForm, read_version
from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.services import clear_target, record_target
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, Locked


@require_GET
def measure_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The measures of a unit are listed where they are entered."""
    lens_or_404(request, year, org_unit)
    return redirect("goals:outcome_list", year, org_unit)


@require_GET
def measure_detail(request: HtmxRequest, year: int, org_unit: str, slug: str) -> HttpResponse:
    """All that is known of one measure."""
    figures = figures_or_404(request, year, org_unit)
    return _page(request, figures, _detail(figures, slug))


@require_POST
def target_edit(request: HtmxRequest, year: int, org_unit: str, slug: str) -> HttpResponse:
    """Save one of the year's targets; one that asks for less than last year is saved, with a warning on the page."""
    figures = figures_or_404(request, year, org_unit)
    detail = _detail(figures, slug)
    slot = detail.slot(request.POST.get("slot", ""))
    if slot is None or not figures.may_record(detail.measure):
        raise Http404
    form = TargetForm(detail.measure, slot.target, request.POST)
    if form.is_valid():
        try:
            _save(figures, slot, form, read_version(request.POST.get("version", "")), request.user)
        except Conflict as conflict:
            return _page(request, figures, _detail(figures, slug), slot, form, _clash(conflict))
        except Locked as locked:
            form.add_error(None, locked.sentence)
        else:
            return redirect("measures:measure_detail", year, org_unit, slug)
    return _page(request, figures, detail, slot, form)


def _detail(figures: Figures, slug: str) -> MeasureDetail:
    measures = Measure.objects.select_related("owner", "parent", "first", "second")
    return read_detail(figures, get_object_or_404(measures, slug=slug), timezone.localdate())


def _save(figures: Figures, slot: TargetSlot, form: TargetForm, version: int, by: User) -> None:
    if not form.cleaned_data["aim"]:
        if slot.target:
            clear_target(target=slot.target, version=version, by=by)
        return
    record_target(
        measure=slot.series.measure,
        org_unit=figures.lens.org_unit,
        year=figures.lens.year,
        breakdown=slot.series.breakdown,
        goal_id=slot.goal_id,
        version=version,
        by=by,
        **form.target_fields,
    )


def _clash(conflict: Conflict) -> str:
    stored = conflict.stored
    assert isinstance(stored, Target)  # noqa: S101 (services of targets raise it with one)
    line = stored.history.select_related("history_user").first() if stored.pk else None
    who = line.history_user.name if line and line.history_user else "Någon"
    return f"{who} ändrade målvärdet medan du skrev. Spara igen om du vill att ditt ska gälla."


def _page(
    request: HtmxRequest,
    figures: Figures,
    detail: MeasureDetail,
    sent: TargetSlot | None = None,
    form: TargetForm | None = None,
    clash: str = "",
) -> HttpResponse:
    """The page; with a form that was sent and not saved in its place."""
    targets = [
        (slot, form if form and sent and slot.key == sent.key else TargetForm(detail.measure, slot.target))
        for slot in detail.slots
    ]
    context: dict[str, Any] = {"lens": figures.lens, "figures": figures, "detail": detail, "targets": targets}
    context |= {"clash": clash, "clash_key": sent.key if sent else ""}
    return render(request, "measures/measure_detail.html", context, status=409 if clash else 200)

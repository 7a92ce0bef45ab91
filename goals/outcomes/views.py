"""Registrera utfall: the grid, one cell, a block, undo, and all that can be said of one outcome."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.outcomes.answers import OutcomePage, pop_receipt
from goals.outcomes.forms import DetailsForm, undo_keys, version_of, versions_of
from goals.outcomes.rows import GridRow
from goals.outcomes.saving import clash_of, paste_block, receipt_text
from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import Conflict, Locked


@require_GET
def outcome_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The grid."""
    return OutcomePage(request, year, org_unit).render(pop_receipt(request))


@require_http_methods(["GET", "POST"])
def outcome_edit(request: HtmxRequest, year: int, org_unit: str, measure: str, part: str) -> HttpResponse:
    """Save one cell, or show it as it is stored; without htmx that is the whole list."""
    page = OutcomePage(request, year, org_unit, part)
    row = page.grid.row_or_404(measure, part)
    if request.method == "GET":
        return page.fresh(row)
    _require_recordable(row)
    typed = request.POST.get("value", "").strip()
    if refused := page.saver.save(row, typed, version_of(request.POST)):
        return page.answer("", [], [refused])
    return page.answer(receipt_text(row, typed), [row.anchor])


@require_http_methods(["GET", "POST"])
def outcome_missing(request: HtmxRequest, year: int, org_unit: str, measure: str, part: str) -> HttpResponse:
    """Say why a value is missing, and what prints beside it: a dialog, or a page of its own."""
    page = OutcomePage(request, year, org_unit, part)
    row = page.grid.row_or_404(measure, part)
    _require_recordable(row)
    form = DetailsForm(row, request.POST if request.method == "POST" else None)
    version = version_of(request.POST) if request.method == "POST" else row.version
    if form.is_valid():
        try:
            page.saver.save_details(row, form, version)
        except Conflict as conflict:
            return page.details(row, form, conflict.stored.version, clash_of(conflict))
        except Locked as locked:
            form.add_error(None, locked.sentence)
        else:
            return page.answer(f"{row.name} är sparad", [row.anchor])
    return page.details(row, form, version)


@require_POST
def outcome_paste(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Save a block copied from a spreadsheet, down from one cell."""
    page = OutcomePage(request, year, org_unit)
    if not any(row.may_record for row in page.grid.rows):
        raise Http404
    start, block = request.POST.get("start", ""), request.POST.get("block", "")
    pasted = paste_block(page.saver, page.grid, start, block, versions_of(request.POST))
    return page.answer(pasted.sentence, pasted.saved, pasted.refused)


@require_POST
def outcome_undo(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Take back the latest save or paste, where nobody has saved since."""
    page = OutcomePage(request, year, org_unit)
    keys = [(page.grid.row_or_404(measure, part), version) for measure, part, version in undo_keys(request.POST)]
    for row, _ in keys:
        _require_recordable(row)
    undone = sum(page.saver.undo(row, version) for row, version in keys)
    text = "Ångrat" if undone == len(keys) else f"{undone} av {len(keys)} ångrade, resten har ändrats av någon annan"
    return page.undone({row.anchor for row, _ in keys}, text)


def _require_recordable(row: GridRow) -> None:
    """404 for who may not enter the row, as if it did not exist. Closed figures are told about instead."""
    if not (row.may_record and row.is_entered):
        raise Http404

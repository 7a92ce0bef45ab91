"""Registrera utfall: the grid, one cell, a block, undo, and all that can be said of one outcome."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.outcomes.answers import OutcomePage, pop_receipt
from goals.outcomes.details import details_page, record_details
from goals.outcomes.forms import DetailsForm, version_of
from goals.outcomes.rows import GridRow
from goals.outcomes.saving import clash_of, paste_block
from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import Conflict, Locked


@require_GET
def outcome_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The grid."""
    return OutcomePage(request, year, org_unit).render(pop_receipt(request))


@require_http_methods(["GET", "POST"])
def outcome_edit(request: HtmxRequest, year: int, org_unit: str, measure: str, part: str) -> HttpResponse:
    """Save one cell; without htmx the list with that row."""
    page = OutcomePage(request, year, org_unit, part)
    row = page.grid.row_or_404(measure, part)
    if request.method == "GET":
        return page.fresh(row)
    _require_recordable(row)
    refused = page.saver.save(row, request.POST.get("value", "").strip(), version_of(request.POST))
    return page.refused([refused]) if refused else page.saved([row.anchor], _receipt_text(row, request.POST))


@require_http_methods(["GET", "POST"])
def outcome_missing(request: HtmxRequest, year: int, org_unit: str, measure: str, part: str) -> HttpResponse:
    """Say why a value is missing, and what prints beside it: a dialog, or a page of its own."""
    page = OutcomePage(request, year, org_unit, part)
    row = page.grid.row_or_404(measure, part)
    _require_recordable(row)
    form = DetailsForm(row, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return details_page(page, row, form)
    version = version_of(request.POST)
    if form.is_valid():
        try:
            record_details(page, row, form, version)
        except Conflict as conflict:
            return details_page(page, row, form, clash=clash_of(conflict, ""), version=conflict.stored.version)
        except Locked as locked:
            form.add_error(None, locked.sentence)
        else:
            return page.saved([row.anchor], f"{row.name} är sparad.")
    return details_page(page, row, form, version=version)


@require_POST
def outcome_paste(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Save a block copied from a spreadsheet, down from one cell."""
    page = OutcomePage(request, year, org_unit)
    if not page.grid.is_editable and not page.figures.is_closed:
        raise Http404
    result = paste_block(
        page.saver, page.grid, request.POST.get("start", ""), request.POST.get("block", ""), _versions(request.POST)
    )
    return page.pasted(result)


@require_POST
def outcome_undo(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Take back the latest save or paste, where nobody has saved since."""
    page = OutcomePage(request, year, org_unit)
    keys = [key.split("/") for key in request.POST.getlist("undo")]
    rows = [(page.grid.row_or_404(measure, part), int(version)) for measure, part, version in keys]
    for row, _ in rows:
        _require_recordable(row)
    undone = [row for row, version in rows if page.saver.undo(row, version)]
    return page.undone([row for row, _ in rows], len(undone))

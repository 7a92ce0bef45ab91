"""What a person answers about a file: its columns, its rows, whether to read it in, to put it aside or take it back."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from budget.forms.import_columns import ColumnsForm
from budget.forms.import_control import ControlForm
from budget.forms.import_rows import RowsForm
from budget.imports.applying import undo_import
from budget.imports.mapping import Mapping
from budget.imports.ordering import choose_columns, look_elsewhere, order_applying, try_reading_again
from budget.imports.receiving import WAITING, cancel_import, set_control_total
from budget.models import ImportBatch
from budget.pages.import_receipt import read_receipt
from budget.views.import_pages import base_context, batch_or_404, batch_page, clash, columns_page, to_batch
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.numbers import carried_number
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.answers import saved

State = ImportBatch.State
ASK_TO_REMOVE = "Kryssa för att beloppen som inte finns i filen ska tas bort."


@require_http_methods(["GET", "POST"])
def import_columns(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The columns of a file that waits, also when its preview is made: going back to them."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    if batch.state not in (State.MAPPING, State.PREVIEW):
        return to_batch(figures, batch)
    form = ColumnsForm(request.POST if request.method == "POST" else None, batch=batch)
    if request.method == "POST" and form.is_valid():
        answer = _save_columns(request, figures, batch, form)
        if answer:
            return answer
    return columns_page(request, figures, batch, form)


def _save_columns(request: HtmxRequest, figures: Figures, batch: ImportBatch, form: ColumnsForm) -> HttpResponse | None:
    """None when the answers can't be used, and the form says why."""
    try:
        choose_columns(
            pk=batch.pk,
            version=form.cleaned_data["version"],
            mapping=form.mapping,
            source=form.source,
            new_source=form.new_source,
            by=request.user,
        )
    except Conflict:
        return _clash_or_done(request, figures, batch, form.mapping)
    except ValidationError as refusal:
        form.add_refusal(refusal)
        return None
    return to_batch(figures, batch)


@require_POST
def import_rows(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Where names without an area lead, and what kind single rows are."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    if batch.state != State.PREVIEW:
        return to_batch(figures, batch)
    form = RowsForm(request.POST, batch=batch)
    if not form.is_valid():
        return clash(request, figures, batch)
    try:
        choose_columns(
            pk=batch.pk,
            version=form.cleaned_data["version"],
            mapping=form.mapping,
            source=batch.source,
            new_source="",
            by=request.user,
        )
    except Conflict:
        return _clash_or_done(request, figures, batch, form.mapping)
    return to_batch(figures, batch)


def _clash_or_done(request: HtmxRequest, figures: Figures, batch: ImportBatch, mapping: Mapping) -> HttpResponse:
    """The same answers sent twice are saved; other answers meanwhile are a conflict."""
    batch.refresh_from_db()
    if batch.mapping == mapping.as_json() and batch.state in WAITING:
        return to_batch(figures, batch)
    return clash(request, figures, batch)


@require_POST
def import_table(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Another sheet, or another row with the heads."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    row = request.POST.get("header_row", "")
    header_row = int(row) if row.isascii() and row.isdecimal() and len(row) < 6 else 0
    sheet = request.POST.get("sheet", "")[:100]
    return _act(
        request,
        figures,
        batch,
        lambda version: look_elsewhere(pk=pk, version=version, sheet=sheet, header_row=header_row, by=request.user),
    )


@require_POST
def import_control(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The total that the user expects."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    form = ControlForm(request.POST, scale=batch.mapping.get("scale"))
    if not form.is_valid():
        return batch_page(request, figures, batch, " ".join(map(str, form.errors["control_total"])))
    total = form.cleaned_data["control_total"]
    return _act(
        request,
        figures,
        batch,
        lambda version: set_control_total(pk=pk, version=version, control_total=total, by=request.user),
    )


@require_POST
def import_apply(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Read in what the preview shows; sent twice it is read in once."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    if batch.state == State.APPLIED:
        return to_batch(figures, batch)
    if batch.state != State.PREVIEW or _version(request) != batch.version:
        return clash(request, figures, batch)
    if figures.is_closed:
        return batch_page(request, figures, batch)
    takes_away = "takes_away" in request.POST
    if batch.plan.get("counts", {}).get("removed") and not takes_away:
        return batch_page(request, figures, batch, ASK_TO_REMOVE)
    order_applying(batch=batch, version=batch.version, takes_away=takes_away, by=request.user)
    return to_batch(figures, batch)


@require_POST
def import_retry(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Read the file once more, after the background work was given up."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    if batch.state == State.UPLOADED:
        try_reading_again(batch=batch, by=request.user)
    return to_batch(figures, batch)


@require_POST
def import_cancel(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Put the file aside."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    return _act(request, figures, batch, lambda version: cancel_import(pk=pk, version=version, by=request.user))


@require_http_methods(["GET", "POST"])
def import_undo(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Ask first, then take everything the file brought back again."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    if batch.state != State.APPLIED:
        return to_batch(figures, batch)
    refusal = ""
    if request.method == "POST":
        try:
            undo_import(pk=pk, version=_version(request), by=request.user)
        except Conflict:
            return clash(request, figures, batch)
        except Locked as locked:
            refusal = locked.sentence
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            return saved(request, base_context(figures, batch)["url"], "Inläsningen är ångrad.")
    page = read_receipt(batch, request.GET, figures.lock_sentence)
    context = base_context(figures, batch) | {"page": page, "refusal": refusal or page.obstacle}
    return render(request, "budget/imports/undo.html", context)


def _act(request: HtmxRequest, figures: Figures, batch: ImportBatch, act: Callable[[int], object]) -> HttpResponse:
    """Do what was asked at the version the user saw, and show the file."""
    try:
        act(_version(request))
    except Conflict:
        return clash(request, figures, batch)
    return to_batch(figures, batch)


def _version(request: HtmxRequest) -> int:
    """The version the user saw; 0, which no row has, for a form without one."""
    return carried_number(request.POST.get("version", ""), 0)

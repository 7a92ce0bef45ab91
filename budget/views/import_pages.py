"""What the views of files share: finding the file, and its page as it is now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRefresh

from budget.forms.import_columns import ColumnsForm
from budget.forms.import_rows import RowsForm
from budget.models import ImportBatch
from budget.pages.import_columns import read_columns
from budget.pages.import_preview import read_preview
from budget.pages.import_receipt import read_receipt
from budget.pages.import_steps import Progress, read_progress, steps_of
from budget.pages.import_words import file_unit
from budget.views.form_pages import managed_or_404
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures

State = ImportBatch.State
CHANGED = "Någon ändrade samtidigt, och det du valde är inte sparat. Så här ser det ut nu."


def batch_or_404(request: HtmxRequest, year: int, org_unit: str, pk: int) -> tuple[Figures, ImportBatch]:
    """A file of the unit's year, for who manages its economy."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens
    batches = ImportBatch.objects.select_related("source", "org_unit", "uploaded_by", "applied_by", "undone_by")
    return figures, get_object_or_404(batches, pk=pk, org_unit=lens.org_unit, year=int(lens.year))


def batch_page(
    request: HtmxRequest, figures: Figures, batch: ImportBatch, notice: str = "", status: int = 200
) -> HttpResponse:
    """The page of a file, by the state it is in. `notice` is said above it."""
    progress = read_progress(batch)
    context = base_context(figures, batch) | {"progress": progress, "notice": notice or progress.notice}
    if progress.is_waiting:
        return _waiting(request, progress, context)
    if request.htmx:
        return HttpResponseClientRefresh()  # the work is done: the page has another content now
    match batch.state:
        case State.MAPPING:
            return columns_page(request, figures, batch, ColumnsForm(batch=batch), notice=notice, status=status)
        case State.PREVIEW:
            context |= _preview_context(request, batch)
            return render(request, "budget/imports/preview.html", context, status=status)
        case State.APPLIED | State.UNDONE:
            context |= {"page": read_receipt(batch, request.GET, figures.lock_sentence)}
            return render(request, "budget/imports/receipt.html", context, status=status)
    return render(request, "budget/imports/put_aside.html", context, status=status)


def _preview_context(request: HtmxRequest, batch: ImportBatch) -> dict[str, Any]:
    page = read_preview(batch, request.GET)
    typed = file_unit(batch.mapping.get("scale"), ()).typed(batch.control_total)
    return {"page": page, "rows_form": RowsForm(batch=batch), "control": typed}


def _waiting(request: HtmxRequest, progress: Progress, context: dict[str, Any]) -> HttpResponse:
    if request.htmx and request.GET.get("sett") == progress.mark:
        return HttpResponse(status=204)
    return render_part(request, "budget/imports/waiting.html", "state", context)


def columns_page(
    request: HtmxRequest,
    figures: Figures,
    batch: ImportBatch,
    form: ColumnsForm,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """How the file is read, as questions."""
    context = base_context(figures, batch, at_columns=True)
    context |= {"form": form, "page": read_columns(batch, form), "notice": notice}
    return render(request, "budget/imports/columns.html", context, status=status)


def base_context(figures: Figures, batch: ImportBatch, *, at_columns: bool = False) -> dict[str, Any]:
    """What every page about a file shows."""
    lens = figures.lens
    return {
        "lens": lens,
        "batch": batch,
        "steps": steps_of(batch, at_columns=at_columns),
        "lock": figures.lock_sentence,
        "list_name": "Inläsningar",
        "list_url": list_url(lens),
        "url": batch_url(lens, batch),
    }


def list_url(lens: Lens) -> str:
    return reverse("budget:import_list", args=[lens.year, lens.org_unit.slug])


def batch_url(lens: Lens, batch: ImportBatch) -> str:
    return reverse("budget:import_detail", args=[lens.year, lens.org_unit.slug, batch.pk])


def to_batch(figures: Figures, batch: ImportBatch) -> HttpResponse:
    return redirect(batch_url(figures.lens, batch))


def clash(request: HtmxRequest, figures: Figures, batch: ImportBatch) -> HttpResponse:
    """Somebody was first: the file as it is now, and that nothing was saved."""
    batch.refresh_from_db()
    return batch_page(request, figures, batch, CHANGED, status=409)

"""Inläsningar: the files of a year, a new one, and the page of each."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.imports import FileForm
from budget.imports.ordering import put_in
from budget.imports.template import import_workbook
from budget.models import ImportBatch
from budget.pages.import_history import read_history
from budget.views.form_pages import managed_or_404, manages
from budget.views.import_pages import batch_or_404, batch_page, batch_url, list_url
from kommunrapport.http import HtmxRequest, workbook_answer
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.records.saving import AlreadyDone, Locked
from kommunrapport.spreadsheets.uploads import is_too_large

TOO_LARGE = (
    "Filen är för stor, och inget är sparat. En fil får vara högst 25 MB: dela den, eller ta bort blad som inte behövs."
)


@require_http_methods(["GET", "POST"])
def import_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The history, and the form for a new file for those who may read one in."""
    if request.method != "POST":
        return _list_page(request, year_figures_or_404(request, year, org_unit))
    figures = managed_or_404(request, year, org_unit)
    form = FileForm(request.POST, request.FILES, org_unit=figures.lens.org_unit)
    if is_too_large(request):
        form.errors["file"] = form.error_class([TOO_LARGE], renderer=form.renderer)
        return _list_page(request, figures, form, status=413)
    return _receive(request, figures, form) or _list_page(request, figures, form)


def _receive(request: HtmxRequest, figures: Figures, form: FileForm) -> HttpResponse | None:
    """Keep the file and show its page; None when it was refused, and the form says why."""
    if not form.is_valid():
        return None
    lens = figures.lens
    try:
        batch = put_in(org_unit=lens.org_unit, year=int(lens.year), by=request.user, **form.cleaned_data)
    except AlreadyDone:
        own = ImportBatch.objects.filter(org_unit=lens.org_unit, year=int(lens.year), uploaded_by=request.user)
        latest = own.first()
        return redirect(batch_url(lens, latest) if latest else list_url(lens))
    except Locked as locked:
        form.add_error(None, locked.sentence)
    except ValidationError as refusal:
        form.add_error("file", refusal.messages)
    else:
        return redirect(batch_url(lens, batch))
    return None


def _list_page(request: HtmxRequest, figures: Figures, form: FileForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "lens": figures.lens,
        "page": read_history(figures.lens),
        "lock": figures.lock_sentence,
        "manages": manages(figures),
        "form": form or FileForm(org_unit=figures.lens.org_unit),
    }
    return render(request, "budget/imports/history.html", context, status=status)


@require_GET
def import_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One address for a file, whatever state it is in. htmx asks every other second while it is worked on."""
    figures, batch = batch_or_404(request, year, org_unit, pk)
    return batch_page(request, figures, batch)


@require_GET
def import_file(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The file as it came."""
    _, batch = batch_or_404(request, year, org_unit, pk)
    try:
        with batch.file.open("rb") as stored:
            content = stored.read()  # at most spreadsheets.limits.MAX_BYTES
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    named = content_disposition_header(as_attachment=True, filename=batch.file_name)
    return HttpResponse(content, "application/octet-stream", headers={"Content-Disposition": named or "attachment"})


@require_GET
def import_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The unit's areas with what is stored of them, to fill in and read in again."""
    lens = managed_or_404(request, year, org_unit).lens
    name = f"inlasning-{lens.org_unit.slug}-{int(lens.year)}.xlsx"
    content = import_workbook(lens.org_unit, int(lens.year))
    return workbook_answer(content, name)

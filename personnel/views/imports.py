"""Inläsning of figures of the staff: the template, a file, what it would change, and yes or no to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest, Lens, workbook_answer
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.records.saving import AlreadyDone, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.spreadsheets.problems import Refused
from kommunrapport.spreadsheets.uploads import is_too_large
from personnel.forms.imports import HrFileForm
from personnel.imports.problems import AboutPeople
from personnel.imports.template import template_workbook
from personnel.models import HrImport
from personnel.pages.imports import read_files, read_preview
from personnel.rights import manages_staff
from personnel.services.imports import SEEN_OTHERWISE, apply_import, cancel_import, receive_file

STALE = "Det som finns har ändrats så att filen inte längre går att läsa in. Avbryt och ladda upp på nytt."
SHOWN_PROBLEMS = 100


def managed_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    """The unit and period for who keeps its figures of the staff; 404 for everybody else."""
    figures = figures_or_404(request, year, org_unit)
    if not manages_staff(figures.access, figures.lens.org_unit.pk):
        raise Http404
    return figures.lens


@require_http_methods(["GET", "POST"])
def import_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The form for a new file, and all files that were read in."""
    lens = managed_or_404(request, year, org_unit)
    if request.method != "POST":
        return _list_page(request, lens, HrFileForm())
    form = HrFileForm.posted(request)
    if not form.is_valid():
        return _list_page(request, lens, form, status=413 if is_too_large(request) else 200)
    return _receive(request, lens, form)


def _receive(request: HtmxRequest, lens: Lens, form: HrFileForm) -> HttpResponse:
    """Show what the file would change, or why it was refused; then nothing of it is kept."""
    try:
        batch = receive_file(org_unit=lens.org_unit, by=request.user, **form.cleaned_data)
    except AboutPeople as refusal:
        return _list_page(request, lens, HrFileForm(), about_people=str(refusal))
    except Refused as refusal:
        return _list_page(
            request, lens, HrFileForm(), problems=refusal.problems[:SHOWN_PROBLEMS], count=len(refusal.problems)
        )
    except Locked as locked:
        form.add_error(None, locked.sentence)
        return _list_page(request, lens, form)
    except AlreadyDone:
        own = HrImport.objects.waiting().filter(org_unit=lens.org_unit, created_by=request.user).first()
        return redirect(_url(lens, "import_detail", own.pk) if own else _url(lens))
    return redirect(_url(lens, "import_detail", batch.pk))


def _list_page(request: HtmxRequest, lens: Lens, form: HrFileForm, status: int = 200, **more: Any) -> HttpResponse:
    waiting, applied = read_files(lens.org_unit)
    context = {"lens": lens, "form": form, "waiting": waiting, "applied": applied, **more}
    return render(request, "personnel/imports/list.html", context, status=status)


@require_GET
def import_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The template, with what is stored and may be shown."""
    lens = managed_or_404(request, year, org_unit)
    name = f"personal-{lens.org_unit.slug}-{lens.year.slug}.xlsx"
    content = template_workbook(lens.org_unit, lens.year)
    return workbook_answer(content, name)


@require_GET
def import_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """What a file that waits would change; one that is read in stands in the list."""
    lens, batch = _batch_or_404(request, year, org_unit, pk)
    if batch.state == HrImport.State.APPLIED:
        return redirect(_url(lens))
    return _preview_page(request, lens, batch)


@require_POST
def import_apply(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Read in all rows of the file, once."""
    lens, batch = _batch_or_404(request, year, org_unit, pk)
    try:
        apply_import(pk=pk, seen=request.POST.get("seen", ""), by=request.user)
    except AlreadyDone:
        return redirect(_url(lens))
    except HrImport.DoesNotExist as gone:
        raise Http404 from gone
    except Locked as locked:
        return _preview_page(request, lens, batch, locked.sentence)
    except ValidationError:
        return _preview_page(request, lens, batch, SEEN_OTHERWISE, status=409)
    rows = "1 rad är inläst." if batch.row_count == 1 else f"{batch.row_count} rader är inlästa."
    return saved(request, _url(lens), rows)


@require_POST
def import_cancel(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Forget a file that waits."""
    lens, _ = _batch_or_404(request, year, org_unit, pk)
    cancel_import(pk=pk)
    messages.success(request, "Inläsningen är avbruten. Inget är ändrat, och inget av filen är kvar.")
    return redirect(_url(lens))


def _batch_or_404(request: HtmxRequest, year: int, org_unit: str, pk: int) -> tuple[Lens, HrImport]:
    lens = managed_or_404(request, year, org_unit)
    return lens, get_object_or_404(HrImport.objects.select_related("created_by"), pk=pk, org_unit=lens.org_unit)


def _preview_page(
    request: HtmxRequest, lens: Lens, batch: HrImport, notice: str = "", status: int = 200
) -> HttpResponse:
    page = read_preview(batch, request.GET.get("sida", ""))
    if page.is_stale:
        notice = notice or STALE
    context = {"lens": lens, "batch": batch, "page": page, "notice": notice}
    return render(request, "personnel/imports/preview.html", context, status=status)


def _url(lens: Lens, name: str = "import_list", *args: int) -> str:
    return reverse(f"personnel:{name}", args=[lens.year, lens.org_unit.slug, *args])

"""Pictures: the file itself, and the pages where they are uploaded and described."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import save_answer, saved
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.form_pages import CHANGED
from kommunrapport.reports.forms import ChapterVersionForm
from kommunrapport.reports.models import Chapter, Picture, Report
from kommunrapport.reports.pictures.forms import PictureForm, PictureWordsForm
from kommunrapport.reports.pictures.reading import picture_for
from kommunrapport.reports.pictures.services import add_picture, change_picture, remove_picture
from kommunrapport.reports.services import Kept
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.spreadsheets.uploads import is_too_large


@login_not_required  # what is published is open; of the rest nothing is said to strangers
@csp_override({"default-src": [CSP.NONE], "sandbox": True})  # type: ignore[dict-item]  # has no values
@require_GET
def picture_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, for who may read a text that it stands in."""
    picture = picture_for(request.user, pk)
    if picture is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    etag = f'"{picture.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    try:
        content = picture.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"bild-{picture.pk}.{picture.media_type.removeprefix('image/')}"
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=picture.media_type, headers=headers)


@require_http_methods(["GET", "POST"])
def chapter_pictures(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The pictures of the report to choose from, and the form for one more; the editor shows them in a dialog."""
    found, chapter = _chapter_or_404(request, year, org_unit, report, pk)
    if request.method != "POST":
        return _list_page(request, found, chapter, PictureForm())
    form = PictureForm.posted(request)
    if form.is_valid():
        try:
            added = _add(request, found, form)
        except AlreadyDone:
            return redirect("reports:chapter_pictures", year, org_unit, report, pk)
        except Locked as locked:
            form.add_error(None, locked.sentence)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            if request.htmx:
                return _list_page(request, found, chapter, PictureForm(), added=added)
            url = reverse("reports:chapter_pictures", args=[year, org_unit, report, pk])
            return saved(request, url, "Bilden är uppladdad.")
    return _list_page(request, found, chapter, form, status=413 if is_too_large(request) else 200)


@require_http_methods(["GET", "POST"])
def picture_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, picture: int) -> HttpResponse:
    """What is said of a picture."""
    found, chapter = _chapter_or_404(request, year, org_unit, report, pk)
    shown = get_object_or_404(found.pictures, pk=picture)
    form = PictureWordsForm(request.POST if request.method == "POST" else None, instance=shown)
    if request.method == "POST":
        url = reverse("reports:chapter_pictures", args=[year, org_unit, report, pk])
        answer = save_answer(
            request,
            form,
            partial(change_picture, pk=picture),
            partial(saved, request, url, "Texten till bilden är ändrad."),
            title="Ändra texten till bilden",
            url=request.path,
            back=url,
        )
        if answer is not None:
            return answer
        shown.refresh_from_db()
    context = _context(found, chapter) | {"picture": shown, "form": form}
    return render(request, "reports/pictures/picture_edit.html", context)


@require_POST
def picture_remove(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, picture: int) -> HttpResponse:
    """The picture and its file are gone."""
    found, _ = _chapter_or_404(request, year, org_unit, report, pk)
    get_object_or_404(found.pictures, pk=picture)
    form = ChapterVersionForm(request.POST)
    if form.is_valid():
        try:
            remove_picture(pk=picture, version=form.cleaned_data["version"], by=request.user)
        except (Locked, Kept) as refusal:
            messages.error(request, refusal.sentence)
        except Conflict:
            messages.warning(request, CHANGED)
        else:
            messages.success(request, "Bilden är borttagen.")
    return redirect("reports:chapter_pictures", year, org_unit, report, pk)


def _add(request: HtmxRequest, report: Report, form: PictureForm) -> Picture:
    data = form.cleaned_data
    words = {name: data[name] for name in ("alt_text", "caption", "token")}
    return add_picture(report=report, taken=data["file"], by=request.user, **words)


def _chapter_or_404(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> tuple[Report, Chapter]:
    found = report_or_404(request, year, org_unit, report)
    return found, own_chapter_or_404(request, found, pk)


def _list_page(
    request: HtmxRequest,
    report: Report,
    chapter: Chapter,
    form: PictureForm,
    *,
    added: Picture | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(report, chapter) | {"pictures": report.pictures.all(), "form": form, "added": added}
    context["level"] = 3 if request.htmx else 2  # below the heading of the dialog, or of the page
    return render_part(request, "reports/pictures/picture_list.html", "choice", context, status=status)


def _context(report: Report, chapter: Chapter) -> dict[str, Any]:
    return {"report": report, "chapter": chapter, "lock": lock_sentence(report)}

"""Reading a Word document into a chapter: the form for the file, what it says, and yes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.reports.docx import waiting
from kommunrapport.reports.docx.forms import REPLACE, DocumentForm, PlacingForm
from kommunrapport.reports.docx.reading import Document
from kommunrapport.reports.docx.services import read_in_document
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.rich_text import PLACED_PICTURE, RichTextError
from kommunrapport.reports.template_imports import TOO_OLD
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.spreadsheets.review import open_review, sign_review
from kommunrapport.spreadsheets.uploads import is_too_large

_SALT = "reports.docx"
CHANGED_SINCE = "Någon ändrade kapitlet sedan du granskade. Se texten som finns nu och välj igen."


@dataclass(frozen=True, slots=True)
class Kept:
    """A document between preview and yes: the name it is kept under, and the version of the chapter that was seen."""

    name: str
    version: int


@require_http_methods(["GET", "POST"])
def docx_read(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Choose a document; then what it says, and where it goes."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    lock = lock_sentence(found)
    form = DocumentForm.posted(request) if request.method == "POST" and not lock else DocumentForm()
    if form.is_bound and form.is_valid():
        read = form.cleaned_data["file"]
        document = Document.from_json(read)
        placing = PlacingForm(document=document, stored=chapter.text)
        return _review(request, found, chapter, document, placing, kept_as=waiting.keep(read))
    context = {"report": found, "chapter": chapter, "form": form, "lock": lock}
    status = 413 if is_too_large(request) else 200
    return render(request, "reports/docx/docx_read.html", context, status=status)


@require_POST
def docx_apply(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Write it into the chapter as was chosen."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    address: list[object] = [request.user.pk, pk]
    ticket = open_review(request.POST.get("ticket", ""), address=address, salt=_SALT, row=Kept)
    kept = ticket.rows[0] if ticket else Kept("", 0)
    read = waiting.fetch(kept.name)
    if ticket is None or read is None:
        messages.error(request, TOO_OLD)
        return redirect("reports:docx_read", year, org_unit, report, pk)
    document = Document.from_json(read)
    form = PlacingForm(request.POST, document=document, stored=chapter.text)
    if not form.is_valid():
        return _review(request, found, chapter, document, form, kept_as=kept.name)
    try:
        read_in_document(
            pk=pk,
            version=kept.version,
            document=document,
            alt_texts=form.alt_texts,
            replaces=form.cleaned_data["place"] == REPLACE,
            token=ticket.token,
            by=request.user,
        )
    except AlreadyDone:
        return redirect("reports:chapter_edit", year, org_unit, report, pk)
    except Conflict:
        chapter.refresh_from_db()
        return _review(request, found, chapter, document, form, kept_as=kept.name, notice=CHANGED_SINCE)
    except Locked as locked:
        form.add_error(None, locked.sentence)
    except RichTextError as refusal:
        form.add_error(None, str(refusal))
    else:
        waiting.forget(kept.name)
        return saved(request, reverse("reports:chapter_edit", args=[year, org_unit, report, pk]), "Texten är inläst.")
    return _review(request, found, chapter, document, form, kept_as=kept.name)


def _review(
    request: HtmxRequest,
    report: Report,
    chapter: Chapter,
    document: Document,
    form: PlacingForm,
    *,
    kept_as: str,
    notice: str = "",
) -> HttpResponse:
    address: list[object] = [request.user.pk, chapter.pk]
    context: dict[str, Any] = {
        "report": report,
        "chapter": chapter,
        "document": document,
        "shown": _numbered(document.html),
        "form": form,
        "notice": notice,
        "ticket": sign_review([[kept_as, chapter.version]], address=address, salt=_SALT),
    }
    return render(request, "reports/docx/docx_review.html", context, status=409 if notice else 200)


def _numbered(html: str) -> SafeString:
    """The cleaned text with the number of each picture where it stands."""
    shown = PLACED_PICTURE.sub(r'<p class="picture-place">Bild \1</p>', html)
    return mark_safe(shown)  # noqa: S308 - cleaned when it was read

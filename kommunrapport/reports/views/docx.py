"""Reading a Word document into a chapter: the form for the file, what it says, and yes to it."""

from __future__ import annotations

from dataclasses import dataclass

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
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.printing import open_report
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


@dataclass(frozen=True, slots=True)
class Review:
    """A document beside the chapter that it is to be read into; `kept_as` is the name it waits under."""

    request: HtmxRequest
    report: Report
    chapter: Chapter
    document: Document
    kept_as: str

    def answer(self, form: PlacingForm, notice: str = "") -> HttpResponse:
        """What it says, and where it goes."""
        address: list[object] = [self.request.user.pk, self.chapter.pk]
        context = {
            "report": self.report,
            "chapter": self.chapter,
            "place": _place(self.report, self.chapter),
            "document": self.document,
            "shown": _numbered(self.document.html),
            "form": form,
            "notice": notice,
            "ticket": sign_review([[self.kept_as, self.chapter.version]], address=address, salt=_SALT),
        }
        return render(self.request, "reports/docx/docx_review.html", context, status=409 if notice else 200)


@require_http_methods(["GET", "POST"])
def docx_read(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Choose a document; then what it says, and where it goes."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    lock = lock_sentence(found)
    form = DocumentForm.posted(request) if request.method == "POST" and not lock else DocumentForm()
    if form.is_bound and form.is_valid():
        read = form.cleaned_data["file"]
        review = Review(request, found, chapter, Document.from_json(read), waiting.keep(read))
        return review.answer(PlacingForm(document=review.document, stored=chapter.text))
    context = {"report": found, "chapter": chapter, "place": _place(found, chapter), "form": form, "lock": lock}
    status = 413 if is_too_large(request) else 200
    return render(request, "reports/docx/docx_read.html", context, status=status)


@require_POST
def docx_apply(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Write it into the chapter as was chosen."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    ticket = open_review(request.POST.get("ticket", ""), address=[request.user.pk, pk], salt=_SALT, row=Kept)
    kept = ticket.rows[0] if ticket else Kept("", 0)
    read = waiting.fetch(kept.name)
    if ticket is None or read is None:
        messages.error(request, TOO_OLD)
        return redirect("reports:docx_read", year, org_unit, report, pk)
    review = Review(request, found, chapter, Document.from_json(read), kept.name)
    form = PlacingForm(request.POST, document=review.document, stored=chapter.text)
    if not form.is_valid():
        return review.answer(form)
    return _read_in(review, form, version=kept.version, token=ticket.token)


def _read_in(review: Review, form: PlacingForm, *, version: int, token: str) -> HttpResponse:
    report, lens = review.report, review.request.lens
    chapter_url = reverse(
        "reports:chapter_edit", args=[report.occasion.period, lens.org_unit.slug, report.slug, review.chapter.pk]
    )
    try:
        read_in_document(
            pk=review.chapter.pk,
            version=version,
            document=review.document,
            alt_texts=form.alt_texts,
            replaces=form.cleaned_data["place"] == REPLACE,
            token=token,
            by=review.request.user,
        )
    except AlreadyDone:
        return redirect(chapter_url)
    except Conflict:
        review.chapter.refresh_from_db()
        return review.answer(form, CHANGED_SINCE)
    except (Locked, RichTextError) as refusal:
        form.add_error(None, refusal.sentence if isinstance(refusal, Locked) else str(refusal))
        return review.answer(form)
    waiting.forget(review.kept_as)
    return saved(review.request, chapter_url, "Texten är inläst.")


def _place(report: Report, chapter: Chapter) -> Entry:
    """The chapter with its number: several may be headed alike."""
    return next(entry for entry in walk(open_report(report).outline) if entry.chapter.pk == chapter.pk)


def _numbered(html: str) -> SafeString:
    """The cleaned text with the number of each picture where it stands."""
    shown = PLACED_PICTURE.sub(r'<p class="picture-place">Bild \1</p>', html)
    return mark_safe(shown)  # noqa: S308 - cleaned when it was read

"""How the workbench answers: its page, and what became of a text that was sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import reswap, retarget, trigger_client_event

from kommunrapport.dates import format_day, format_time
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.organisation.access import access_of
from kommunrapport.quality.pages import may_see_checks
from kommunrapport.records.models import Versioned
from kommunrapport.reports.differences import differences, near_differences
from kommunrapport.reports.drafting.conflicts import keep_refused_text, merge_with_stored
from kommunrapport.reports.drafting.offers import STORED, chapter_drafts, readable
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.forms import ChapterTextForm
from kommunrapport.reports.live.resolving import resolve_figures
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.promises.pages import read_chapter_promises
from kommunrapport.reports.review.panels import workbench_panel
from kommunrapport.reports.review.steps import review_steps
from kommunrapport.reports.review.tree import chapter_tree
from kommunrapport.reports.rich_text import word_count
from kommunrapport.reports.views.finding import writes_all
from kommunrapport.reports.workbench import Workbench, may_write, text_a_year_before

CHANGED_MEANWHILE = "Någon annan ändrade kapitlet samtidigt. Kontrollera hur det ser ut nu och försök igen."
WHOLE_FORM = "#skriv"


def workbench_page(request: HtmxRequest, bench: Workbench, form: ChapterTextForm | None = None) -> HttpResponse:
    """The page of a chapter; `form` holds a text that was refused."""
    return render(request, "reports/chapter_edit.html", _context(request, bench, form))


def saved(request: HtmxRequest, bench: Workbench) -> HttpResponse:
    """The receipt; with htmx also what else on the page follows the text."""
    chapter = bench.chapter
    if not request.htmx:
        return redirect(chapter_url(bench))
    context = {"bench": bench, "chapter": chapter, "shape": bench.shape, "last_saved": _last_saved(chapter)}
    return trigger_client_event(render(request, "reports/chapter_edit.html#saved", context), STORED)


def not_saved(request: HtmxRequest, bench: Workbench, form: ChapterTextForm) -> HttpResponse:
    """The text stays in the editor; without htmx the page is shown again with it."""
    return render_part(request, "reports/chapter_edit.html", "not_saved", _context(request, bench, form))


def conflict_page(request: HtmxRequest, bench: Workbench, stored: Versioned, form: ChapterTextForm) -> HttpResponse:
    """Both texts and a proposal that has the changes of both; with htmx in place of the form.

    The user's text stays as a draft, whatever is chosen, until it is thrown away.
    """
    assert isinstance(stored, Chapter)  # noqa: S101 (the service saves chapters)
    mine = form.cleaned_data["text"]
    url, title = chapter_url(bench), f"{bench.entry.number} {bench.entry.title}, {bench.opened.report}".strip()
    draft = keep_refused_text(request.user, stored, form, title=title, url=url)
    proposal = merge_with_stored(stored, form)
    text = resolve_figures(proposal.text, bench.opened.scope) if proposal else mine
    context = {
        "bench": bench,
        "report": bench.opened.report,
        "url": url,
        "stored": stored,
        "last_saved": _last_saved(stored),
        "mine": mine,
        "draft": draft,
        "proposal": proposal,
        "form": ChapterTextForm(initial={"version": stored.version, "text": text}, auto_id="forslag_%s"),
        "confirmations": form.confirmations,
        "differences": near_differences(differences(stored.text, mine)),
    }
    response = render_part(request, "reports/chapter_conflict.html", "conflict", context, status=409)
    return _in_place_of_the_form(trigger_client_event(response, STORED) if draft else response)


def gone_page(request: HtmxRequest, report: Report, form: ChapterTextForm) -> HttpResponse:
    """The chapter was removed while the user wrote: the text is shown, so that it can be put elsewhere."""
    form.is_valid()
    context = {"report": report, "text": form.cleaned_data.get("text", ""), "raw": form.data.get("text", "")}
    response = render_part(request, "reports/chapter_gone.html", "gone", context, status=409)
    return _in_place_of_the_form(response)


def _in_place_of_the_form(response: HttpResponse) -> HttpResponse:
    """For htmx, which otherwise fills the line beside the button."""
    return reswap(retarget(response, WHOLE_FORM), "outerHTML")


def chapter_url(bench: Workbench) -> str:
    report = bench.opened.report
    return reverse(
        "reports:chapter_edit", args=[report.occasion.period, bench.org_unit.slug, report.slug, bench.chapter.pk]
    )


def reading_place(bench: Workbench) -> str:
    """The chapter in the reading view."""
    report = bench.opened.report
    url = reverse("reports:report_read", args=[report.occasion.period, bench.org_unit.slug, report.slug])
    return f"{url}#{bench.entry.anchor}"


def _context(request: HtmxRequest, bench: Workbench, form: ChapterTextForm | None) -> dict[str, Any]:
    report, chapter = bench.opened.report, bench.chapter
    is_open = report.is_writable
    writes = is_open and may_write(request.user, chapter)
    chosen = request.POST.get("draft") or request.GET.get("utkast", "")
    drafts = chapter_drafts(request.user, chapter, chosen if writes else "")
    begun = drafts.taken
    initial = {
        "version": begun.base_version if begun else chapter.version,
        "text": resolve_figures(readable(begun.text) if begun else chapter.text, bench.opened.scope),
    }
    return {
        "bench": bench,
        "report": report,
        "form": form or ChapterTextForm(initial=initial),
        "lock": "" if is_open else lock_sentence(report),
        "may_write": writes,
        "may_arrange": is_open and writes_all(request, report.org_unit_id),
        "words": word_count(chapter.text),
        "drafts": drafts,
        "last_year": text_a_year_before(report, bench.entry),
        "last_saved": _last_saved(chapter),
        "tree": chapter_tree(request.user, bench, request.GET.get("visa", "")),
        "comments": workbench_panel(request.user, bench),
        "review": review_steps(request.user, report, chapter),
        "promises": read_chapter_promises(request.user, chapter),
        "sees_checks": may_see_checks(access_of(request.user), report.org_unit_id),
    }


@dataclass(frozen=True, slots=True)
class LastSaved:
    """When the chapter was saved, as "14:32" today and "25 jan 14:32" before, and by whom ("" for the program)."""

    when: str
    by: str


def _last_saved(chapter: Chapter) -> LastSaved | None:
    line = chapter.history.select_related("history_user").first()
    if line is None:
        return None
    is_today = timezone.localdate(line.history_date) == timezone.localdate()
    when = format_time(line.history_date)
    return LastSaved(when if is_today else f"{format_day(line.history_date)} {when}", str(line.history_user or ""))

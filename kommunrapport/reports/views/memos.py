"""The official memo of a report: read, written on one page, printed."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.jobs.services import start_job
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import AlreadyDone
from kommunrapport.reports.answers import save_answer, saved
from kommunrapport.reports.memos.background import EXPORT_MEMO
from kommunrapport.reports.memos.forms import MemoForm
from kommunrapport.reports.memos.printing import memo_of
from kommunrapport.reports.memos.reading import read_memo
from kommunrapport.reports.memos.rows import BUTTON
from kommunrapport.reports.memos.services import write_memo
from kommunrapport.reports.memos.starting import new_memo
from kommunrapport.reports.models import Report
from kommunrapport.reports.services import lock_sentence
from kommunrapport.reports.views.finding import own_report_or_404, report_or_404, writes_all


@require_GET
def memo_read(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The memo as it prints, and what it passes on its way."""
    found = report_or_404(request, year, org_unit, report)
    memo = memo_of(found)
    context = _context(found) | {
        "read": read_memo(found, request.user),
        "memo": memo,
        "instances": memo.instances.all() if memo else (),
        "may_write": writes_all(request, found.org_unit_id),
        "may_register": access_of(request.user).may(Capability.LOCK, found.org_unit_id),
        "is_archived": found.state == Report.State.ARCHIVED,
        "token": secrets.token_urlsafe(32),
    }
    return render(request, "reports/memos/read.html", context)


@require_http_methods(["GET", "POST"])
def memo_edit(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The memo's page: all of it in one form. A button of a row sends what is typed and saves nothing."""
    found = own_report_or_404(request, year, org_unit, report)
    memo = memo_of(found) or new_memo(found, request.user, timezone.localdate())
    if request.method != "POST":
        return _form_page(request, found, MemoForm(instance=memo))
    if BUTTON in request.POST:
        return _form_page(request, found, MemoForm.with_rows_changed(request.POST, memo))
    form = MemoForm(request.POST, instance=memo)
    done = partial(saved, request, reverse("reports:memo_read", args=[year, org_unit, report]), "")
    answer = save_answer(
        request, form, partial(write_memo, report=found), done, title=_title(), url=request.path, back=request.path
    )
    return answer or _form_page(request, found, form)


@require_POST
def memo_print(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Order the memo's PDF; the page of the job shows how far it is."""
    found = report_or_404(request, year, org_unit, report)
    if read_memo(found, request.user) is None:
        raise Http404
    try:
        job = start_job(
            kind=EXPORT_MEMO, params={"report": found.pk}, by=request.user, token=request.POST.get("token", "")[:64]
        )
    except AlreadyDone:
        return redirect("reports:memo_read", year, org_unit, report)
    return redirect("jobs:job_detail", job.pk)


def _form_page(request: HtmxRequest, report: Report, form: MemoForm) -> HttpResponse:
    return render_part(request, "reports/memos/edit.html", "form", _context(report) | {"form": form})


def _context(report: Report) -> dict[str, Any]:
    return {"report": report, "title": _title(), "lock": "" if report.is_writable else lock_sentence(report)}


def _title() -> str:
    return label_set().text("memo.title")

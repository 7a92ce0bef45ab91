"""What is registered about a memo's matter: its number, and the instances it passes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import year_figures_or_404
from kommunrapport.organisation.models import Municipality
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.answers import save_answer, saved
from kommunrapport.reports.form_pages import FormPage
from kommunrapport.reports.memos.forms import CaseNumberForm, InstanceForm, case_number_warning
from kommunrapport.reports.memos.printing import memo_of
from kommunrapport.reports.memos.services import add_instance, change_case_number, change_instance, remove_instance
from kommunrapport.reports.models import Memo, MemoInstance, Report
from kommunrapport.reports.services import lock_sentence
from kommunrapport.reports.views.finding import report_or_404


class MatterPage(FormPage):
    """A form about the matter; what it belongs to is the memo's page."""

    form_template = "reports/memos/form.html"
    confirm_template = "reports/memos/remove.html"

    def _context(self) -> dict[str, Any]:
        """The matter is kept whether the year's figures are closed or not."""
        return super()._context() | {"lock": self.lock}

    def change(self, form: RecordForm, save: Any, done: str, **more: Any) -> HttpResponse:
        """Show the form of a stored row, or save it."""
        answer = None
        if self.posted is not None:
            receipt = partial(saved, self.request, self.list_url, done)
            answer = save_answer(
                self.request, form, save, receipt, title=self.title, url=self.request.path, back=self.list_url
            )
        return answer or self.show([form], button="Spara", **more)


@require_http_methods(["GET", "POST"])
def case_number(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The matter's number. One that looks odd is saved, and said to look so."""
    found, page = _page_or_404(request, year, org_unit, report, "Diarienummer")
    form = CaseNumberForm(page.posted, instance=found)
    answer = page.change(form, partial(change_case_number, report=found), "Diarienumret är sparat.")
    if answer.status_code == 302:
        pattern = Municipality.objects.values_list("case_number_pattern", flat=True).get()
        if warning := case_number_warning(form.cleaned_data["case_number"], pattern):
            messages.warning(request, warning)
    return answer


@require_http_methods(["GET", "POST"])
def instance_add(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """One more instance, last."""
    found, page = _page_or_404(request, year, org_unit, report, "Lägg till instans")
    memo = _memo_or_404(found)
    form = InstanceForm(page.posted, initial={"order": memo.instances.count() + 1})
    return page.create(form, partial(add_instance, memo=memo), "Instansen är tillagd.")


@require_http_methods(["GET", "POST"])
def instance_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """What is known of an instance."""
    found, page = _page_or_404(request, year, org_unit, report, "Ändra instans")
    instance = get_object_or_404(MemoInstance, pk=pk, memo__report=found)
    remove_url = reverse("reports:memo_instance_remove", args=[year, org_unit, report, pk])
    form = InstanceForm(page.posted, instance=instance)
    return page.change(form, partial(change_instance, pk=pk), "Instansen är ändrad.", remove_url=remove_url)


@require_http_methods(["GET", "POST"])
def instance_remove(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Ask, then take the instance away."""
    found, page = _page_or_404(request, year, org_unit, report, "Ta bort instans")
    instance = get_object_or_404(MemoInstance, pk=pk, memo__report=found)
    return page.confirm(instance, partial(remove_instance, pk=pk), "Instansen är borttagen.")


def _page_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str, title: str) -> tuple[Report, MatterPage]:
    """The report, and a page about its matter, for who keeps the matters of its unit."""
    figures = year_figures_or_404(request, year, org_unit)
    found = report_or_404(request, year, org_unit, slug)
    if not figures.access.may(Capability.LOCK, found.org_unit_id):
        raise Http404
    lock = lock_sentence(found) if found.state == Report.State.ARCHIVED else ""
    url = reverse("reports:memo_read", args=[year, org_unit, slug])
    return found, MatterPage(request, figures, title, "Skrivelsen", url, lock=lock)


def _memo_or_404(report: Report) -> Memo:
    memo = memo_of(report)
    if memo is None:
        raise Http404
    return memo

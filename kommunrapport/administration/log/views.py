"""The log's page and its file."""

from __future__ import annotations

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_GET

from kommunrapport.administration.log.export import export_log
from kommunrapport.administration.log.forms import LogForm
from kommunrapport.administration.log.reading import read_log
from kommunrapport.http import HtmxRequest, administrator_required


@administrator_required
@require_GET
def change_log(request: HtmxRequest) -> HttpResponse:
    """What was changed, the latest first, narrowed by the form."""
    form = LogForm(request.GET)
    form.is_valid()
    page = read_log(form.narrow(_moment(request.GET.get("aldre", ""))))
    chosen = request.GET.copy()
    chosen.pop("aldre", None)
    context = {"form": form, "page": page, "chosen": chosen.urlencode(), "one_row": form.cleaned_data.get("row")}
    return render(request, "administration/log.html", context)


def _moment(text: str) -> datetime.datetime | None:
    """The moment that the page before ended at; None for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:  # a day that no month has
        return None
    return moment if moment and is_aware(moment) else None


@administrator_required
@require_GET
def change_log_file(request: HtmxRequest) -> HttpResponse:
    """The same lines as a csv file."""
    form = LogForm(request.GET)
    form.is_valid()
    headers = {"Content-Disposition": 'attachment; filename="andringslogg.csv"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(export_log(form.narrow()), content_type="text/csv; charset=utf-8", headers=headers)

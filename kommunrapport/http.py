"""The request as our views know it, and how a view answers: a whole page, or the part htmx asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR, Period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HtmxRequest(HttpRequest):
    """A request of a signed-in user."""

    htmx: HtmxDetails
    user: User
    lens: Lens  # set by lens_or_404


class Lens:
    """The period and unit an address names: through them everything on the page is seen."""

    def __init__(self, year: Period, org_unit: OrgUnit, occasion: Occasion | None) -> None:
        self.year = year
        self.org_unit = org_unit
        self.occasion = occasion

    @property
    def full_year(self) -> Occasion | None:
        """The occasion that closes what belongs to the year whatever the period."""
        is_full_year = self.year.kind == FULL_YEAR
        return self.occasion if is_full_year else Occasion.objects.full_year(self.year)

    @property
    def required_occasion(self) -> Occasion:
        """The occasion of the period; a 404 when the kommun has not opened the year."""
        if self.occasion is None:
            raise Http404("Året är inte öppnat för uppföljning.")
        return self.occasion


def lens_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    """The lens of an address, if the user may read the unit; else 404, as if it did not exist."""
    unit = get_object_or_404(OrgUnit.objects.readable_by(request.user).select_related("parent__parent"), slug=org_unit)
    period = Period.of(year)
    lens = Lens(period, unit, Occasion.objects.of_period(period))
    if lens.occasion is None and period.kind != FULL_YEAR:
        raise Http404  # years before the program have outcomes, but no parts of a year
    request.lens = lens  # the frame of the page shows unit and period
    return lens


def administrator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for the administrator; everybody else gets 404."""

    @wraps(view)
    def checked(request: HtmxRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access_of(request.user).is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """An .xlsx to download."""
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def render_part(
    request: HtmxRequest, template: str, part: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the whole page, or only its partial `part` when htmx asks.

    One address then has two bodies, so caches are told which header decides.
    """
    response = render(request, f"{template}#{part}" if request.htmx else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response

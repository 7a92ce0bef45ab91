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


class HtmxRequest(HttpRequest):
    """A request of a signed-in user."""

    htmx: HtmxDetails
    user: User
    lens: Lens  # set by lens_or_404


class Lens:
    """The year and unit an address names: through them everything on the page is seen."""

    def __init__(self, year: int, org_unit: OrgUnit, occasion: Occasion | None) -> None:
        self.year = year
        self.org_unit = org_unit
        self.occasion = occasion

    @property
    def required_occasion(self) -> Occasion:
        """The full-year occasion; a 404 when the kommun has not opened the year."""
        if self.occasion is None:
            raise Http404("Året är inte öppnat för uppföljning.")
        return self.occasion


def lens_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    """The lens of an address, if the user may read the unit; else 404, as if it did not exist."""
    unit = get_object_or_404(OrgUnit.objects.readable_by(request.user).select_related("parent__parent"), slug=org_unit)
    lens = Lens(year, unit, Occasion.objects.full_year(year))
    request.lens = lens  # the frame of the page shows unit and year
    return lens


def administrator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for the administrator; everybody else gets 404."""

    @wraps(view)
    def checked(request: HtmxRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access_of(request.user).is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def render_part(
    request: HtmxRequest, template: str, part: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the whole page, or only its partial `part` when htmx asks.

    One address then has two bodies, so caches are told which header decides.
    """
    response = render(request, f"{template}#{part}" if request.htmx else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response

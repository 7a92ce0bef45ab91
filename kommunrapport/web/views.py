"""Start page and what belongs to no chapter."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.organisation.models import Municipality
from kommunrapport.organisation.roles import Role
from kommunrapport.web.guide import guide_pages
from kommunrapport.web.navigation import Frame
from kommunrapport.web.start import read_start_page


@require_GET
def home(request: HtmxRequest) -> HttpResponse:
    """Send the user to the page where the role starts: Att göra, or Rapporter for those who only read."""
    frame = Frame(request)
    if frame.lens is None:
        raise Http404
    only_reads = frame.access.roles <= {Role.POLITICIAN, Role.AUDITOR}
    name = "reports:report_list" if only_reads else "web:start"
    return redirect(name, frame.lens.year, frame.lens.org_unit.slug)


@login_not_required
@require_GET
def accent(request: HttpRequest) -> HttpResponse:
    """The kommun's colour as a stylesheet, since a strict policy allows no inline style."""
    municipality = Municipality.objects.first()
    rule = f":root {{ --accent: {municipality.accent_color}; }}\n" if municipality else ""
    response = HttpResponse(rule, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "max-age=300"
    return response


@require_GET
def help_page(request: HtmxRequest, name: str = "") -> HttpResponse:
    """One page of the user guide, with the others beside it; without a name the first."""
    pages = guide_pages()
    page = next((page for page in pages if not name or page.name == name), None)
    if page is None:
        raise Http404
    return render(request, "web/help.html", {"pages": pages, "page": page})


@require_GET
def start(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Att göra. Who only reads what is closed has nothing to look for in a year that is open."""
    lens = figures_or_404(request, year, org_unit).lens
    page = read_start_page(request.user, lens, timezone.localdate())
    return render(request, "web/start.html", {"lens": lens, "start": page})

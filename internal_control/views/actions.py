"""Förbättringsåtgärder: marking how they go, adding and changing them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from internal_control.forms.actions import ActionForm, MarkActionForm
from internal_control.locks import read_locks
from internal_control.models import ControlTest, ImprovementAction
from internal_control.pages.actions import read_action_page
from internal_control.pages.follow_ups import tests_around
from internal_control.pages.links import page_url
from internal_control.seeing import tests_seen
from internal_control.services.actions import add_action, change_action, mark_action
from internal_control.views.form_pages import FormPage
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.answers import save_answer, saved

ALL = "alla"


@require_GET
def action_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The user's own actions that are open in the year, or for a controller all of the unit and below."""
    chosen = request.GET.get("valt", "")
    return _page(request, year_figures_or_404(request, year, org_unit), carried_number(chosen, None))


@require_POST
def action_mark(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Save how one action goes: htmx swaps what stands under the buttons."""
    figures = year_figures_or_404(request, year, org_unit)
    action = get_object_or_404(ImprovementAction.objects.open_in(year).markable_by(request.user), pk=pk)
    title = action.text
    form = MarkActionForm(request.POST, instance=action)
    answer = save_answer(
        request,
        form,
        partial(mark_action, pk=pk, year=int(year), today=timezone.localdate()),
        lambda: _marked(request, figures, pk),
        title=title,
        url=page_url(figures.lens, "action_mark", pk),
        back=page_url(figures.lens, "action_list"),
        place=f"#atgard-{pk}",
    )
    return answer or _page(request, figures, pk=pk, bound=form)


@require_http_methods(["GET", "POST"])
def action_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add an action; ?kontroll= names the control whose finding it is about."""
    figures = year_figures_or_404(request, year, org_unit)
    test = _named_control(request, figures.lens)
    if not _may_add(request, figures, test):
        raise Http404
    unit = test.org_unit if test else figures.lens.org_unit
    responsible = test.responsible if test else None
    new = ImprovementAction(org_unit=unit, year=int(year), control_test=test, responsible=responsible)
    page = _form_page(request, figures, "Lägg till åtgärd")
    create = partial(add_action, org_unit=unit, year=int(year))
    return page.create(ActionForm(page.posted, instance=new, user=request.user), create, "Åtgärden är tillagd.")


@require_http_methods(["GET", "POST"])
def action_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change what an action is: what is to be done, by whom and when."""
    figures = year_figures_or_404(request, year, org_unit)
    actions = ImprovementAction.objects.open_in(year).changeable_by(request.user)
    action = get_object_or_404(actions.select_related("org_unit__parent__parent"), pk=pk)
    page = _form_page(request, figures, "Ändra åtgärd", read_locks(year).sentence(action.org_unit))
    form = ActionForm(page.posted, instance=action, user=request.user)
    return page.change([(form, partial(change_action, pk=pk, year=int(year)))], "Åtgärden är ändrad.")


def _named_control(request: HtmxRequest, lens: Lens) -> ControlTest | None:
    """The control of the address; None without one. Raises Http404 for one that the user does not see."""
    pk = request.GET.get("kontroll", "")
    if not pk:
        return None
    related = tests_around(request.user, lens).select_related("org_unit__parent__parent", "responsible")
    return get_object_or_404(tests_seen(related, request.user), pk=carried_number(pk, 0))


def _may_add(request: HtmxRequest, figures: Figures, test: ControlTest | None) -> bool:
    """Who manages the controls of the unit; a manager says what is to be done about an own control."""
    access = figures.access
    if access.may(Capability.MANAGE_CONTROLS, test.org_unit_id if test else figures.lens.org_unit.pk):
        return True
    may_own = bool(access.units.get(Capability.MARK_OWN_ACTIVITIES))
    return may_own and test is not None and test.responsible_id in access.positions


def _form_page(request: HtmxRequest, figures: Figures, title: str, lock: str = "") -> FormPage:
    url = page_url(figures.lens, "action_list")
    return FormPage(request, figures, title, "Åtgärder", url, lock=lock)


def _page(
    request: HtmxRequest, figures: Figures, pk: int | None = None, bound: MarkActionForm | None = None, **more: object
) -> HttpResponse:
    """The whole page; or to htmx what belongs under the buttons of action `pk`, and how many are closed."""
    lens, shows_all = figures.lens, request.GET.get("visa") == ALL
    page = read_action_page(request.user, lens, timezone.localdate(), bound, pk, shows_all)
    context: dict[str, Any] = {"lens": lens, "page": page} | more
    context["may_add"] = figures.access.may(Capability.MANAGE_CONTROLS, lens.org_unit.pk) and not page.lock
    if pk is not None and request.htmx:
        context["card"] = page.card(pk)
    return render_part(request, "internal_control/action_list.html", "answer", context)


def _marked(request: HtmxRequest, figures: Figures, pk: int) -> HttpResponse:
    if request.htmx:
        return _page(request, figures, pk, saved_at=timezone.now())
    return saved(request, f"{page_url(figures.lens, 'action_list')}?valt={pk}#atgard-{pk}", "")

"""Writing about a goal, and handing the contribution over to the unit that coordinates it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goals.forms.goals import CommentForm
from goals.models import CommentKind, GoalComment
from goals.pages.goal_detail import unwritten
from goals.pages.viewpoint import Viewpoint
from goals.services.comments import hand_over_comment, reopen_comment, write_comment
from goals.views.goals import goal_page, goal_url, viewpoint_or_404
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.numbers import carried_number
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.answers import save_answer, saved


@require_POST
def comment_write(request: HtmxRequest, year: int, org_unit: str, pk: int, kind_pk: int) -> HttpResponse:
    """Save one text: htmx swaps what stands under it, so that no other text on the page is lost."""
    view = _writable_or_404(request, year, org_unit, pk)
    kind = get_object_or_404(CommentKind, pk=kind_pk)
    form = CommentForm(request.POST, instance=_stored(view, kind) or unwritten(view, kind))
    answer = save_answer(
        request,
        form,
        partial(write_comment, goal=view.goal, org_unit=view.org_unit, occasion=view.occasion, kind=kind),
        lambda: _written(request, view, kind),
        title=f"{kind} om mål {view.goal}",
        url=reverse("goals:comment_write", args=[year, org_unit, pk, kind_pk]),
        back=goal_url(view),
        place=f"#text-{kind_pk}",
    )
    if answer or not request.htmx:
        return answer or goal_page(request, view, form)
    return _below(request, {"form": form, "kind": kind})


@require_POST
def comment_hand_over(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Lämna till samordnande."""
    view = _writable_or_404(request, year, org_unit, pk)
    if not view.contributes:
        raise Http404
    try:
        hand_over_comment(
            goal=view.goal,
            org_unit=view.org_unit,
            occasion=view.occasion,
            seen=_seen_versions(request),
            by=request.user,
        )
    except Conflict:
        messages.error(request, "Någon ändrade texten samtidigt. Läs den och lämna sedan.")
    except Locked as locked:
        messages.error(request, locked.sentence)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Bidraget är lämnat till {view.goal.coordinating_unit}.")
    return redirect(goal_url(view))


@require_POST
def comment_reopen(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Take the contribution back for more writing."""
    view = _writable_or_404(request, year, org_unit, pk)
    if not view.contributes:
        raise Http404
    try:
        reopen_comment(goal=view.goal, org_unit=view.org_unit, occasion=view.occasion, by=request.user)
    except Locked as locked:
        messages.error(request, locked.sentence)
    else:
        messages.success(request, "Bidraget är öppet igen. Lämna det när ni är klara.")
    return redirect(goal_url(view))


def _writable_or_404(request: HtmxRequest, year: int, org_unit: str, pk: int) -> Viewpoint:
    """For those who write the unit's texts about the goal; a lock is told later, since it can come meanwhile."""
    view = viewpoint_or_404(request, year, org_unit, pk)
    if not (view.has_part and view.has_right):
        raise Http404
    return view


def _stored(view: Viewpoint, kind: CommentKind) -> GoalComment | None:
    own = GoalComment.objects.filter(goal=view.goal, org_unit=view.org_unit, occasion=view.occasion, kind=kind)
    return own.select_related("kind").first()


def _seen_versions(request: HtmxRequest) -> dict[int, int]:
    """The version of each text as the page showed it: "kind.version"; anything else is as if it was never seen."""
    pairs = (value.split(".", 1) for value in request.POST.getlist("seen") if value.count(".") == 1)
    return {carried_number(kind, 0): carried_number(version, 0) for kind, version in pairs}


def _written(request: HtmxRequest, view: Viewpoint, kind: CommentKind) -> HttpResponse:
    if not request.htmx:
        return saved(request, f"{goal_url(view)}#text-{kind.pk}", f"{kind}.")
    form = CommentForm(instance=_stored(view, kind) or unwritten(view, kind))
    return _below(request, {"form": form, "kind": kind, "saved_at": timezone.now()})


def _below(request: HtmxRequest, context: dict[str, Any]) -> HttpResponse:
    return render_part(request, "goals/goal_detail.html", "below_text", context)

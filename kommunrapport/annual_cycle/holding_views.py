"""Ansvar: posts that somebody must look at, and handing over what they answer for."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.annual_cycle.holding_forms import HandOverForm, HolderForm
from kommunrapport.annual_cycle.responsibility import HandedOver, Post, change_holder, hand_over, read_posts
from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.organisation.models import Position, User
from kommunrapport.records.saving import Conflict


@administrator_required
@require_GET
def responsibility(request: HtmxRequest) -> HttpResponse:
    """Posts whose holder has left, never signed in or has too much; all of them with ?visa=alla."""
    posts = read_posts()
    shows_all = request.GET.get("visa") == "alla"
    shown = posts if shows_all else [post for post in posts if post.why]
    context = {"posts": shown, "shows_all": shows_all, "total": len(posts), "people": _people()}
    return render(request, "annual_cycle/responsibility.html", context)


@administrator_required
@require_POST
def holder_change(request: HtmxRequest, pk: int) -> HttpResponse:
    """Give the post to somebody; all that it answers for follows."""
    position = get_object_or_404(Position, pk=pk)
    form = HolderForm(request.POST)
    if not form.is_valid() or form.holder is None:
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("administration:responsibility")
    try:
        change_holder(pk=pk, version=form.cleaned_data["version"], holder=form.holder, by=request.user)
    except Conflict as conflict:
        messages.warning(request, f"Någon ändrade {conflict.stored} medan sidan var öppen. Se vad som gäller nu.")
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{form.holder} är nu {position.title} och har allt som befattningen ansvarar för.")
    return redirect("administration:responsibility")


@administrator_required
@require_http_methods(["GET", "POST"])
def position_items(request: HtmxRequest, pk: int) -> HttpResponse:
    """All that one post answers for, and a form that hands it over to another."""
    post = next((post for post in read_posts() if post.position.pk == pk), None)
    if post is None:
        raise Http404
    form = HandOverForm(post, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        to: Position = form.cleaned_data["to"]
        done = hand_over(post=post, chosen=form.cleaned_data["kinds"], to=to, by=request.user)
        _tell(request, done, to)
        return redirect("administration:responsibility")
    return render(request, "annual_cycle/responsibility_items.html", _items_context(post, form))


def _items_context(post: Post, form: HandOverForm) -> dict[str, object]:
    holder_form = HolderForm(initial={"version": post.position.version})
    return {"post": post, "form": form, "holder_form": holder_form, "people": _people()}


def _tell(request: HtmxRequest, done: HandedOver, to: Position) -> None:
    if done.count:
        things = "En sak" if done.count == 1 else f"{done.count} saker"
        messages.success(request, f"{things} flyttades till {to}.")
    for refusal in done.refusals:
        messages.warning(request, f"Inte flyttat. {refusal}")


def _people() -> list[User]:
    return list(User.objects.filter(is_active=True))

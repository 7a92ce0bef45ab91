"""How a page answers a form that saves by a service: saved, refused, locked, or changed by two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget, trigger_client_event

from kommunrapport.administration.conflicts import Collision, collision
from kommunrapport.administration.forms import RecordForm
from kommunrapport.dates import format_time
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.drafting.offers import STORED, forget_saved
from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.rich_text import plain_text


def save_answer(
    request: HtmxRequest,
    form: RecordForm,
    save: Callable[..., object],
    done: Callable[[], HttpResponse],
    *,
    title: str,
    url: str,
    back: str = "",
    place: str = "",
) -> HttpResponse | None:
    """Save what the form holds by a service, and answer; None when it was refused, and says why.

    `save` is called with version, by and the form's fields. `url` is the form's; `back` the page that shows what is
    stored, where that is another. `place` selects what htmx fills with a conflict, which has a form of its own and
    therefore cannot stand inside the form.
    """
    if not form.is_valid():
        return None
    write = partial(save, version=form.cleaned_data["version"], by=request.user, **form.changes())
    try:
        is_written = wrote(form, partial(_write_and_forget, request, write))
    except Conflict as conflict:
        answer = _conflict_answer(request, form, conflict, title=title, url=url, back=back or url)
        return reswap(retarget(answer, place), "innerHTML") if place and request.htmx else answer
    return trigger_client_event(done(), STORED) if is_written else None


def wrote(form: RecordForm, write: Callable[[], object]) -> bool:
    """Whether `write` went through; where it was locked or refused, the form says why.

    Raises what else it may, such as Conflict or AlreadyDone.
    """
    try:
        write()
    except Locked as locked:
        form.add_error(None, locked.sentence)
    except ValidationError as refusal:
        form.add_refusal(refusal)
    else:
        return True
    return False


@transaction.atomic
def _write_and_forget(request: HtmxRequest, write: Callable[[], object]) -> None:
    """Save, and with it forget the drafts that held what was typed until now."""
    write()
    forget_saved(request.user, request.POST)


def _conflict_answer(
    request: HtmxRequest, form: RecordForm, conflict: Conflict, *, title: str, url: str, back: str
) -> HttpResponse:
    """Both values and the choice between them."""
    found = collision(form, conflict.stored)
    if not found.differences:  # the other changed other fields, and the user none that is not stored
        return go_to(request, back)
    context = {"collision": _in_words(found, form), "title": title, "url": url, "back": back}
    return render_part(request, "parts/conflict_page.html", "dialog", context, status=409)


def _in_words(found: Collision, form: RecordForm) -> Collision:
    """The same with formatted text as people read it; its ids do not meet those of the page it is put into."""
    found.form.auto_id = "konflikt_%s"
    rich = {str(field.label) for field in form.fields.values() if isinstance(field, RichTextField)}
    differences = [
        replace(d, stored=plain_text(d.stored), mine=plain_text(d.mine)) if d.label in rich else d
        for d in found.differences
    ]
    return replace(found, differences=differences)


def go_to(request: HtmxRequest, url: str) -> HttpResponse:
    """Show another page, whoever asked."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def saved(request: HtmxRequest, url: str, what: str) -> HttpResponse:
    """The receipt for those without script: the page again, so that reload does no harm. Its drafts are forgotten."""
    forget_saved(request.user, request.POST)
    messages.success(request, f"{what} Sparat {format_time(timezone.now())}.".strip())
    return redirect(url)

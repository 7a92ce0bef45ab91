"""How the pages of the steering model answer a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from kommunrapport.administration.conflicts import Collision, collision
from kommunrapport.administration.forms import RecordForm
from kommunrapport.dates import format_time
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.rich_text import plain_text


def accepted(form: RecordForm, act: Callable[[], object]) -> bool:
    """Call the service; what it refuses stands on the form. A Conflict is the caller's."""
    try:
        act()
    except Locked as locked:
        form.add_error(None, locked.sentence)
    except ValidationError as refusal:
        form.add_refusal(refusal)
    else:
        return True
    return False


def conflict_answer(
    request: HtmxRequest, form: RecordForm, conflict: Conflict, *, title: str, url: str, back: str
) -> HttpResponse:
    """Both values and the choice between them. `url` is the form's, `back` the page that shows what is stored."""
    found = collision(form, conflict.stored)
    if not found.differences:  # the other changed other fields, and the user none that is not stored
        return go_to(request, back)
    context = {"collision": _in_words(found, form), "title": title, "url": url, "back": back}
    return render_part(request, "goals/conflict.html", "dialog", context, status=409)


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
    """The receipt for those without script: the page again, so that reload does no harm."""
    messages.success(request, f"{what} Sparat {format_time(timezone.now())}.")
    return redirect(url)

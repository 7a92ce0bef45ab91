"""The kommun's own words: a list of every word there is, chosen or not."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kommunrapport.administration.organisation import LABELS
from kommunrapport.administration.organisation_forms import LabelForm
from kommunrapport.administration.views import conflict_page
from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.organisation.labels import DEFAULT_LABELS, label_set
from kommunrapport.organisation.models import Label
from kommunrapport.organisation.services import choose_label
from kommunrapport.records.saving import Conflict


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its key, the program's own and the kommun's, empty when it has chosen none."""

    key: str
    default: str
    chosen: str


@administrator_required
@require_GET
def label_list(request: HtmxRequest) -> HttpResponse:
    """Every word that can be replaced."""
    chosen = label_set().chosen
    words = [Word(key, default, chosen.get(key, "")) for key, default in DEFAULT_LABELS.items()]
    return render(request, "administration/labels.html", {"administered": LABELS, "words": words})


@administrator_required
@require_http_methods(["GET", "POST"])
def label_edit(request: HtmxRequest, key: str) -> HttpResponse:
    """Choose a word; an empty one goes back to the program's."""
    if key not in DEFAULT_LABELS:
        raise Http404
    label = Label.objects.filter(key=key).first() or Label(key=key)
    form = LabelForm(request.POST if request.method == "POST" else None, instance=label)
    form.fields["text"].help_text = f"Programmets ord: {DEFAULT_LABELS[key]}. Lämna tomt för att använda det."
    context = {"administered": LABELS, "form": form, "title": DEFAULT_LABELS[key], "home": LABELS.home(label)}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.get("version", 0)
        try:
            choose_label(key=key, version=version, by=request.user, **form.changes())
        except Conflict as conflict:
            return conflict_page(request, context, form, conflict.stored, request.path)
        messages.success(request, "Ordet är sparat.")
        return redirect(LABELS.url("list"))
    return render(request, "administration/form.html", context)

"""The pages of any administered model. Only for administrators; to others they do not exist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kommunrapport.administration.conflicts import collision
from kommunrapport.administration.deletion import what_hangs_on
from kommunrapport.administration.described import Administered
from kommunrapport.administration.forms import RecordForm
from kommunrapport.administration.history import history_of
from kommunrapport.administration.listing import Listed, listed
from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.numbers import carried_number
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import AlreadyDone, Conflict, is_spent


@administrator_required
@require_GET
def record_list(request: HtmxRequest, administered: Administered) -> HttpResponse:
    """All rows, or those of a filter."""
    rows = administered.rows()
    chosen = next((one for one in administered.filters if one.key == request.GET.get("visa")), None)
    if chosen:
        rows = chosen.narrow(rows, timezone.localdate())
    context: dict[str, Any] = {"administered": administered, "rows": listed(administered, rows), "chosen": chosen}
    if administered.may_create:
        context["create_url"] = administered.url("create")
    return render(request, "administration/list.html", context)


@administrator_required
@require_http_methods(["GET", "POST"])
def record_create(request: HtmxRequest, administered: Administered, parent_pk: int | None = None) -> HttpResponse:
    """A new row; the same form sent twice makes one."""
    above = _parent(administered, parent_pk)
    row = administered.model(**above)
    form = administered.form(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and is_spent(request.POST.get("token", "")):
        return redirect(administered.home(row).url)
    if request.method == "POST" and form.is_valid():
        try:
            created = administered.create_row(
                by=request.user, token=form.cleaned_data["token"], **above, **form.changes()
            )
        except AlreadyDone:
            return redirect(administered.home(row).url)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{created}: tillagt.")
            return redirect(administered.after_save(created))
    context = {"administered": administered, "form": form, "title": administered.add, "home": administered.home(row)}
    return render(request, administered.template, context)


@administrator_required
@require_http_methods(["GET", "POST"])
def record_edit(request: HtmxRequest, administered: Administered, pk: int) -> HttpResponse:
    """Change a row; what somebody else saved meanwhile is never lost."""
    row = get_object_or_404(administered.rows(), pk=pk)
    context = {"administered": administered, "row": row, "title": str(row), "home": administered.home(row)}
    form = administered.form(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            changed = administered.change_row(
                pk=pk, version=form.cleaned_data["version"], by=request.user, **form.changes()
            )
        except Conflict as conflict:
            return conflict_page(request, context, form, conflict.stored, administered.url("edit", pk))
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{changed}: sparat.")
            return redirect(administered.after_save(changed))
    context |= {"form": form, "children": _children(administered, pk)} | _links(administered, pk)
    return render(request, administered.template, context)


@administrator_required
@require_http_methods(["GET", "POST"])
def record_delete(request: HtmxRequest, administered: Administered, pk: int) -> HttpResponse:
    """Ask first; a row that others point at stays, and the page says which."""
    row = get_object_or_404(administered.rows(), pk=pk)
    hanging = what_hangs_on(row)
    refusal: list[str] = []
    if request.method == "POST" and not hanging:
        try:
            administered.delete_row(pk=pk, version=_version(request), by=request.user)
        except (Conflict, ProtectedError):
            refusal = ["Någon ändrade samtidigt. Kontrollera och försök igen."]
            row.refresh_from_db()
        except ValidationError as error:
            refusal = error.messages
        else:
            messages.success(request, f"{row}: borttaget.")
            return redirect(administered.home(row).url)
    context = {"administered": administered, "row": row, "hanging": hanging, "refusal": refusal}
    urls = {"back": administered.url("edit", pk), "home": administered.home(row)}
    return render(request, "administration/delete.html", context | urls, status=409 if refusal else 200)


@administrator_required
@require_GET
def record_history(request: HtmxRequest, administered: Administered, pk: int) -> HttpResponse:
    """Who changed what."""
    row = get_object_or_404(administered.rows(), pk=pk)
    context = {"administered": administered, "row": row, "events": history_of(row)}
    context |= {"home": administered.home(row), "back": administered.url("edit", pk)}
    return render(request, "administration/history.html", context)


def _version(request: HtmxRequest) -> int:
    """The version that was seen; 0, which no row has, when it is missing or no number."""
    return carried_number(request.POST.get("version", ""), 0)


def _parent(administered: Administered, pk: int | None) -> dict[str, Any]:
    """The row that a new row hangs under, as the field that says so."""
    if not administered.parent:
        return {}
    field: Any = administered.model._meta.get_field(administered.parent)
    return {administered.parent: get_object_or_404(field.related_model, pk=pk)}


def _children(administered: Administered, pk: int) -> list[tuple[Administered, list[Listed], str]]:
    """(description, rows, address for a new one) of each kind of row that hangs under this one."""
    return [
        (
            child,
            listed(child, child.rows().filter(**{child.parent: pk})),
            child.url("create", pk) if child.may_create else "",
        )
        for child in administered.children
    ]


def _links(administered: Administered, pk: int) -> dict[str, str]:
    """Addresses of the pages beside the form."""
    links = {"history_url": administered.url("history", pk)}
    return links | ({"delete_url": administered.url("delete", pk)} if administered.may_delete else {})


def conflict_page(
    request: HtmxRequest, context: dict[str, Any], form: RecordForm, stored: Versioned, url: str
) -> HttpResponse:
    """Both values of what two people changed, and the choice between them; `url` is the form's."""
    found = collision(form, stored)
    if not found.differences:  # the other changed other fields, and the user none that is not stored
        return redirect(url)
    return render(request, "administration/conflict.html", context | {"collision": found, "url": url}, status=409)

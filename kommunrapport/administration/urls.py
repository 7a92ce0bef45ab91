"""The addresses of one administered model, in the namespace `administration`."""

from __future__ import annotations

from django.urls import URLPattern, path

from kommunrapport.administration import views
from kommunrapport.administration.described import Administered


def administration_urls(administered: Administered) -> list[URLPattern]:
    """List, form, deletion and history, and those of the rows that hang under it."""
    base, name, described = administered.path, administered.name, {"administered": administered}
    patterns = [
        path(f"{base}/<int:pk>/", views.record_edit, described, name=f"{name}_edit"),
        path(f"{base}/<int:pk>/historik/", views.record_history, described, name=f"{name}_history"),
    ]
    if not (administered.parent or administered.single):
        patterns.append(path(f"{base}/", views.record_list, described, name=f"{name}_list"))
    if administered.may_create:
        above = f"{administered.parent_path}/<int:parent_pk>/" if administered.parent else ""
        patterns.append(path(f"{above}{base}/ny/", views.record_create, described, name=f"{name}_create"))
    if administered.may_delete:
        patterns.append(path(f"{base}/<int:pk>/ta-bort/", views.record_delete, described, name=f"{name}_delete"))
    for child in administered.children:
        patterns += administration_urls(child)
    return patterns

"""Addresses of the economy."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from budget.views import comments, overview

UNIT = "<period:year>/<slug:org_unit>"
ECONOMY = f"{UNIT}/ekonomi"

app_name = "budget"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ECONOMY}/", overview.overview, name="overview"),
    path(f"{ECONOMY}/excel/", overview.overview_workbook, name="overview_workbook"),
    path(f"{ECONOMY}/<int:pk>/", overview.area_detail, name="area_detail"),
    path(f"{ECONOMY}/<int:pk>/avvikelse/", comments.variance_comment, name="variance_comment"),
    path("", include("budget.entry_urls")),
    path("", include("budget.import_urls")),
]

"""Addresses of the staff."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from personnel.views import imports, overview

UNIT = "<period:year>/<slug:org_unit>"
STAFF = f"{UNIT}/personal"
IMPORTS = f"{STAFF}/inlasning"

app_name = "personnel"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{STAFF}/", overview.overview, name="overview"),
    path(f"{STAFF}/excel/", overview.overview_workbook, name="overview_workbook"),
    path(f"{STAFF}/mall/", imports.import_template, name="import_template"),
    path(f"{IMPORTS}/", imports.import_list, name="import_list"),
    path(f"{IMPORTS}/<int:pk>/", imports.import_detail, name="import_detail"),
    path(f"{IMPORTS}/<int:pk>/las-in/", imports.import_apply, name="import_apply"),
    path(f"{IMPORTS}/<int:pk>/avbryt/", imports.import_cancel, name="import_cancel"),
]

"""Addresses of files that are read in."""

from __future__ import annotations

from django.urls import URLPattern, path

from budget.views import import_answers, import_sources, imports

IMPORTS = "<period:year>/<slug:org_unit>/inlasningar"
ONE = f"{IMPORTS}/<int:pk>"
SOURCE = f"{IMPORTS}/kallor/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{IMPORTS}/", imports.import_list, name="import_list"),
    path(f"{IMPORTS}/mall/", imports.import_template, name="import_template"),
    path(f"{IMPORTS}/kallor/", import_sources.source_list, name="source_list"),
    path(f"{SOURCE}/", import_sources.source_edit, name="source_edit"),
    path(f"{SOURCE}/ta-bort/", import_sources.source_remove, name="source_remove"),
    path(f"{ONE}/", imports.import_detail, name="import_detail"),
    path(f"{ONE}/fil/", imports.import_file, name="import_file"),
    path(f"{ONE}/kolumner/", import_answers.import_columns, name="import_columns"),
    path(f"{ONE}/blad/", import_answers.import_table, name="import_table"),
    path(f"{ONE}/rader/", import_answers.import_rows, name="import_rows"),
    path(f"{ONE}/kontrollsumma/", import_answers.import_control, name="import_control"),
    path(f"{ONE}/las-in/", import_answers.import_apply, name="import_apply"),
    path(f"{ONE}/igen/", import_answers.import_retry, name="import_retry"),
    path(f"{ONE}/avbryt/", import_answers.import_cancel, name="import_cancel"),
    path(f"{ONE}/angra/", import_answers.import_undo, name="import_undo"),
]

"""Addresses of a report's memo."""

from django.urls import path

from kommunrapport.reports.views import memo_matter, memos

_MEMO = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/skrivelse/"
_INSTANCES = f"{_MEMO}instanser/"
patterns = [
    path(_MEMO, memos.memo_read, name="memo_read"),
    path(f"{_MEMO}skriv/", memos.memo_edit, name="memo_edit"),
    path(f"{_MEMO}pdf/", memos.memo_print, name="memo_print"),
    path(f"{_MEMO}diarienummer/", memo_matter.case_number, name="memo_case_number"),
    path(f"{_INSTANCES}ny/", memo_matter.instance_add, name="memo_instance_add"),
    path(f"{_INSTANCES}<int:pk>/", memo_matter.instance_edit, name="memo_instance_edit"),
    path(f"{_INSTANCES}<int:pk>/ta-bort/", memo_matter.instance_remove, name="memo_instance_remove"),
]

"""Addresses of promises."""

from django.urls import path

from kommunrapport.reports.views import promises

_REPORT = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/"
patterns = [
    path(f"{_REPORT}ataganden/", promises.promise_list, name="promise_list"),
    path(f"{_REPORT}<int:pk>/ataganden/nytt/", promises.promise_add, name="promise_add"),
    path(f"{_REPORT}ataganden/<int:pk>/", promises.promise_edit, name="promise_edit"),
    path(f"{_REPORT}ataganden/<int:pk>/ta-bort/", promises.promise_remove, name="promise_remove"),
    path(f"{_REPORT}ataganden/<int:pk>/uppfoljning/", promises.promise_outcome, name="promise_outcome"),
]

"""Addresses of a report's way: where it is, and one for each step of the table."""

from django.urls import path

from kommunrapport.reports.flow.words import ADDRESSES
from kommunrapport.reports.views import flow

_REPORT = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/"

patterns = [
    path(f"{_REPORT}lage/", flow.flow_detail, name="flow_detail"),
    *(
        path(f"{_REPORT}{address}/", flow.flow_step, {"step": key}, name=f"flow_{key}")
        for key, address in ADDRESSES.items()
    ),
]

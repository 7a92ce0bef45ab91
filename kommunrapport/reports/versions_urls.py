"""Addresses of what is frozen, and of what the public reads."""

from django.urls import path

from kommunrapport.reports.views import cases, public, versions

_REPORT = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/"
_VERSION = f"{_REPORT}versioner/<int:number>/"
patterns = [
    path(f"{_REPORT}versioner/", versions.version_list, name="version_list"),
    path(_VERSION, versions.version_read, name="version_read"),
    path(f"{_VERSION}filer/", versions.version_make_files, name="version_make_files"),
    path(f"{_VERSION}filer/<slug:kind>/", versions.version_file, name="version_file"),
    path(f"{_REPORT}versioner/<int:first>/<int:second>/", versions.version_compare, name="version_compare"),
    path(f"{_REPORT}arende/", cases.case_export, name="case_export"),
    path(f"{_REPORT}arende/<slug:package>/", cases.case_package, name="case_package"),
    path("publicerat/<slug:report>/", public.published, name="published"),
    path("publicerat/<slug:report>/<slug:kind>/", public.published_file, name="published_file"),
]

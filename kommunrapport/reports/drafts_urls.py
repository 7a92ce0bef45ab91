"""Addresses of drafts and of who has a chapter open."""

from django.urls import path

from kommunrapport.reports.views import drafts

patterns = [
    path("utkast/", drafts.draft_list, name="draft_list"),
    path("utkast/erbjud/", drafts.draft_offers, name="draft_offers"),
    path("utkast/<int:pk>/kasta/", drafts.draft_drop, name="draft_drop"),
    path(
        "<period:year>/<slug:org_unit>/rapporter/<slug:report>/<int:pk>/narvaro/",
        drafts.chapter_presence,
        name="chapter_presence",
    ),
]

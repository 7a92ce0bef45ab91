"""Addresses."""

from django.urls import path

from kommunrapport.reports import (
    drafts_urls,
    flow_urls,
    live_urls,
    memos_urls,
    pictures_urls,
    promises_urls,
    review_urls,
    versions_urls,
)
from kommunrapport.reports.views import arranging, chapters, checking, lists, reading, sections

app_name = "reports"
_REPORTS = "<period:year>/<slug:org_unit>/rapporter/"
_REPORT = f"{_REPORTS}<slug:report>/"
_CHAPTER = f"{_REPORT}<int:pk>/"
_SECTIONS = f"{_CHAPTER}tabeller/"
urlpatterns = [
    path(_REPORTS, lists.report_list, name="report_list"),
    path(f"{_REPORTS}ny/", lists.report_create, name="report_create"),
    path(_REPORT, lists.report_detail, name="report_detail"),
    path(f"{_REPORT}saknade/", lists.report_complete, name="report_complete"),
    path(f"{_REPORT}las/", reading.report_read, name="report_read"),
    path(f"{_REPORT}pdf/", reading.report_print, name="report_print"),
    path(f"{_REPORT}hamta/<slug:ending>/", reading.report_export, name="report_export"),
    path(f"{_REPORT}avstamning/", checking.report_check, name="report_check"),
    path(f"{_REPORT}avstamning/<slug:finding>/", checking.report_accept, name="report_accept"),
    path(f"{_REPORT}avstamning/<slug:finding>/ta-tillbaka/", checking.report_withdraw, name="report_withdraw"),
    path(f"{_REPORT}nytt-kapitel/", arranging.chapter_add, name="chapter_add"),
    path(_CHAPTER, chapters.chapter_edit, name="chapter_edit"),
    path(f"{_CHAPTER}lage/", chapters.chapter_status, name="chapter_status"),
    path(f"{_CHAPTER}rubrik/", arranging.chapter_head, name="chapter_head"),
    path(f"{_CHAPTER}flytta/", arranging.chapter_move, name="chapter_move"),
    path(f"{_CHAPTER}ta-bort/", arranging.chapter_remove, name="chapter_remove"),
    *promises_urls.patterns,
    path(_SECTIONS, sections.section_list, name="section_list"),
    path(f"{_SECTIONS}ny/", sections.section_add, name="section_add"),
    path(f"{_SECTIONS}<int:section>/", sections.section_edit, name="section_edit"),
    path(f"{_SECTIONS}<int:section>/flytta/", sections.section_move, name="section_move"),
    path(f"{_SECTIONS}<int:section>/ta-bort/", sections.section_remove, name="section_remove"),
    *drafts_urls.patterns,
    *live_urls.patterns,
    *memos_urls.patterns,
    *pictures_urls.patterns,
    *review_urls.patterns,
    *flow_urls.patterns,
    *versions_urls.patterns,
]

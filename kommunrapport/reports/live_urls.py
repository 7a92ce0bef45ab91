"""Addresses of the figures that a chapter can hold."""

from django.urls import path

from kommunrapport.reports.views import live

_CHAPTER = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/<int:pk>/"
patterns = [path(f"{_CHAPTER}siffror/", live.figure_list, name="figure_list")]

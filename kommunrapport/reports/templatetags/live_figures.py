"""Texts of a report with the figures that follow the data, on pages that show a text by itself."""

from django import template

from kommunrapport.reports.live.resolving import resolve_figures
from kommunrapport.reports.scope import ReportScope

register = template.Library()


@register.filter
def with_figures(html: str, scope: ReportScope) -> str:
    """{{ chapter.text|with_figures:scope|rich:2 }}"""
    return resolve_figures(html, scope)

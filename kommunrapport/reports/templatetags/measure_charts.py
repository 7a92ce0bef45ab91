"""Series of a measure as charts, on pages below the reports."""

from __future__ import annotations

from django import template

from kommunrapport.measures.series import Series
from kommunrapport.reports.blocks import Chart
from kommunrapport.reports.measure_tables import part_name, trend_chart

register = template.Library()


@register.filter
def as_chart(series: Series, name: str) -> Chart:
    """{% chart series|as_chart:measure.name %}"""
    return trend_chart(name, series)


@register.filter
def as_part(series: Series) -> str:
    """{{ series|as_part }} gives Kvinnor."""
    return part_name(series)

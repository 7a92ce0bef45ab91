"""The one place where text that people wrote is marked as safe to show."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from kommunrapport.reports.models import Report
from kommunrapport.reports.pictures.showing import pictures_of, show_pictures
from kommunrapport.reports.rich_text import clean, shift_headings
from kommunrapport.reports.rich_text_tables import fit_tables

register = template.Library()


@register.filter
def rich(html: str, depth: int | None = None) -> SafeString:
    """{{ chapter.text|rich:2 }}: cleaned once more, tables fit for print, headings under a heading of level 2.

    Without a level the headings stay as written. Raises RichTextError for a text that got past `clean`.
    """
    cleaned = clean(html)
    shown = fit_tables(cleaned if depth is None else shift_headings(cleaned, depth))
    return mark_safe(shown)  # noqa: S308 - cleaned two lines up


@register.filter
def with_pictures(html: SafeString, report: Report) -> SafeString:
    """{{ chapter.text|rich:2|with_pictures:report }}: the pictures of the report in their places."""
    return show_pictures(html, lambda: pictures_of(report.pk))

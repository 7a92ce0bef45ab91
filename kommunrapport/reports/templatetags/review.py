"""Comments beside what is read."""

from collections.abc import Mapping

from django import template

from kommunrapport.reports.review.panels import Panel

register = template.Library()


@register.simple_tag
def margin_of(margins: Mapping[str, Panel] | str, anchor: str) -> Panel | None:
    """The comments beside a main chapter; None for one without, and on pages that show none."""
    return None if isinstance(margins, str) else margins.get(anchor)

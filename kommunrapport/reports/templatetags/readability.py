"""How hard a text is to read, beside the one who writes it."""

from django import template

from kommunrapport.reports.readability import read_readability

register = template.Library()


@register.filter
def readability(html: str) -> str:
    """{{ chapter.text|readability }} gives "LIX 43, medelsvår. Längsta meningen har 31 ord."."""
    return read_readability(html).sentence

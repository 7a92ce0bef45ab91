"""Texts with figures that follow the data: the words of now put in, and the words that were typed left out.

The texts are those that `rich_text.clean` has cleaned, so a figure is always written in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kommunrapport.reports.live.registry import find_figure
from kommunrapport.reports.scope import ReportScope

MISSING = "[saknas]"

_BEGINS = "<data"
_TAG = re.compile(r'<data(?: value="(?P<value>[^"]*)")?>|</data>')

type Words = Callable[[str, str], str]  # of the value and what stood there


def resolve_figures(html: str, scope: ReportScope) -> str:
    """The text with each figure as it is now in the scope: MISSING where there is no value.

    The figures stay marked, so that what is copied from a page follows the data where it is put.
    """
    return _with_words(html, lambda value, _: escape(figure_words(value, scope)))


def resolve_shown(html: SafeString, scope: ReportScope) -> SafeString:
    """The same of a part of a page."""
    return mark_safe(resolve_figures(html, scope))  # noqa: S308 (the words are escaped)


def resolve_data(data: Any, scope: ReportScope) -> Any:
    """The same of a section's data as `blocks.as_data` gives it: its formatted texts are those named html."""
    if isinstance(data, list):
        return [resolve_data(part, scope) for part in data]
    if not isinstance(data, dict):
        return data
    inner = {name: resolve_data(part, scope) for name, part in data.items()}
    return inner | {"html": resolve_figures(inner["html"], scope)} if isinstance(inner.get("html"), str) else inner


def figure_words(value: str, scope: ReportScope) -> str:
    """What a figure says now."""
    found = find_figure(value, scope)
    return (found.words if found else None) or MISSING


def settled(html: str, stored: str) -> str:
    """The text with the words that its figures have in `stored`, so that new data is no change of the text."""
    words = dict(_figures(stored))
    return _with_words(html, lambda value, said: words.get(value, said))


def without_words(html: str) -> str:
    """The text with its figures empty: equal for two texts that differ only in what the data says."""
    return _with_words(html, lambda value, said: "")


def figure_values(html: str) -> list[str]:
    """The figures of a text, in order."""
    return [value for value, _ in _figures(html)]


def _figures(html: str) -> Iterator[tuple[str, str]]:
    """(value, words) of each figure, in order."""
    found: list[tuple[str, str]] = []

    def note(value: str, said: str) -> str:
        found.append((value, said))
        return said

    _with_words(html, note)
    yield from found


def _with_words(html: str, words: Words) -> str:
    """The text with other words in its figures. What stands inside of a figure goes with it, other figures too.

    A mark without a value is no figure, and what it says stays.
    """
    if _BEGINS not in html:
        return html
    pieces, end, depth = [], 0, 0
    value, start = "", 0
    for tag in _TAG.finditer(html):
        if tag[0] != "</data>":
            if depth == 0:
                pieces.append(html[end : tag.end()])
                value, start = tag["value"] or "", tag.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                said = html[start : tag.start()]
                pieces.append(words(value, said) if value else said)
                end = tag.start()
    return "".join([*pieces, html[end:]])

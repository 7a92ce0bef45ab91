"""Words of a chapter that a comment is about, and whether they still stand there.

Pages break lines and put cells beside each other, so all that is white is left out when words are held together.
static/js/comments.js reads the page in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST_QUOTE = 1000
CONTEXT = 80  # characters kept on each side of a quote
# Characters of context, without what is white, that must agree for a short quote to be the one that was meant.
ENOUGH_CONTEXT = 8
# A quote of this many characters does not stand in two places by chance.
LONG_QUOTE = 30

_WHITE = re.compile(r"[\s\u00ad\u200b\ufeff]+")
_UNREAD = {"svg", "script", "style", "template", "button"}  # drawings, and what a page puts into the text


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with the words before and after it; both are empty where it was typed by hand."""

    quote: str
    before: str = ""
    after: str = ""

    def stands_in(self, text: str) -> bool:
        """Whether the quote stands in the text, in the same company if it is short."""
        return self.stands_among(squeezed(text))

    def stands_among(self, whole: str) -> bool:
        """The same of a text that is squeezed already: many comments are about one chapter."""
        quote, before, after = (squeezed(part) for part in (self.quote, self.before, self.after))
        is_free = len(quote) >= LONG_QUOTE or not (before or after)
        if is_free:
            return quote in whole
        return any(_is_same_place(before, after, whole, found) for found in re.finditer(re.escape(quote), whole))


def squeezed(text: str) -> str:
    """The text without anything white."""
    return _WHITE.sub("", text)


def shown_text(html: str) -> str:
    """What a reader sees of a chapter's HTML, as one line for each piece of it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.pieces)


def _is_same_place(before: str, after: str, whole: str, found: re.Match[str]) -> bool:
    """Enough of the words on one side are those that stood there; all of them where there were fewer."""
    reach = ENOUGH_CONTEXT
    same_before = bool(before) and whole.endswith(before[-reach:], 0, found.start())
    same_after = bool(after) and whole.startswith(after[:reach], found.end())
    return same_before or same_after


class _Reader(HTMLParser):
    """Gathers text, without that of drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0

    def handle_data(self, data: str) -> None:
        if not self._unread and data.strip():
            self.pieces.append(data)

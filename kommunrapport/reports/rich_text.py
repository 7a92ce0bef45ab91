"""The one way in for formatted text that people write or paste: everything stored and shown has been through `clean`.

Raise SANITIZER_VERSION when the rules change, so that stored text can be found and cleaned again.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import nh3

from kommunrapport.reports.rich_text_tree import depth, to_html, to_tree

SANITIZER_VERSION = 2

MAX_CHARACTERS = 300_000  # input and output: escaping makes a text up to five times longer
MAX_DEPTH = 12  # deeper nesting stops the printing of the whole report
MAX_TABLE_ROWS = 2000
MAX_OPEN_TAGS = 1000  # before cleaning: the parser's time grows with the square of it
MAX_PASSES = 8  # one is usual; taking away a tag can move its content, which then needs another look

TEXT_TAGS = {"p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "a", "blockquote", "hr"}
LIST_TAGS = {"ul", "ol", "li"}
# A figure that follows the data (<data value="…">, with the words it last had), and a picture by its key.
LIVE_TAGS = {"data", "figure"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "*": set[str](),  # otherwise nh3 lets title and lang through on every tag
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "data": {"value"},
    "figure": {"data-picture"},
}
# Taken away with all in them; other tags go and their text stays.
REMOVED_WITH_CONTENT = {"script", "style", "svg", "math", "template", "noscript", "title"}
REMOVED_WITH_CONTENT |= {"textarea", "iframe", "object", "embed"}
ATTRIBUTE_VALUES = {
    "colspan": re.compile(r"[1-9]\d?", re.ASCII),  # a million columns is legal HTML
    "rowspan": re.compile(r"[1-9]\d?", re.ASCII),
    "start": re.compile(r"\d{1,4}", re.ASCII),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "value": re.compile(r"[a-z_]+\.[a-z_]+(:[a-z0-9_.-]+){0,6}", re.ASCII),
    "data-picture": re.compile(r"[1-9]\d{0,8}", re.ASCII),
}

# Where a picture stands in a text, with its key. Nothing stands inside it: what did comes after.
PLACED_PICTURE = re.compile(r'<figure data-picture="(\d+)"></figure>')
_FIGURE_TAG = re.compile(r'(<figure data-picture="\d+">)(?:</figure>)?|</?figure>')

# Outside the list, but with a sibling in it. Without this a pasted heading would become loose text.
SIBLINGS = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
_SIBLING = re.compile(r"<(/?)(h1|h5|h6|b|i)(?=[\s/>])", re.IGNORECASE)
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # Word leaves them behind; its own files refuse them
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_WORD = re.compile(r"[^\W_][^ \t\n]*")  # from its first letter or digit to the next space
# Tags that need no end tag do not nest however often they stand.
_NEVER_NESTED = {"p", "li", "dt", "dd", "option", "thead", "tbody", "tfoot", "tr", "th", "td"}
_NEVER_NESTED |= {"br", "hr", "img", "input", "wbr", "area", "source", "col", "meta", "link"}
_BLOCKS = {"p", "br", "h2", "h3", "h4", "blockquote", "hr", "li", "table", "caption", "tr", "figure"}


class RichTextError(ValueError):
    """A text that cannot be stored; the message says in Swedish what to do."""


def clean(html: str) -> str:
    """Return `html` with only what a report may hold. Cleaning twice gives the same as once.

    Raises RichTextError for a text that is too long, too deeply nested, has too many table rows, or holds
    characters that cannot be stored.
    """
    _refuse_bad_input(html)
    for _ in range(MAX_PASSES):
        before, html = html, _cleaned_once(html)
        _refuse_long(html)
        if html == before:
            _refuse_bad_shape(html)
            return html
    raise RichTextError("Texten har en uppbyggnad som inte går att spara. Klistra in den utan formatering.")


def shift_headings(html: str, depth: int) -> str:
    """Return cleaned `html` with its headings placed under a heading of level `depth`.

    An author's headings are relative: the first becomes h(depth + 1) whatever it was, no level is skipped, and
    none is deeper than h6. The result is for showing, not for storing: `clean` does not know h5.
    """
    tree = to_tree(html)
    above: list[int] = []
    for heading in (element for element in tree.iter() if element.tag in ("h2", "h3", "h4")):
        level = int(heading.tag[1])
        above = [other for other in above if other < level] + [level]
        heading.tag = f"h{min(depth + len(above), 6)}"
    return to_html(tree)


def plain_text(html: str) -> str:
    """Return cleaned `html` as text: a line for each paragraph, list item and table row, a tab between cells."""
    lines = "".join(_pieces(to_tree(html))).split("\n")
    return "\n".join(line for line in (re.sub(r"[ \r]+", " ", line).strip(" \t") for line in lines) if line)


def word_count(html: str) -> int:
    """Return the number of words in cleaned `html`. A number with no-break spaces is one word, a lone dash none."""
    return sum(1 for _ in _WORD.finditer(plain_text(html)))


def says_nothing(html: str) -> bool:
    """Whether cleaned `html` has neither words nor a picture, only empty paragraphs."""
    return not plain_text(html) and not PLACED_PICTURE.search(html)


def picture_count(html: str) -> int:
    """Return how many pictures `clean` takes away from `html`, so that the author can be told to upload them."""
    return len(re.findall(r"<(?:img|image)[\s/>]", html, re.IGNORECASE))


def _cleaned_once(html: str) -> str:
    # An end of a div ends a line; without the line break the words on both sides would grow together.
    html = _SIBLING.sub(lambda tag: f"<{tag[1]}{SIBLINGS[tag[2].lower()]}", html).replace("</div>", "</div>\n")
    cleaned = _CLEANER.clean(_CONTROL.sub("", html.replace("\x0b", " ")))
    return _FIGURE_TAG.sub(lambda tag: f"{tag[1]}</figure>" if tag[1] else "\n", cleaned)


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    pattern = ATTRIBUTE_VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=TEXT_TAGS | LIST_TAGS | TABLE_TAGS | LIVE_TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_allowed_value,
    clean_content_tags=REMOVED_WITH_CONTENT,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def _refuse_bad_input(html: str) -> None:
    _refuse_long(html)
    if _REFUSED.search(html):
        raise RichTextError("Texten innehåller tecken som inte går att spara. Klistra in den utan formatering.")
    open_tags = 0
    for end, name in _TAG.findall(html):
        if name.lower() not in _NEVER_NESTED:
            open_tags = max(open_tags - 1, 0) if end else open_tags + 1
            _refuse_deep(open_tags, MAX_OPEN_TAGS)


def _refuse_long(html: str) -> None:
    if len(html) > MAX_CHARACTERS:
        raise RichTextError(
            "Texten är för lång, den får ha högst 300\u00a0000 tecken med formatering. Dela upp den på flera kapitel."
        )


def _refuse_bad_shape(html: str) -> None:
    tree = to_tree(html)
    _refuse_deep(depth(tree), MAX_DEPTH)
    if sum(1 for _ in tree.iter("tr")) > MAX_TABLE_ROWS:
        raise RichTextError("Tabellerna har mer än 2\u00a0000 rader tillsammans. Dela upp dem på flera kapitel.")


def _refuse_deep(nesting: int, limit: int) -> None:
    if nesting > limit:
        raise RichTextError("Texten har för många nivåer inuti varandra. Förenkla listorna eller tabellerna i den.")


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of cleaned HTML, which is at most MAX_DEPTH deep, with a line break round each block."""
    ends = "\n" if element.tag in _BLOCKS else ""
    yield ends
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield "\t" if element.tag in ("td", "th") else ends

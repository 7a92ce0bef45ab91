"""Cleaned HTML as a tree, and back. Only for what `rich_text.clean` returns: well-formed, and without surprises."""

from xml.etree.ElementTree import Element, fromstring, tostring

ROOT = "text"


def to_tree(cleaned: str) -> Element:
    """Return cleaned HTML as the children of one element."""
    # The cleaner writes HTML; these three are all in it that XML spells in another way.
    xml = cleaned.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace("&nbsp;", "\u00a0")
    return fromstring(f"<{ROOT}>{xml}</{ROOT}>")  # noqa: S314 - cleaned: no doctype, no entities of its own


def to_html(tree: Element) -> str:
    """Return the children of `tree` as HTML."""
    return tostring(tree, encoding="unicode", method="html").removeprefix(f"<{ROOT}>").removesuffix(f"</{ROOT}>")


def depth(tree: Element) -> int:
    """Return how many elements lie inside each other at most. Not recursive, since the text may be hostile."""
    deepest, open_elements = 0, [(child, 1) for child in tree]
    while open_elements:
        element, level = open_elements.pop()
        deepest = max(deepest, level)
        open_elements.extend((child, level + 1) for child in element)
    return deepest

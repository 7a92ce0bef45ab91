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
    # Not ElementTree's own HTML: it leaves "<" as it is in attributes, and then the text cannot be read again.
    xml = tostring(tree, encoding="unicode", short_empty_elements=False)
    html = xml.replace("<br></br>", "<br>").replace("<hr></hr>", "<hr>")
    return html.removeprefix(f"<{ROOT}>").removesuffix(f"</{ROOT}>")


def depth(tree: Element) -> int:
    """Return how many elements lie inside each other at most. Not recursive, since the text may be hostile."""
    deepest, open_elements = 0, [(child, 1) for child in tree]
    while open_elements:
        element, level = open_elements.pop()
        deepest = max(deepest, level)
        open_elements.extend((child, level + 1) for child in element)
    return deepest

"""A second lock after the cleaning on save: what is in the text can neither style the report nor reach out.

The stylesheet is ours alone, so style in the text goes, whoever wrote it.
"""

from xml.etree.ElementTree import Element

# `use` can multiply itself without end; `image` and `foreignobject` bring in what the rest of the list stops.
FORBIDDEN = frozenset(
    {"style", "link", "meta", "base", "script", "object", "embed", "iframe", "frame", "video", "audio"}
    | {"use", "image", "foreignobject"}
)
FORBIDDEN_ATTRIBUTES = ("style", "rel", "srcset")
LINKS = ("#", "https://", "http://", "mailto:")


def clean(root: Element) -> None:
    """Remove from `root` what carries style, files or programs; text around it stays."""
    for parent in list(root.iter()):
        for child in reversed(list(parent)):
            if _is_forbidden(child):
                _remove(parent, child)
        _clean_attributes(parent)


def _is_forbidden(element: Element) -> bool:
    # A comment's tag is a function. Only HTML's title is bad here: in svg it is the alternative text.
    tag = str(element.tag).lower()
    return tag == "title" or tag.rpartition("}")[2] in FORBIDDEN


def _remove(parent: Element, child: Element) -> None:
    """Remove `child` with all in it, but keep the text that follows, which ElementTree counts to it."""
    place = list(parent).index(child)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def _clean_attributes(element: Element) -> None:
    for name in FORBIDDEN_ATTRIBUTES:
        element.attrib.pop(name, None)
    if not element.get("href", "#").strip().lower().startswith(LINKS):
        del element.attrib["href"]

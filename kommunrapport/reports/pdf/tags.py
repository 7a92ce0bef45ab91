"""What WeasyPrint leaves out of the tags that people who listen to a PDF go by.

Works on WeasyPrint's objects for a page and a PDF, which may change: the tests in test_pdf.py say if they do.
"""

from typing import Any

import pydyf


def drop_links_in_links(document: Any) -> None:
    """Keep one link for each <a>.

    Every element inside a link gets a link of its own, tagged as what it is (a Span) and not as a Link, which
    PDF/UA forbids (ISO 14289-1, 7.18.5).
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def complete_tags(document: Any, pdf: Any) -> None:
    """Describe each link by its words instead of its address, and say which way each table head points."""
    for page in document.pages:
        # A link to a chapter that is not in the report has no annotation: it prints as plain text.
        for box in (link[3] for link in page.links if link[3].link_annotation):
            box.link_annotation["Contents"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))
    for tag in pdf.objects:
        if isinstance(tag, dict) and tag.get("S") == "/TH":
            section = _parent(_parent(tag, pdf), pdf)
            tag["A"]["Scope"] = "/Column" if section.get("S") == "/THead" else "/Row"


def _parent(tag: Any, pdf: Any) -> Any:
    """The tag above. A reference reads "12 0 R", where 12 is the place in the list of objects."""
    return pdf.objects[int(tag["P"].split()[0])]

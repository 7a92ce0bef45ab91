"""The user guide of docs/handbok, shown inside the program: the same text in the repository and under Hjälp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nh3
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs" / "handbok"
PAGE_LINK = re.compile(r'href="\d+-([a-z0-9-]+)\.md"')


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide; `name` is its file name without the number it is ordered by."""

    name: str
    title: str
    path: Path

    @property
    def html(self) -> SafeString:
        """The page as HTML without its first heading. Links between the files become links between the pages."""
        _, _, text = self.path.read_text(encoding="utf-8").partition("\n")
        html = nh3.clean(MarkdownIt("commonmark").enable("table").render(text))
        return mark_safe(PAGE_LINK.sub(_page_address, html))  # noqa: S308 (our own text, cleaned)


def _page_address(link: re.Match[str]) -> str:
    return f'href="{reverse("web:help_page", args=[link[1]])}"'


def guide_pages() -> list[GuidePage]:
    """All pages in order."""
    pages = []
    for path in sorted(FOLDER.glob("*.md")):
        title, _, _ = path.read_text(encoding="utf-8").partition("\n")
        pages.append(GuidePage(path.stem.partition("-")[2], title.removeprefix("# "), path))
    return pages

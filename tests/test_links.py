"""Links in the papers of the repository lead somewhere, and those of the user guide also inside the program."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kommunrapport.web.guide import guide_pages

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
ELSEWHERE = re.compile(r"[a-z]+:")


def links(source: str) -> list[str]:
    """Addresses of links and pictures."""
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    inner = [inner for token in tokens for inner in token.children or []]
    return [str(token.attrs[name]) for token in inner for name in ("href", "src") if name in token.attrs]


def relative_links(path: Path) -> list[str]:
    return [link for link in links(path.read_text(encoding="utf-8")) if not ELSEWHERE.match(link)]


def headings(path: Path) -> set[str]:
    """The names that headings can be linked to by, as code hosts make them."""
    lines = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_something(paper):
    for link in relative_links(paper):
        target, _, anchor = link.partition("#")
        path = (paper.parent / target).resolve() if target else paper
        assert path.exists(), link
        assert not anchor or anchor in headings(path), link


def test_links_are_found_in_text_tables_and_pictures():
    source = "[a](b.md) ![c](d.png)\n\n| x |\n| --- |\n| [e](f.md#g) |\n\n`[h](i.md)`\n"
    assert links(source) == ["b.md", "d.png", "f.md#g"]


@pytest.mark.parametrize("shown", guide_pages(), ids=lambda shown: shown.name)
def test_links_of_the_guide_lead_to_its_own_pages_in_the_program(shown):
    own = {f"/hjalp/{other.name}/" for other in guide_pages()}
    assert set(re.findall(r'href="([^"]+)"', shown.html)) <= own


@pytest.mark.parametrize("shown", guide_pages(), ids=lambda shown: shown.name)
def test_a_page_of_the_guide_begins_with_its_only_first_heading(shown):
    lines = shown.path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {shown.title}"
    assert not any(line.startswith("# ") for line in lines[1:])

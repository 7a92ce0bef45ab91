"""What a person can read of the program: in templates, Python, scripts and the user guide.

A piece is the text between two tags, one attribute that is shown or read aloud, one string, or one paragraph. Taken are

- in a template: text between tags (not in script, style or kbd, which names a key), the attributes of SHOWN_ATTRIBUTES,
  the words on buttons, and strings in template tags but those that are addresses or names of files;
- in Python: every string but docstrings, what is raised or logged for programmers (DEVELOPERS_CALLS) and the help of
  commands. An f-string is one piece with gaps;
- in a script: every string, not comments;
- in the guide: every paragraph, heading, item and cell, without code.

Python and scripts hold strings that nobody sees, such as names of fields. They are taken too, since a name in small
letters is none of the words that the tests look for: better a rare false alarm than a word that slips through.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kommunrapport", "goals", "budget", "personnel", "internal_control")
SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "content", "label", "placeholder", "summary", "title"}
UNSEEN_ELEMENTS = {"kbd", "script", "style"}
# Raised or logged for those who program or run the server, in English.
DEVELOPERS_CALLS = {
    "ValueError",
    "TypeError",
    "KeyError",
    "BadRequest",
    "ImproperlyConfigured",
    "env_required",
    "RuntimeError",
}
LOG_METHODS = {"debug", "info", "warning", "error", "exception"}
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
UNSEEN_BLOCK = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}", re.S)
ADDRESS_TAGS = re.compile(r"{%\s*(url|static|load|extends|trans|icon|partialdef|block)\b.*?%}", re.S)
QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
SCRIPT_STRING = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Piece:
    """A text that somebody sees, and where it stands."""

    text: str
    where: str


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN_ELEMENTS:
            self._unseen.append(tag)
        button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        name_is_code = tag == "meta" and dict(attrs).get("name") != "description"
        shown = {"value"} if button else SHOWN_ATTRIBUTES - ({"content"} if name_is_code else set())
        self.texts += [value for name, value in attrs if value and name in shown]

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def in_html(source: str) -> list[str]:
    """Texts and shown attributes of a template or page; what the program fills in is a gap."""
    source = UNSEEN_BLOCK.sub("", source)
    shown = _Shown()
    shown.feed(TEMPLATE_TAG.sub("\u2009", source))
    shown.close()
    tags = TEMPLATE_TAG.findall(ADDRESS_TAGS.sub("", source))
    strings = [text for tag in tags for pair in QUOTED.findall(tag) for text in pair]
    return _cleaned([*shown.texts, *strings])


def in_python(source: str) -> list[str]:
    """Strings, with a gap where an f-string fills in."""
    reader = _Strings()
    reader.visit(ast.parse(source))
    return _cleaned(reader.texts)


class _Strings(ast.NodeVisitor):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a string alone is a docstring
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if _is_for_developers(node.func):
            return
        told = [keyword for keyword in node.keywords if not (keyword.arg == "help" and _is_argument(node.func))]
        for part in (node.func, *node.args, *told):
            self.visit(part)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if names != {"help"}:
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [part.value if isinstance(part, ast.Constant) else "\u2009" for part in node.values]
        self.texts.append("".join(map(str, parts)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.texts.append(node.value)


def _is_for_developers(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        logs = isinstance(function.value, ast.Name) and function.value.id == "logger"
        return logs and function.attr in LOG_METHODS
    return isinstance(function, ast.Name) and function.id in DEVELOPERS_CALLS


def _is_argument(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "add_argument"


def in_script(source: str) -> list[str]:
    """Strings of a script, without comments."""
    found = SCRIPT_STRING.findall(SCRIPT_COMMENT.sub("", source))
    return _cleaned(text for groups in found for text in groups)


def in_markdown(source: str) -> list[str]:
    """Paragraphs, headings, items and cells of a Markdown text, without code and addresses."""
    inline = [token for token in MarkdownIt("commonmark").enable("table").parse(source) if token.type == "inline"]
    hidden = {"code_inline", "html_inline"}
    return _cleaned("".join(t.content for t in token.children or [] if t.type not in hidden) for token in inline)


def _cleaned(texts: Iterable[str]) -> list[str]:
    """One line each, without the empty ones."""
    return [line for text in texts if (line := " ".join(text.split())) and LETTER.search(line)]


READERS = {".html": in_html, ".txt": in_html, ".py": in_python, ".js": in_script, ".md": in_markdown}


def files() -> list[Path]:
    """Every file with text that people see."""
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    modules = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
    ]
    scripts = [*(ROOT / "static" / "js").glob("*.js")]
    return sorted([*templates, *modules, *scripts, *(ROOT / "docs" / "handbok").glob("*.md")])


def pieces(path: Path) -> list[Piece]:
    """What is seen of one file."""
    where = str(path.relative_to(ROOT))
    return [Piece(text, where) for text in READERS[path.suffix](path.read_text(encoding="utf-8"))]

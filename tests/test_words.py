"""The words we do not use where people see them (docs/etiketter.md says which we use instead)."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.visible_text import ROOT, files, in_html, in_markdown, in_python, in_script, pieces

HANDBOOK = ROOT / "docs" / "handbok"
POLITICAL_BODY = re.compile(r"nämnd|fullmäktige|styrelse|politisk|organ", re.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """A pattern that no visible text matches, and what to write instead. `unless` excuses a text that also has it."""

    pattern: re.Pattern[str]
    instead: str
    unless: re.Pattern[str] | None = None

    def broken_by(self, text: str) -> bool:
        return bool(self.pattern.search(text)) and not (self.unless and self.unless.search(text))


RULES = [
    Rule(re.compile(r"\bvänlig(en|t)\b", re.IGNORECASE), "säg bara vad som ska göras"),
    Rule(
        re.compile(r"\bfelaktigt? inmatning|\bogiltigt? (värde|inmatning)", re.IGNORECASE),
        "säg vad som är fel och ge exempel",
    ),
    Rule(re.compile(r"\b(OK|Ok|Okej)\b"), "ett verb på knappen: Spara, Stäng"),
    Rule(re.compile(r"!(?![=\w\[])"), "punkt i stället för utropstecken"),
    Rule(re.compile(r"^Kontroller$"), "Avstämning; kontroll är intern kontroll"),
    Rule(
        re.compile(r"\bimporter(a|ar|as|at|ad|ade|ades|ing|ingen|ingar)\b|\bimporten\b", re.IGNORECASE),
        "läs in, inläsning",
    ),
    Rule(re.compile(r"återremit|återremiss", re.IGNORECASE), "ge tillbaka, återlämnad", unless=POLITICAL_BODY),
    Rule(re.compile(r"\bklicka här\b|\bläs mer här\b", re.IGNORECASE), "säg vad länken leder till"),
    Rule(
        re.compile(r"\b(Submit|Save|Cancel|Delete|Login|Logout|Log in|Email|Password|Home|Search|Settings)\b"),
        "det svenska ordet",
    ),
]
# Small words that Swedish lacks: one of them in a text means that the text is English.
ENGLISH = re.compile(r"\b(the|and|your|you|with|please|this|of the|is not)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_visible_text_has_a_word_that_we_do_not_use(path: Path):
    found = [f"”{p.text}”: {r.instead}" for p in pieces(path) for r in RULES if r.broken_by(p.text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "path",
    [path for path in files() if path.suffix in {".html", ".txt", ".md"}],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_visible_text_is_english(path: Path):
    found = [piece.text for piece in pieces(path) if ENGLISH.search(piece.text)]
    assert not found, "\n".join(found)


BROKEN = [
    "Vänligen fyll i namnet.",
    "Felaktig inmatning",
    "OK",
    "Klart!",
    "Välkommen !",
    "Kontroller",
    "Importera filen",
    "Kapitlet är återremitterat till dig.",
    "Klicka här för att läsa mer",
    "Save",
    "Email",
]
KEPT = [
    "Kontroller av intern kontroll",
    "Nämnden har återremitterat ärendet.",
    "Controller",
    "Läs in 38 rader",
    "Högre är bättre",
    "Är målet nått?",
    "a != b",
]


@pytest.mark.parametrize("text", BROKEN)
def test_each_rule_finds_its_word(text):
    assert any(rule.broken_by(text) for rule in RULES)


@pytest.mark.parametrize("text", KEPT)
def test_no_rule_takes_a_word_that_we_use(text):
    assert not any(rule.broken_by(text) for rule in RULES)


@pytest.mark.parametrize(
    "source",
    [
        "<p>{% if x %}Sedd{% endif %}</p>",
        '<input type="submit" value="Sedd">',
        '<a href="{% url "web:start" %}" aria-label="Sedd"></a>',
        '{% include "jobs/retry.html" with verb="Sedd" %}',
        "<svg><title>Sedd</title></svg>",
        '{{ name|default:"Sedd" }}',
    ],
)
def test_what_a_template_shows_is_seen(source):
    assert "Sedd" in in_html(source)


@pytest.mark.parametrize(
    "source",
    [
        "{# Osedd #}<p>{% comment %}Osedd{% endcomment %}</p>",
        '<a class="Osedd" href="Osedd" data-x="Osedd"></a>',
        "<script>Osedd</script><style>Osedd</style><kbd>Osedd</kbd>",
        '{% url "Osedd" %}{% static "Osedd" %}{% icon "Osedd" %}{% extends "Osedd" %}',
    ],
)
def test_what_a_template_does_not_show_is_not_seen(source):
    assert "Osedd" not in in_html(source)


@pytest.mark.parametrize(
    "source",
    ['x = CharField("Sedd")', 'class M:\n    verbose_name = "Sedd"', 'y = {"k": "Sedd"}', 'add_error("f", "Sedd")'],
)
def test_strings_of_python_are_seen(source):
    assert "Sedd" in in_python(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Osedd"""',
        'def f():\n    """Osedd"""',
        'raise ValueError("Osedd")',
        'logger.warning("Osedd")',
        'parser.add_argument("x", help="Osedd")',
        'class Command:\n    help = "Osedd"',
        "# Osedd",
    ],
)
def test_what_only_programmers_meet_is_not_seen(source):
    assert "Osedd" not in in_python(source)


def test_an_f_string_is_one_text_with_gaps():
    assert in_python('f"{count} rader är inlästa."') == ["rader är inlästa."]


def test_comments_of_a_script_and_code_in_the_guide_are_not_seen():
    assert in_script("// Osedd 'Osedd'\nshow('Sedd') /* 'Osedd' */") == ["Sedd"]
    assert in_markdown("# Sedd\n\nKör `Osedd`.\n\n```\nOsedd\n```\n") == ["Sedd", "Kör ."]


def on_the_page(path: Path) -> list[str]:
    """What a page of the guide sets in italics: words that stand in the program."""
    tokens = [
        inner for token in MarkdownIt("commonmark").parse(path.read_text("utf-8")) for inner in token.children or []
    ]
    return [after.content for before, after in pairwise(tokens) if before.type == "em_open"]


@pytest.fixture(scope="module")
def program() -> str:
    """All that can be read in the program but its guide."""
    return "\n".join(piece.text for path in files() if path.suffix != ".md" for piece in pieces(path))


@pytest.mark.parametrize("path", sorted(HANDBOOK.glob("*.md")), ids=lambda path: path.name)
def test_what_the_guide_says_stands_on_the_page_does(path: Path, program: str):
    assert [words for words in on_the_page(path) if words not in program] == []

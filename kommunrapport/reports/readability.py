"""How hard a text is to read: LIX, and its longest sentence.

LIX is the number of words in a sentence, on average, and the share in percent of the words that are long. The same
is counted while somebody types by static/js/readability.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element

from kommunrapport.reports.rich_text import plain_text
from kommunrapport.reports.rich_text_tree import to_html, to_tree

LONG_WORD = 6  # letters; a longer word is long
MEDIUM_FROM, HARD_FROM = 40, 50
LONG_SENTENCE = 25  # words; a sentence with more is worth a look
LEAST_WORDS = 20  # with fewer the index says nothing

# Headings and tables are no sentences.
_LEFT_OUT = {"h2", "h3", "h4", "table", "figure"}
# A full stop after these ends no sentence, but for those that often stand last: there a capital letter decides.
ABBREVIATIONS = {
    "t.ex", "bl.a", "ca", "dvs", "d.v.s", "f.d", "fr.o.m", "t.o.m", "p.g.a", "pga", "resp", "s.k", "jfr",
    "inkl", "exkl", "kap", "nr", "st", "kl", "tel", "max", "min", "avd", "milj", "ev", "i.e", "f.n", "e.d",
    "f.ö", "o.d", "u.a", "obs", "sid", "s", "st.f",
}  # fmt: skip
OFTEN_LAST = {"m.m", "m.fl", "mm", "mfl", "osv", "o.s.v", "etc", "o.dyl"}
_END = re.compile(r"[.?\x21…]+[\"”’)]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Readability:
    """`lix` is None for a text that is too short to say. `longest` is the number of words in the longest sentence."""

    lix: int | None
    longest: int

    @property
    def level(self) -> str:
        """What the index means."""
        if self.lix is None:
            return ""
        return "lättläst" if self.lix < MEDIUM_FROM else "medelsvår" if self.lix < HARD_FROM else "svår"

    @property
    def sentence(self) -> str:
        """ "LIX 43, medelsvår. Längsta meningen har 31 ord, prova att dela den."; empty for a short text."""
        if self.lix is None:
            return ""
        advice = ", prova att dela den" if self.longest > LONG_SENTENCE else ""
        return f"LIX {self.lix}, {self.level}. Längsta meningen har {self.longest} ord{advice}."


def read_readability(html: str) -> Readability:
    """Of the running text of cleaned `html`, without its headings and tables."""
    counted = [words for sentence in sentences(_running_text(html)) if (words := _words(sentence))]
    words = [word for sentence in counted for word in sentence]
    longest = max(map(len, counted), default=0)
    if len(words) < LEAST_WORDS:
        return Readability(None, longest)
    long = sum(sum(map(str.isalpha, word)) > LONG_WORD for word in words)
    lix = Decimal(len(words)) / len(counted) + Decimal(100 * long) / len(words)
    return Readability(int(lix.quantize(Decimal(1), ROUND_HALF_UP)), longest)


def _running_text(html: str) -> str:
    tree = to_tree(html)
    _leave_out(tree)
    return plain_text(to_html(tree))


def _leave_out(element: Element) -> None:
    for child in [child for child in element if child.tag in _LEFT_OUT]:
        element.remove(child)
    for child in element:
        _leave_out(child)


def sentences(text: str) -> Iterator[str]:
    """A line ends a sentence, and so do the marks, but for abbreviations and what goes on with a small letter."""
    for line in text.split("\n"):
        start = 0
        for mark in _END.finditer(line):
            if _ends(line[start : mark.start()], mark[0], line[mark.end() :].lstrip()):
                yield line[start : mark.end()]
                start = mark.end()
        yield line[start:]


def _ends(before: str, mark: str, after: str) -> bool:
    """Whether the mark between the two ends a sentence."""
    if not after or mark[0] != ".":
        return True
    last = before.rpartition(" ")[2].strip('(”"’').casefold()
    if last in ABBREVIATIONS:
        return False
    return not (after[0].islower() or (after[0].isdigit() and last in OFTEN_LAST))


def _words(sentence: str) -> list[str]:
    """What has a letter or a number in it, without the marks around; a number with spaces in it is one word."""
    found = (re.sub(r"^\W+|\W+$", "", word) for word in re.split(r"[ \t\n]+", sentence))
    return [word for word in found if word]

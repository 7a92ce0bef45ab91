"""What the PDF engine takes: plain data, ready to print, with nothing left to look up."""

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Self

HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One top-level chapter as HTML: the same as on the web page, with its own anchors."""

    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents list. `level` starts at 1; `number` is "" for an unnumbered chapter."""

    level: int
    number: str
    title: str
    anchor: str

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A whole report. `about` are the lines at the foot of the cover: decision, version, diarienummer.

    Without a cover the municipality, title and about lines stand at the head of the first page. A memo has a head
    of its own, as HTML in `own_head`, and a title that is complete without the year.
    Raises ValueError unless `accent_color` is "#" and six hex digits: it is written into a stylesheet.
    """

    municipality: str
    title: str
    year: int
    about: tuple[str, ...]
    author: str
    accent_color: str
    has_cover: bool
    contents: tuple[ContentsEntry, ...]
    fragments: tuple[Fragment, ...]
    own_head: str = ""

    def __post_init__(self) -> None:
        if not HEX_COLOR.fullmatch(self.accent_color):
            raise ValueError(f"accent_color is {self.accent_color!r}: write it as #b0224c")

    @property
    def full_title(self) -> str:
        return self.title if self.own_head else f"{self.title} {self.year}"

    def only(self, fragment: Fragment) -> Self:
        """The same report with one chapter and nothing else, to see whether that chapter prints."""
        return replace(self, contents=(), fragments=(fragment,))

    def name_of(self, fragment: Fragment) -> str:
        """Number and title of a chapter, as in the contents list; its place if the list leaves it out."""
        names = (entry.name for entry in self.contents if entry.anchor == fragment.anchor)
        return next(names, f"kapitel {self.fragments.index(fragment) + 1} i ordningen")

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Undo `to_json`. Raises TypeError or ValueError if the text is anything else."""
        fields = json.loads(text)
        fields["about"] = tuple(fields["about"])
        fields["contents"] = tuple(ContentsEntry(**entry) for entry in fields["contents"])
        fields["fragments"] = tuple(Fragment(**fragment) for fragment in fields["fragments"])
        return cls(**fields)

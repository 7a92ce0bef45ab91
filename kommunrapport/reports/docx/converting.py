"""Makes HTML of a Word document. Only for the child; what comes out is cleaned as everything that is pasted."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from mammoth import convert_to_html
from mammoth.docx.files import InvalidFileReferenceError
from mammoth.html import element, force_write

from kommunrapport.reports.docx.preflight import inspect
from kommunrapport.reports.pictures.encoding import encode, thumbnail
from kommunrapport.spreadsheets.cells import UnreadableFile

MAX_PICTURES = 30
# Swedish Word names its styles in Swedish where they are its own, and in English where they are built in.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Rubrik'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Underrubrik'] => h2:fresh
p[style-name='Rubrik 1'] => h1:fresh
p[style-name='Rubrik 2'] => h2:fresh
p[style-name='Rubrik 3'] => h3:fresh
p[style-name='Rubrik 4'] => h4:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Citat'] => blockquote > p:fresh
u => u
comment-reference =>
"""


class _Pictures:
    """The pictures of the document that can be kept, and how many could not."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self.left_out = 0

    def place(self, image: Any) -> list[Any]:
        """Where the picture stood, by its place among them from 1; nothing for one that cannot be kept."""
        try:
            if len(self.found) >= MAX_PICTURES:
                raise UnreadableFile("fler än som kan tas med")
            with image.open() as file:
                made = encode(file.read())
        except (UnreadableFile, InvalidFileReferenceError, KeyError, OSError, ValueError):
            self.left_out += 1
            return []
        small = thumbnail(made.content).as_json()["content"]
        self.found.append(made.as_json() | {"alt_text": image.alt_text or "", "small": small})
        return [element("figure", {"data-picture": str(len(self.found))}, [force_write])]  # or it is taken for empty


def convert(content: bytes) -> dict[str, Any]:
    """{"html", "pictures", "left_out"} of a .docx. Raises UnreadableFile, and whatever the libraries raise."""
    inspect(content)
    pictures = _Pictures()
    result = convert_to_html(
        BytesIO(content),
        style_map=STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=pictures.place,
    )
    return {"html": result.value, "pictures": pictures.found, "left_out": pictures.left_out}

"""Makes a picture anew, so that nothing is left of the file but what is seen. Only for the child."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from kommunrapport.spreadsheets.cells import UnreadableFile

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 2400  # pixels: the width of a page in 300 dpi
# The PDF takes pictures of 3 000 000 characters in base64, which is a third longer than the picture.
MAX_STORED_BYTES = 2_200_000
JPEG_QUALITY = 85
SHRINKS = (1.0, 0.75, 0.5, 0.35)
_FORMATS = ("PNG", "JPEG")

NOT_A_PICTURE = "Filen är ingen bild som kan läsas. Spara bilden som PNG eller JPEG och ladda upp den igen."
_STARTS = {
    b"GIF8": "Bilden är en GIF. Spara den som PNG och ladda upp den igen.",
    b"%!PS": "Bilden är en EPS. Spara den som PNG och ladda upp den igen.",
    b"\xc5\xd0\xd3\xc6": "Bilden är en EPS. Spara den som PNG och ladda upp den igen.",
    b"%PDF": "Filen är en PDF. Spara bilden i den som PNG och ladda upp den.",
    b"BM": "Bilden är en BMP. Spara den som PNG och ladda upp den igen.",
    b"II*\0": "Bilden är en TIFF. Spara den som PNG eller JPEG och ladda upp den igen.",
    b"MM\0*": "Bilden är en TIFF. Spara den som PNG eller JPEG och ladda upp den igen.",
    b"RIFF": "Bilden är en WebP. Spara den som PNG eller JPEG och ladda upp den igen.",
}
_HEIC = "Bilden är en HEIC från en telefon. Spara eller dela den som JPEG och ladda upp den igen."
_SVG = "Bilden är en SVG. Spara den som PNG och ladda upp den igen."
_TWO_KINDS = "Filen är en bild och något mer. Öppna bilden, spara den som en ny PNG eller JPEG och ladda upp den."
_MOVES = "Bilden rör sig. Spara en stillbild som PNG och ladda upp den."


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as it is kept: `media_type` is image/png or image/jpeg, sizes are in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int

    def as_json(self) -> dict[str, Any]:
        content = b64encode(self.content).decode("ascii")
        return {"content": content, "media_type": self.media_type, "width": self.width, "height": self.height}


def encode(content: bytes) -> Encoded:
    """Return the picture turned as it is seen, without what the camera told, at most LONGEST_SIDE long.

    Raises UnreadableFile for all but one still PNG or JPEG, and whatever Pillow raises for a damaged one.
    """
    _refuse_other(content)
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _refuse_bad(picture, content)
            picture.load()
            seen = ImageOps.exif_transpose(picture)
            is_photo = picture.format != "PNG"  # a telephone may put several JPEG in one file
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(NOT_A_PICTURE) from error
    return next(_ever_smaller(_plain(seen), is_photo=is_photo))


def thumbnail(content: bytes, side: int = 480) -> Encoded:
    """A small JPEG of a picture that `encode` made, to be recognised by."""
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        picture.thumbnail((side, side))
        return _saved(_on_white(picture), "JPEG")


def _refuse_other(content: bytes) -> None:
    """By the first bytes, whatever the file is called."""
    if not content:
        raise UnreadableFile("Filen är tom (0 byte). Välj en annan.")
    if content[4:8] == b"ftyp":
        raise UnreadableFile(_HEIC)
    if b"<svg" in content[:1000].lower():
        raise UnreadableFile(_SVG)
    sentence = next((text for start, text in _STARTS.items() if content.startswith(start)), None)
    if sentence:
        raise UnreadableFile(sentence)


def _refuse_bad(picture: Image.Image, content: bytes) -> None:
    """What the head of the file says, before anything is unpacked."""
    if picture.width * picture.height > MAX_PIXELS:
        raise UnreadableFile(
            f"Bilden är {picture.width} × {picture.height} bildpunkter och högst {MAX_PIXELS // 1_000_000} miljoner "
            "kan läsas. Förminska den och ladda upp den igen."
        )
    if getattr(picture, "n_frames", 1) > 1 and picture.format == "PNG":
        raise UnreadableFile(_MOVES)
    tail = content[-4096:].lower() + content[:4096].lower()
    if any(sign in tail for sign in (b"<html", b"<script", b"<!doctype", b"pk\x05\x06", b"%pdf")):
        raise UnreadableFile(_TWO_KINDS)


def _plain(picture: Image.Image) -> Image.Image:
    """In the colours of a screen; a copy without the tables, profiles and notes of the file."""
    kind = "RGBA" if picture.has_transparency_data else "L" if picture.mode in ("1", "L", "I;16", "I") else "RGB"
    converted = picture.convert(kind)
    made = Image.new(kind, converted.size)
    made.paste(converted)
    return made


def _ever_smaller(picture: Image.Image, *, is_photo: bool) -> Iterator[Encoded]:
    """What is small enough to print, the best first: the last one always is."""
    side = min(LONGEST_SIDE, max(picture.size))
    for shrink in SHRINKS:
        smaller = picture.copy()
        smaller.thumbnail((max(1, round(side * shrink)),) * 2, Image.Resampling.LANCZOS)
        for kind in ("JPEG",) if is_photo else ("PNG", "JPEG"):
            made = _saved(smaller if kind == "PNG" else _on_white(smaller), kind)
            if len(made.content) <= MAX_STORED_BYTES or shrink == SHRINKS[-1]:
                yield made


def _on_white(picture: Image.Image) -> Image.Image:
    """A JPEG has nothing behind it to see through to."""
    if picture.mode != "RGBA":
        return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _saved(picture: Image.Image, kind: str) -> Encoded:
    out = BytesIO()
    picture.save(out, kind, optimize=True, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {}))
    return Encoded(out.getvalue(), f"image/{kind.lower()}", *picture.size)

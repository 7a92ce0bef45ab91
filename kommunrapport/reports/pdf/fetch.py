"""The only way in for files: our own fonts, marks and stylesheet from memory, and small pictures in the text.

Imports WeasyPrint, so only press.py may import this.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parents[3] / "static"
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
# No svg: it can refer to itself a million times. Base64, so a picture may be three quarters of the limit.
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE)
PICTURE_LIMIT = 3_000_000


class RefusedUrl(ValueError):
    """The report asked for something outside of it."""


@cache
def assets() -> dict[str, bytes]:
    """Every file the stylesheet may ask for, by its address, such as kommun:marks/good.svg."""
    paths = [STATIC / "print.css", *STATIC.glob("fonts/*.woff2"), *STATIC.glob("marks/*.svg")]
    return {f"kommun:{path.relative_to(STATIC).as_posix()}": path.read_bytes() for path in paths}


class ClosedFetcher(URLFetcher):
    """Answers from memory or raises; never opens a file or a connection.

    `open` and `__call__` of the parent class end in `fetch`, so this one method is the whole gate.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if (body := assets().get(url)) is not None:
            return URLFetcherResponse(url, body, {"Content-Type": MEDIA_TYPES[Path(url).suffix]})
        if PICTURE.match(url) and len(url) <= PICTURE_LIMIT:
            return super().fetch(url, headers)
        raise RefusedUrl(url[:100])

"""Pictures in texts: `<figure data-picture="17"></figure>` becomes the picture with its alternative text.

What is shown keeps the key, so that a frozen chapter says which pictures it holds.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kommunrapport.reports.models import Picture
from kommunrapport.reports.rich_text import PLACED_PICTURE
from kommunrapport.reports.scope import ReportScope

# As `_figure` writes it; nothing else in a report has an address of a picture, since texts may have no pictures.
_SHOWN = re.compile(r'<img src="[^"]*/bilder/(\d+)/"')

type Pictures = Mapping[int, Picture]


def pictures_of(report_id: int) -> Pictures:
    """The report's own pictures by key: another report's are not shown, whatever a text says."""
    return {picture.pk: picture for picture in Picture.objects.filter(report=report_id)}


def show_chapter_pictures(html: SafeString, report_id: int, scope: ReportScope) -> SafeString:
    """The same HTML with the pictures of the report in place; they are read once for all of its chapters."""
    return show_pictures(html, lambda: scope.memo(f"pictures:{report_id}", lambda: pictures_of(report_id)))


def show_pictures(html: SafeString, read: Callable[[], Pictures]) -> SafeString:
    """The same HTML with pictures in place, and nothing where there is none. Reads only when there is one to show."""
    if not PLACED_PICTURE.search(html):
        return html
    pictures = read()
    shown = PLACED_PICTURE.sub(lambda place: _figure(pictures.get(int(place[1]))), html)
    return mark_safe(shown)  # noqa: S308 - was safe, and what is put in is escaped below


def embed_pictures(html: SafeString) -> SafeString:
    """The same with the pictures themselves in it, for a file that stands alone: PDF and web edition."""
    keys = {int(key) for key in _SHOWN.findall(html)}
    pictures = Picture.objects.in_bulk(keys) if keys else {}
    embedded = _SHOWN.sub(lambda shown: f'<img src="{_data_address(pictures.get(int(shown[1])))}"', html)
    return mark_safe(embedded)  # noqa: S308 - was safe, and base64 is


def picture_facts(text: str, report_id: int, scope: ReportScope) -> list[dict[str, str]]:
    """What the pictures in a text show and say, so that one described anew makes the text another."""
    keys = placed_keys(text)
    if not keys:
        return []
    pictures = scope.memo(f"pictures:{report_id}", lambda: pictures_of(report_id))
    shown = [pictures[key] for key in sorted(keys) if key in pictures]
    return [{"sha256": one.sha256, "alt_text": one.alt_text, "caption": one.caption} for one in shown]


def placed_keys(html: str) -> set[int]:
    """Which pictures a text holds, as it is written or as it is shown."""
    return {int(key) for key in re.findall(r'data-picture="(\d+)"', html)}


def _figure(picture: Picture | None) -> str:
    if picture is None:
        return ""
    caption = format_html("<figcaption>{}</figcaption>", picture.caption) if picture.caption else ""
    return format_html(
        '<figure class="picture" data-picture="{}"><img src="{}" alt="{}" width="{}" height="{}">{}</figure>',
        picture.pk,
        reverse("reports:picture_file", args=[picture.pk]),
        picture.alt_text,
        picture.width,
        picture.height,
        caption,
    )


def _data_address(picture: Picture | None) -> str:
    """Empty, and then the alternative text is read instead, for a file that is gone."""
    try:
        content = picture.read() if picture else b""
    except FileNotFoundError:
        content = b""
    return f"data:{picture.media_type};base64,{b64encode(content).decode()}" if picture and content else ""

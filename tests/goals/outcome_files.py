"""The template of outcomes as a person fills it in, and the pages where it is read in."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import load_workbook

from tests.goals.outcome_pages import Desk

type Filled = Mapping[str, Mapping[str, object]]


def template(at: Desk) -> bytes:
    return at.client.get(at.url("outcome_template")).content


def rows_of(workbook: bytes) -> list[dict[str, object]]:
    """The rows of the first sheet by heading."""
    head, *rows = load_workbook(BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def fill_in(workbook: bytes, filled: Filled, *more: Mapping[str, object]) -> bytes:
    """Write values by heading in the rows of a template, by the measure's slug (its first row); `more` are new rows."""
    book = load_workbook(BytesIO(workbook))
    page = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in page[1]}
    rows = {str(page.cell(n, places["Kortnamn"]).value): n for n in range(page.max_row, 1, -1)}
    wanted = [(rows[slug], values) for slug, values in filled.items()]
    wanted += [(page.max_row + n, values) for n, values in enumerate(more, start=1)]
    for number, values in wanted:
        for heading, value in values.items():
            page.cell(number, places[heading]).value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def upload(at: Desk, content: bytes, name: str = "utfall.xlsx") -> HttpResponse:
    return at.client.post(at.url("outcome_import"), {"file": SimpleUploadedFile(name, content)})


def confirm(at: Desk, preview: HttpResponse) -> HttpResponse:
    """Say yes on a page of review."""
    return at.client.post(at.url("outcome_import_apply"), {"ticket": preview.context["ticket"]})


def read_in(at: Desk, filled: Filled, *more: Mapping[str, object]) -> HttpResponse:
    return confirm(at, upload(at, fill_in(template(at), filled, *more)))


def text(response: HttpResponse) -> str:
    """What a page says, with one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())

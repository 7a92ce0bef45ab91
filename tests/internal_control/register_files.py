"""The register as a person fills it in, in a file, and the pages where it is read in."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_member, create_occasion, create_org_unit

type Rows = Mapping[str, list[Mapping[str, object]]]


class RegisterDesk:
    """Whoever keeps the internal control of a nämnd in 2025."""

    def __init__(self, client: Client, role: str = Role.CONTROLLER) -> None:
        self.occasion = create_occasion(year=2025)
        self.unit = create_org_unit(slug="ksn", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
        self.user = create_member(role, self.unit)
        self.client = client
        client.force_login(self.user)

    def url(self, name: str = "register_import") -> str:
        return reverse(f"internal_control:{name}", args=[2025, self.unit.slug])

    def template(self) -> bytes:
        return self.client.get(self.url("register_template")).content

    def upload(self, content: bytes, name: str = "register.xlsx") -> Any:
        return self.client.post(self.url(), {"file": SimpleUploadedFile(name, content)})

    def review(self, new: Rows, changed: Mapping[str, Mapping[int, Mapping[str, object]]] | None = None) -> Any:
        """Fetch the template, add rows and change others by sheet and number, and upload it."""
        return self.upload(fill_in(self.template(), new, changed or {}))

    def confirm(self, preview: Any) -> Any:
        return self.client.post(self.url("register_import_apply"), {"ticket": preview.context["ticket"]})


def rows_of(workbook: bytes, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by heading."""
    head, *rows = load_workbook(BytesIO(workbook))[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def fill_in(workbook: bytes, new: Rows, changed: Mapping[str, Mapping[int, Mapping[str, object]]]) -> bytes:
    book = load_workbook(BytesIO(workbook))
    for name in {*new, *changed}:
        page: Any = book[name]
        places = {str(cell.value): cell.column for cell in page[1]}
        numbers = {page.cell(n, places["Nummer"]).value: n for n in range(2, page.max_row + 1)}
        wanted = [(numbers[number], values) for number, values in changed.get(name, {}).items()]
        wanted += [(page.max_row + n, values) for n, values in enumerate(new.get(name, []), start=1)]
        for number, values in wanted:
            for heading, value in values.items():
                page.cell(number, places[heading]).value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def text(response: Any) -> str:
    """What a page says, with one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())

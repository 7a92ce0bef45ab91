"""The HR template as a person fills it in, and the pages where it is read in."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from personnel.models import Headcount, HrImport, SickLeave, StaffPeriod
from tests.factories import create_member, create_occasion, create_org_unit

YEAR = 2025
HEADINGS = ("Enhet", "Från och med", "Till och med", "Kön", "Åldersgrupp")
WHOLE_YEAR = ("2025-01-01", "2025-12-31")


def text(response: HttpResponse) -> str:
    """A page with one space between words."""
    return " ".join(response.content.decode().split())


def table(*rows: Mapping[str, object]) -> list[list[object]]:
    """Headings and rows: each is all of ks in 2025 but for what it says, by heading."""
    ours = {"Enhet": "ks", "Från och med": WHOLE_YEAR[0], "Till och med": WHOLE_YEAR[1]}
    full = [ours | {"Kön": "totalt", "Åldersgrupp": "alla"} | dict(row) for row in rows]
    headings = list(dict.fromkeys([*HEADINGS, *(heading for row in full for heading in row)]))
    return [list[object](headings), *([row.get(heading) for heading in headings] for row in full)]


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n"


def as_workbook(
    rows: Iterable[Iterable[object]], *, sheet: str = "Personal", more: tuple[str, str] = ("", "")
) -> bytes:
    """An .xlsx with the rows; `more` is the name and the one text of a hidden sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    name, hidden = more
    if name:
        book.create_sheet(name).append([hidden])
        book[name].sheet_state = "veryHidden"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def fill_in(template: bytes, figures: Mapping[tuple[str, str, str], Mapping[str, object]]) -> bytes:
    """Write figures by heading into the rows of a downloaded template, by (unit, sex, age group)."""
    book = load_workbook(BytesIO(template))
    page = book.worksheets[0]
    places = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        group = tuple(str(page.cell(row, places[h]).value) for h in ("Enhet", "Kön", "Åldersgrupp"))
        for heading, value in figures.get(group, {}).items():  # type: ignore[call-overload]
            page.cell(row, places[heading]).value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def stored() -> int:
    """How many rows there are of everything that a file can bring."""
    return sum(model.objects.count() for model in (HrImport, Headcount, SickLeave, StaffPeriod))


class HrDesk:
    """Whoever keeps the figures of the staff of ks."""

    def __init__(self, client: Client, role: str = Role.CONTROLLER, **member: str) -> None:
        create_occasion(year=YEAR)
        self.unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
        self.user = create_member(role, self.unit, **member)
        self.client = client
        client.force_login(self.user)

    def url(self, name: str = "import_list", *args: object) -> str:
        return reverse(f"personnel:{name}", args=[YEAR, self.unit.slug, *args])

    def template(self) -> bytes:
        return self.client.get(self.url("import_template")).content

    def upload(self, content: str | bytes, *, name: str = "", token: str = "t1") -> HttpResponse:  # noqa: S107
        """A text is sent as csv, bytes as a workbook. The token is the form's, for one time."""
        kind, sent = ("csv", content.encode()) if isinstance(content, str) else ("xlsx", content)
        file = SimpleUploadedFile(name or f"personal.{kind}", sent)
        return self.client.post(self.url(), {"file": file, "token": token})

    def put_in(self, *rows: Mapping[str, object]) -> HttpResponse:
        """Upload rows as `table` makes them, and show what comes of it."""
        answer = self.upload(as_csv(table(*rows)), token=f"t{HrImport.objects.count()}-{len(rows)}")
        return self.client.get(answer.headers["Location"]) if answer.status_code == 302 else answer

    @property
    def waiting(self) -> HrImport:
        return HrImport.objects.waiting().get()

    def confirm(self) -> HttpResponse:
        """Say yes on the page of the file that waits."""
        pk = self.waiting.pk
        page = self.client.get(self.url("import_detail", pk))
        return self.client.post(self.url("import_apply", pk), {"seen": page.context["page"].seen})

    def read_in(self, *rows: Mapping[str, object]) -> HttpResponse:
        self.put_in(*rows)
        return self.confirm()

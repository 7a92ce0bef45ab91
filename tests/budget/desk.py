"""The wizard as a person meets it: pages of one unit's files, with the background work done at once."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from budget.imports.mapping import Mapping
from budget.models import ImportBatch, ImportSource
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Role
from tests.factories import create_member, create_occasion, create_org_unit

YEAR = 2025
TABLE = """DRIFTREDOVISNING 2025 (tkr);;;
Enhet;Budget;Utfall;Avvikelse
Politik;12 000,0;11 500,0;500,0
Stab;20 100,5;21 000,5;-900,0
Summa;32 100,5;32 500,5;-400,0
"""
HTMX = {"HX-Request": "true"}


def text(response: HttpResponse) -> str:
    """A page with one space between words."""
    return " ".join(response.content.decode().split())


class Desk:
    """A controller at the unit's files."""

    def __init__(self, client: Client, unit: OrgUnit | None = None) -> None:
        create_occasion(year=YEAR)
        self.unit = unit or create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
        self.user: User = create_member(Role.CONTROLLER, self.unit)
        self.client = client
        client.force_login(self.user)

    def url(self, name: str = "import_list", *args: object) -> str:
        return reverse(f"budget:{name}", args=[YEAR, self.unit.slug, *args])

    def upload(
        self,
        content: str | bytes = TABLE,
        *,
        name: str = "tabell.csv",
        source: ImportSource | None = None,
        token: str = "t1",  # noqa: S107 (the one-time token of a form)
    ) -> HttpResponse:
        file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        return self.client.post(self.url(), {"file": file, "token": token, "source": source.pk if source else ""})

    def work(self) -> None:
        """What the worker does: all that waits."""
        while job := Job.objects.filter(state=Job.State.WAITING).order_by("pk").first():
            carry_out(job.pk)

    @property
    def batch(self) -> ImportBatch:
        """The latest file."""
        return ImportBatch.objects.latest("pk")

    def page(self, **headers: str) -> HttpResponse:
        return self.client.get(self.url("import_detail", self.batch.pk), headers=headers)

    def act(self, name: str, **posted: object) -> HttpResponse:
        """Send a form of the latest file's page, at the version it shows."""
        return self.client.post(self.url(name, self.batch.pk), {"version": self.batch.version, **posted})

    def answers(self, **changes: object) -> dict[str, object]:
        """What the form of columns holds when it is sent as it is suggested, but for `changes`."""
        mapping = Mapping.from_json(self.batch.mapping)
        posted: dict[str, object] = {
            "scale": mapping.scale or "",
            "income": mapping.income,
            "cost": mapping.cost,
            "net": mapping.net,
            "favourable": mapping.favourable,
            "grouping": mapping.grouping,
            "save_as": "",
        }
        for column in mapping.columns:
            use = f"amount:{column.figure}" if column.role == "amount" else column.role
            posted |= {f"use-{column.index}": "" if use == "ignored" else use, f"year-{column.index}": column.year}
            posted |= {f"nature-{column.index}": column.nature, f"day-{column.index}": column.as_of}
        return posted | changes

    def to_preview(self, content: str | bytes = TABLE, **changes: object) -> ImportBatch:
        """A file whose columns are answered as suggested, but for `changes`."""
        name = "fil.csv" if isinstance(content, str) else "fil.xlsx"
        self.upload(content, name=name, token=f"t{ImportBatch.objects.count()}")
        self.work()
        if self.batch.state == ImportBatch.State.MAPPING:
            self.act("import_columns", **self.answers(**changes))
            self.work()
        return self.batch

    def read_in(self, content: str | bytes = TABLE) -> ImportBatch:
        """A file that is read in."""
        self.to_preview(content)
        self.act("import_apply")
        self.work()
        return self.batch

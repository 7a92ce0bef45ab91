"""What the tests of versions start from: a report with a text and a table, brought to a state by real steps."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Model
from django.test import Client

from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.measures.models import MeasureList, MeasureListItem, Observation
from kommunrapport.organisation.models import Municipality, User
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, ReportVersion
from kommunrapport.reports.versions.files import FREEZE_FILES
from tests.factories import create_chapter_section, create_measure, create_member, create_observation
from tests.reports.desk import Desk, desk
from tests.reports.flow.way import bring_to

TEXT = "<p>Ett bra år.</p>"
OTHER_TEXT = "<p>Något helt annat.</p>"


def desk_at(client: Client, state: str, role: str = Role.CONTROLLER) -> Desk:
    """Somebody signed in before a report in the state; its chapter has a text, and a table with the outcome 80."""
    at = desk(client, role, text=TEXT)
    measure = create_measure(slug="nojda", name="Nöjda")
    made = MeasureList.objects.create(slug="matt", title="Mått")
    MeasureListItem.objects.create(measure_list=made, order=1, measure=measure)
    create_observation(measure=measure, org_unit=at.unit, value=Decimal(80))
    create_chapter_section(chapter=at.chapter, key="reports.measure_table", params={"measure_list": "matt"})
    create_member(Role.SECRETARY, at.unit)
    bring_to(at.report, state, secretary(at))
    return at


def secretary(at: Desk) -> User:
    """Who may take every step of the report."""
    return User.objects.filter(memberships__role=Role.SECRETARY, memberships__org_unit=at.unit).latest("pk")


def change_everything(at: Desk) -> None:
    """Figures, texts and kommun are others afterwards, as years later."""
    _change(at, Observation.objects.get(), value=Decimal(12))
    _change(at, Chapter.objects.get(), text=OTHER_TEXT, heading="Annan rubrik")
    _change(at, Municipality.objects.get(), name="Storstads kommun", accent_color="#000000")


def _change(at: Desk, row: Model, **changes: object) -> None:
    save_checked(type(row), pk=row.pk, version=row.version, by=at.user, **changes)


def latest(at: Desk) -> ReportVersion:
    return at.report.versions.latest("number")


def make_files(version: ReportVersion) -> Job:
    """Do the job that the freeze ordered."""
    job = Job.objects.filter(kind=FREEZE_FILES, params={"version": version.pk}).latest("pk")
    carry_out(job.pk)
    job.refresh_from_db()
    return job

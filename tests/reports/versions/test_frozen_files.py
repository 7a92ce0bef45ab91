"""The files of a version: made once, of what was frozen, kept to the byte, and never given out when they are not."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.models import FrozenFile, Report
from kommunrapport.reports.pdf import engine
from kommunrapport.reports.pdf.errors import PANGO_SENTENCE
from kommunrapport.reports.versions.files import FileDamaged, read_file, store_file
from kommunrapport.reports.versions.printing import FILES, printed_version
from kommunrapport.reports.versions.reading import read_version
from tests.reports.flow.way import take
from tests.reports.versions.frozen import OTHER_TEXT, TEXT, change_everything, desk_at, latest, make_files, secretary
from tests.writing_factories import create_frozen_file, create_version

pytestmark = pytest.mark.django_db

DATA_KINDS = ["html", "json", "xlsx", "csv"]


def _bytes(version) -> dict[str, bytes]:
    return {stored.kind: read_file(stored) for stored in version.files.all()}


def test_the_job_makes_every_file_that_is_not_there(client):
    at = desk_at(client, "proposal")  # with a PDF already

    job = make_files(latest(at))

    assert (job.state, job.result.name) == (Job.State.DONE, "")
    assert set(_bytes(latest(at))) == {kind.value for kind in FILES} - {"memo_pdf"}


@pytest.mark.parametrize("kind", DATA_KINDS)
def test_a_file_is_made_of_what_was_frozen_however_late(client, kind):
    at = desk_at(client, "decided")
    change_everything(at)

    content = FILES[FrozenFile.Kind(kind)](latest(at))

    made = json.dumps(_cells(content)) if kind == "xlsx" else content.decode()
    assert "80" in made
    assert "Annan rubrik" not in made
    assert "Storstad" not in made


def _cells(content: bytes) -> list[str]:
    sheets = load_workbook(BytesIO(content)).worksheets
    return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]


def test_tables_of_a_version_are_those_of_the_report_when_it_was_frozen(client):
    at = desk_at(client, "open")
    found = Report.objects.select_related("org_unit", "occasion").get(pk=at.report.pk)
    live = EXPORTS["csv"](found)

    version = take(at.report, "send_out", secretary(at)).version

    assert FILES[FrozenFile.Kind.CSV](version) == live


def test_the_bytes_are_the_same_after_every_later_change(client):
    at = desk_at(client, "decided")
    make_files(latest(at))
    before = _bytes(latest(at))

    change_everything(at)
    job = Job.objects.latest("pk")
    job.state = Job.State.WAITING
    job.save()
    carry_out(job.pk)  # a worker that was thought dead does it all once more

    assert _bytes(latest(at)) == before


def test_what_is_frozen_does_not_follow_new_templates(client, settings, tmp_path):
    at = desk_at(client, "decided")
    make_files(latest(at))
    before, page = _bytes(latest(at)), printed_version(read_version(latest(at)))
    later = tmp_path / "reports" / "chapter.html"
    later.parent.mkdir()
    later.write_text("<section>En ny mall</section>")
    (engine_settings,) = settings.TEMPLATES
    settings.TEMPLATES = [engine_settings | {"DIRS": [tmp_path, *engine_settings["DIRS"]]}]

    assert "En ny mall" in EXPORTS["html"](Report.objects.get(pk=at.report.pk)).decode()
    assert _bytes(latest(at)) == before
    assert printed_version(read_version(latest(at))) == page
    assertNotContains(client.get(at.of_report("report_read")), "En ny mall")


def test_a_stored_file_is_never_replaced():
    version = create_version()
    first = create_frozen_file(version=version, content=b"ett")

    second = store_file(version=version, kind="json", content=b"tre")

    assert second == first
    assert read_file(second) == b"ett"


def test_the_cover_says_version_and_decision(client):
    at = desk_at(client, "decided")

    about = printed_version(read_version(latest(at))).about

    assert about[0] == "Beslutad av Kommunstyrelsen 24 februari 2026, § 41"
    assert about[1].startswith("Version 2, beslutad version, ")


@pytest.mark.pango
def test_the_pdf_is_made_once_and_holds_the_frozen_words(client):
    at = desk_at(client, "decided")
    FrozenFile.objects.filter(version=latest(at)).delete()

    make_files(latest(at))

    assert _bytes(latest(at))["pdf"].startswith(b"%PDF-")


def test_without_pango_the_job_fails_with_what_to_install_and_the_other_files_are_there(client, monkeypatch, tmp_path):
    at = desk_at(client, "proposal")
    FrozenFile.objects.all().delete()
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(engine, "CHILD_ENVIRONMENT", (*engine.CHILD_ENVIRONMENT, "PYTHONPATH"))

    job = make_files(latest(at))

    assert (job.state, job.error) == (Job.State.FAILED, PANGO_SENTENCE)
    assert set(_bytes(latest(at))) == set(DATA_KINDS)
    client.force_login(job.created_by)
    assertContains(client.get(f"/jobb/{job.pk}/"), "Försök igen")


@pytest.mark.parametrize("kind", DATA_KINDS)
@pytest.mark.parametrize("role", [Role.READER, Role.POLITICIAN])
def test_every_export_of_a_closed_report_is_the_stored_file(client, role, kind):
    at = desk_at(client, "decided", role)
    make_files(latest(at))
    change_everything(at)

    answer = client.get(at.of_report("report_export", kind))

    assert answer.content == _bytes(latest(at))[kind]
    assert answer.headers["Content-Disposition"].endswith(f'-version-2.{kind}"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_to_print_a_closed_report_gives_its_stored_pdf(client):
    at = desk_at(client, "decided", Role.POLITICIAN)
    count = Job.objects.count()

    assert client.post(at.of_report("report_print")).content == b"%PDF-1.7"
    assert Job.objects.count() == count


def test_a_pdf_that_was_ordered_before_the_freeze_is_the_frozen_one(client):
    at = desk_at(client, "open", Role.READER)
    client.post(at.of_report("report_print"))
    job = Job.objects.latest("pk")
    version = take(at.report, "send_out", secretary(at)).version
    store_file(version=version, kind="pdf", content=b"%PDF-fryst")

    carry_out(job.pk)

    assert b"".join(client.get(f"/jobb/{job.pk}/fil/").streaming_content) == b"%PDF-fryst"


def test_a_file_that_is_not_made_yet_leads_back_to_the_page_with_a_sentence(client):
    at = desk_at(client, "decided")

    answer = client.get(at.of_report("report_export", "json"), follow=True)

    assertContains(answer, "Filen görs just nu")
    assertContains(answer, "Gör filerna")


@pytest.mark.parametrize(("role", "status"), [(Role.SECRETARY, 302), (Role.READER, 404), (Role.POLITICIAN, 404)])
def test_who_keeps_the_case_has_the_files_made_again(client, role, status):
    at = desk_at(client, "decided", role)

    assert client.post(at.of_report("version_make_files", 2)).status_code == status


def test_a_file_that_was_changed_is_not_given_out(client):
    at = desk_at(client, "decided")
    make_files(latest(at))
    stored = latest(at).files.get(kind="json")
    Path(stored.file.path).write_bytes(b"annat")

    with pytest.raises(FileDamaged, match="not as it was frozen"):
        read_file(stored)
    answer = client.get(at.of_report("version_file", 2, "json"), follow=True)
    assertContains(answer, "stämmer inte med sin kontrollsumma")


def test_a_file_that_is_gone_is_told_of(client):
    at = desk_at(client, "decided")
    Path(latest(at).files.get(kind="pdf").file.path).unlink()

    answer = client.get(at.of_report("version_file", 2, "pdf"))

    assertRedirects(answer, at.of_report("version_read", 2))


def test_the_page_of_a_version_has_its_texts_and_not_those_of_now(client):
    at = desk_at(client, "decided")
    make_files(latest(at))
    change_everything(at)

    page = _bytes(latest(at))["html"].decode()

    assert TEXT in page
    assert OTHER_TEXT not in page
    assert "Beslutad av Kommunstyrelsen" in page

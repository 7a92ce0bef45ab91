"""Reading a whole report, and taking it away as a file."""

import json
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.pdf import engine
from kommunrapport.reports.pdf.errors import PANGO_SENTENCE
from tests.factories import (
    create_chapter,
    create_goal,
    create_goal_measure,
    create_member,
    create_org_unit,
    create_scale,
)
from tests.reports.desk import desk

pytestmark = pytest.mark.django_db


def with_goals(at, count: int) -> None:
    """Chapters of goals below the first chapter."""
    for order in range(count):
        goal = create_goal(coordinating_unit=at.unit, title=f"Trygghet {order}", wording="Alla ska vara trygga")
        create_goal_measure(goal=goal)
        chapter = create_chapter(
            report=at.report, parent=at.chapter, heading="", subject_key=f"goals.goal:{goal.pk}", order=order
        )
        ChapterSection.objects.create(chapter=chapter, key="goals.follow_up")


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.CONTROLLER, Role.SECRETARY, Role.POLITICIAN])
def test_the_whole_report_is_read_with_contents_and_the_way_on(client, role):
    at = desk(client, role, text="<p>Ett bra år.</p>")
    create_chapter(report=at.report, heading="Personal", order=2)

    response = client.get(at.of_report("report_read"))

    assertContains(response, "<p>Ett bra år.</p>")
    assertContains(response, f'<a href="#k{at.chapter.pk}">')
    assertContains(response, "Nästa")
    assertContains(response, "Föregående")


def test_who_only_reads_gets_no_link_to_the_workbench(client):
    at = desk(client, Role.POLITICIAN)

    assertNotContains(client.get(at.of_report("report_read")), "Till kapitlen")


def test_a_neighbour_reads_and_takes_nothing(client):
    at = desk(client)
    client.force_login(create_member(org_unit=create_org_unit()))

    assert client.get(at.of_report("report_read")).status_code == 404
    assert client.get(at.of_report("report_export", "json")).status_code == 404
    assert client.post(at.of_report("report_print")).status_code == 404
    assert not Job.objects.exists()


def test_instructions_are_never_read(client):
    at = desk(client, instruction="Högst en sida.")

    assertNotContains(client.get(at.of_report("report_read")), "Högst en sida.")


def test_fifty_goals_take_the_same_queries_as_one(client):
    at = desk(client)
    create_scale()
    with_goals(at, 1)
    one = _queries(client, at)

    with_goals(at, 49)

    assert _queries(client, at) == one


def _queries(client, at) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(at.of_report("report_read"))
    return len(queries)


def test_the_web_edition_is_one_page_that_fetches_nothing(client):
    at = desk(client, text="<p>Ett bra år.</p>")
    with_goals(at, 1)

    response = client.get(at.of_report("report_export", "html"))

    page = response.content.decode()
    assert response.headers["Content-Disposition"] == f'attachment; filename="{at.report.slug}.html"'
    assert "<p>Ett bra år.</p>" in page
    assert "Trygghet 0" in page
    assert not any(word in page for word in ("<link", "<script", "src=", "@import", 'url("http', 'url("/'))


def test_the_data_holds_every_chapter_in_order_with_its_blocks(client):
    at = desk(client, text="<p>Ett bra år.</p>")
    with_goals(at, 1)

    response = client.get(at.of_report("report_export", "json"))

    data = json.loads(response.content)
    first, goal = data["chapters"]
    assert (data["report"], data["year"], data["state"]) == (at.report.slug, 2025, "open")
    assert (first["number"], first["title"], first["text"]) == ("1", "Året som gått", "<p>Ett bra år.</p>")
    assert (goal["number"], goal["title"], goal["level"]) == ("1.1", "Trygghet 0", 2)
    assert goal["sections"][0]["key"] == "goals.follow_up"
    assert goal["sections"][0]["data"]["wording"] == "Alla ska vara trygga"


def test_the_tables_come_as_a_workbook_with_a_sheet_for_each(client):
    at = desk(client)
    with_goals(at, 2)

    response = client.get(at.of_report("report_export", "xlsx"))

    workbook = load_workbook(BytesIO(response.content))
    assert response.headers["Content-Disposition"] == f'attachment; filename="{at.report.slug}.xlsx"'
    assert workbook["Innehåll"]["A1"].value == f"{at.report.title} 2025"
    assert workbook["Innehåll"]["A3"].value.startswith("Arbetsutkast")
    assert workbook.sheetnames[1:] == ["1.1 Trygghet 0", "1.2 Trygghet 1"]


def test_the_tables_come_as_lines_of_one_csv_file(client):
    at = desk(client)
    with_goals(at, 1)

    response = client.get(at.of_report("report_export", "csv"))

    head, *lines = response.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Kapitel;Tabell;Grupp;Rad;")
    assert all(line.startswith("1.1 Trygghet 0;") for line in lines)
    assert lines


@pytest.mark.parametrize("ending", ["pdf", "docx", "exe"])
def test_another_kind_of_file_is_not_found(client, ending):
    assert client.get(desk(client).of_report("report_export", ending)).status_code == 404


def test_the_pdf_is_ordered_once_and_followed(client):
    at = desk(client)
    token = client.get(at.of_report("report_read")).context["token"]

    responses = [client.post(at.of_report("report_print"), {"token": token}) for _ in range(2)]

    job = Job.objects.get()
    assert (job.kind, job.params, job.created_by) == ("reports.export_pdf", {"report": at.report.pk}, at.user)
    for response in responses:
        assertRedirects(response, f"/jobb/{job.pk}/", fetch_redirect_response=False)


@pytest.mark.pango
def test_the_job_makes_the_pdf(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    at = desk(client, text="<p>Ett bra år.</p>")
    client.post(at.of_report("report_print"))

    carry_out(Job.objects.get().pk)

    job = Job.objects.get()
    assert (job.state, job.file_name) == (Job.State.DONE, f"{at.report.slug}.pdf")
    assert b"".join(client.get(f"/jobb/{job.pk}/fil/").streaming_content).startswith(b"%PDF-")
    assertContains(client.get(f"/jobb/{job.pk}/"), at.of_report("report_detail"))


def test_without_pango_the_job_fails_with_the_sentence_that_says_what_to_install(client, monkeypatch, tmp_path):
    at = desk(client)
    client.post(at.of_report("report_print"))
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(engine, "CHILD_ENVIRONMENT", (*engine.CHILD_ENVIRONMENT, "PYTHONPATH"))

    carry_out(Job.objects.get().pk)

    job = Job.objects.get()
    assert (job.state, job.error) == (Job.State.FAILED, PANGO_SENTENCE)


def test_who_lost_the_right_while_the_job_waited_gets_no_pdf(client):
    at = desk(client)
    client.post(at.of_report("report_print"))
    at.user.memberships.all().delete()

    carry_out(Job.objects.get().pk)

    assert Job.objects.get().error.startswith("Rapporten finns inte längre")
    assert client.get(f"/jobb/{Job.objects.get().pk}/fil/").status_code == 404


def test_the_page_of_a_job_whose_report_is_gone_leads_back_to_the_start(client):
    at = desk(client)
    client.post(at.of_report("report_print"))
    at.report.delete()

    assertContains(client.get(f"/jobb/{Job.objects.get().pk}/"), '<a class="button" href="/">Tillbaka</a>')


@pytest.mark.parametrize("format_", ["html", "json"])
def test_the_command_writes_the_file_and_says_how_long_it_is(client, tmp_path, capsys, format_):
    at = desk(client)
    output = tmp_path / "rapport"

    call_command("export_report", at.report.slug, format=format_, output=output)

    assert capsys.readouterr().out == f"{output}: {len(output.read_bytes())} byte\n"


def test_the_command_names_the_reports_there_are(client, tmp_path):
    at = desk(client)

    with pytest.raises(CommandError, match=f"Rapporten fel-2025 finns inte. Rapporter i databasen: {at.report.slug}"):
        call_command("export_report", "fel-2025", output=tmp_path / "rapport.pdf")


def test_the_command_says_when_the_file_cannot_be_written(client, tmp_path):
    at = desk(client)

    with pytest.raises(CommandError, match="Det gick inte att skriva"):
        call_command("export_report", at.report.slug, format="json", output=tmp_path / "saknas" / "rapport.json")

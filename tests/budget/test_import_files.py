"""A file comes in and is kept: the list, the form, what is refused, and who may fetch it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budget.models import BudgetArea, ImportBatch
from kommunrapport.jobs.models import Job
from kommunrapport.organisation.roles import Role
from tests.budget.desk import TABLE, Desk, text
from tests.factories import create_job, create_member, create_membership, create_org_unit

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def desk(client, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return Desk(client)


def test_without_files_the_list_says_how_to_begin(desk):
    page = text(desk.client.get(desk.url()))

    assert "Inga inläsningar 2025" in page
    assert desk.url("import_template") in page


def test_the_same_form_sent_twice_keeps_one_file(desk):
    first, second = desk.upload(), desk.upload()

    assert first.headers["Location"] == second.headers["Location"]
    assert ImportBatch.objects.count() == 1


def test_reading_given_up_can_be_tried_again(desk):
    desk.upload()
    Job.objects.all().delete()
    create_job(
        kind="budget.prepare_import",
        params={"batch": desk.batch.pk, "version": 1},
        state="failed",
        error="Det gick inte.",
    )
    assert "Det gick inte." in text(desk.page())
    assert "hx-get" not in text(desk.page())

    desk.act("import_retry")
    desk.work()

    assert desk.batch.state == State.MAPPING


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n", "xlsx"),
        ("tom.csv", b"Enhet;Budget\n", "ingen tabell"),
        ("fel.se", b"\x00\x01\x02", "Rad 1"),
        ("annat.csv", b"Enhet (kr);Budget 2019\nEkonomi;1\nHR;2\n", "2019"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason_and_nothing_is_changed(desk, name, content, sentence):
    desk.upload(content, name=name)
    desk.work()

    page = text(desk.page())
    assert "Filen kan inte läsas in" in page
    assert sentence in page
    assert desk.url("import_template") in page
    assert not BudgetArea.objects.exists()
    assert not desk.batch.lines.exists()


def test_the_name_of_a_file_is_shown_as_text(desk):
    desk.upload(name="<img src=x onerror=alert(1)>.csv")

    assert "<img src=x" not in text(desk.client.get(desk.url()))
    assert "&lt;img" in text(desk.client.get(desk.url()))


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(desk, monkeypatch):
    monkeypatch.setattr("kommunrapport.spreadsheets.uploads.MAX_BYTES", 100)
    monkeypatch.setattr("kommunrapport.spreadsheets.uploads._OTHER_FIELDS", 400)

    answer = desk.upload("x" * 5000)

    assert answer.status_code == 413
    assert "Filen är för stor" in text(answer)
    assert not ImportBatch.objects.exists()


def test_a_form_without_a_file_says_so(desk):
    answer = desk.client.post(desk.url(), {"token": "t1"})

    assert "Välj en fil." in text(answer)


def test_an_empty_file_says_so(desk):
    answer = desk.client.post(desk.url(), {"token": "t1", "file": SimpleUploadedFile("tom.csv", b"")})

    assert "Filen är tom." in text(answer)


def test_the_file_is_fetched_as_it_came(desk):
    desk.upload()

    answer = desk.client.get(desk.url("import_file", desk.batch.pk))

    assert answer.content.decode() == TABLE
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tabell.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_swept_is_not_found(desk):
    desk.upload()
    desk.batch.file.storage.delete(desk.batch.file.name)

    assert desk.client.get(desk.url("import_file", desk.batch.pk)).status_code == 404


def test_a_file_is_not_found_through_another_unit_or_year(desk):
    desk.upload()
    create_membership(org_unit=create_org_unit(slug="annan"), user=desk.user)

    assert desk.client.get(f"/2025/annan/inlasningar/{desk.batch.pk}/").status_code == 404
    assert desk.client.get(f"/2024/ks/inlasningar/{desk.batch.pk}/").status_code == 404


def test_a_reader_sees_the_history_and_nothing_to_press(desk, client):
    desk.read_in()
    client.force_login(create_member(Role.READER, desk.unit))

    page = text(client.get(desk.url()))

    assert "fil.csv" in page
    assert "4 nya" in page
    assert "Läs in en fil" not in page
    assert "Ångra" not in page
    assert client.get(desk.url("import_detail", desk.batch.pk)).status_code == 404
    assert client.get(desk.url("import_file", desk.batch.pk)).status_code == 404


def test_a_reader_puts_in_no_file(desk, client):
    client.force_login(create_member(Role.READER, desk.unit))

    assert desk.upload().status_code == 404
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("name", ["import_list", "import_detail"])
def test_the_pages_take_the_same_queries_for_one_row_and_for_many(desk, django_assert_max_num_queries, name):
    more = "".join(f"Enhet {n};1,0;2,0;-1,0\n" for n in range(30))
    counts = []
    for content in (TABLE, TABLE.replace("Summa", f"{more}Summa")):
        desk.to_preview(content)
        url = desk.url() if name == "import_list" else desk.url(name, desk.batch.pk)
        desk.client.get(url)
        with django_assert_max_num_queries(60) as queries:
            desk.client.get(url)
        counts.append(len(queries))

    assert counts[1] <= counts[0]

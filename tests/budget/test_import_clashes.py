"""Twice, at once, and too late: one effect, and the other is told."""

import pytest

from budget.models import ImportBatch, LedgerEntry
from kommunrapport.jobs.models import Job
from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.submissions import change_submission_state
from tests.budget.desk import TABLE, Desk, text
from tests.factories import create_member

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def desk(client, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return Desk(client)


def test_the_same_answers_sent_twice_are_saved_once(desk):
    desk.upload()
    desk.work()
    posted = {"version": desk.batch.version, **desk.answers()}
    url = desk.url("import_columns", desk.batch.pk)
    desk.client.post(url, posted)
    desk.work()

    assert desk.client.post(url, posted).status_code == 302
    assert desk.batch.state == State.PREVIEW


def test_other_answers_meanwhile_are_a_conflict(desk):
    desk.upload()
    desk.work()
    url, posted = desk.url("import_columns", desk.batch.pk), {"version": desk.batch.version, **desk.answers()}
    desk.client.post(url, posted)
    desk.work()

    answer = desk.client.post(url, {**posted, "scale": 1})

    assert answer.status_code == 409
    assert "Någon ändrade samtidigt" in text(answer)


def test_pressed_twice_it_is_read_in_once(desk):
    batch = desk.to_preview()
    for _ in range(2):
        desk.client.post(desk.url("import_apply", batch.pk), {"version": batch.version})
    desk.work()
    desk.client.post(desk.url("import_apply", batch.pk), {"version": batch.version})
    desk.work()

    assert LedgerEntry.objects.count() == 2
    assert Job.objects.filter(kind="budget.apply_import").count() == 1


def test_reading_in_what_somebody_else_mapped_anew_is_a_conflict(desk):
    batch = desk.to_preview()
    desk.act("import_columns", **desk.answers(scale=1))

    answer = desk.client.post(desk.url("import_apply", batch.pk), {"version": batch.version})

    assert answer.status_code in {200, 409}
    desk.work()
    assert not LedgerEntry.objects.exists()


def test_two_who_read_in_at_once_have_one_effect(desk, client):
    batch = desk.to_preview()
    desk.act("import_apply")
    other = create_member(Role.CONTROLLER, desk.unit)
    client.force_login(other)
    client.post(desk.url("import_apply", batch.pk), {"version": batch.version})
    desk.work()

    assert LedgerEntry.objects.count() == 2
    assert desk.batch.applied_by == desk.user
    assert {job.state for job in Job.objects.all()} == {"done"}


def test_amounts_changed_meanwhile_are_told_and_previewed_anew(desk):
    desk.read_in()
    batch = desk.to_preview()
    entry = LedgerEntry.objects.get(by_unit__name="Stab")
    entry.amount += 1
    entry.save()

    desk.act("import_apply")
    desk.work()

    page = text(desk.page())
    assert "Underlaget har ändrats sedan du granskade" in page
    assert "Ändras" in page
    assert desk.batch.version > batch.version
    assert desk.batch.state == State.PREVIEW


def test_a_file_put_aside_changes_nothing_and_stays_so(desk):
    desk.to_preview()
    desk.act("import_cancel")
    version = desk.batch.version

    assert "Inläsningen är avbruten" in text(desk.page())
    for name in ("import_cancel", "import_apply", "import_control", "import_table", "import_columns", "import_rows"):
        desk.act(name)
    assert (desk.batch.state, desk.batch.version) == (State.CANCELLED, version)


def test_what_a_later_file_builds_on_says_why_it_stays(desk):
    first = desk.read_in()
    desk.read_in(TABLE.replace("11 500,0;500,0", "11 600,0;400,0"))

    page = text(desk.client.get(desk.url("import_detail", first.pk)))
    answer = desk.client.post(desk.url("import_undo", first.pk), {"version": first.version})

    assert "En senare inläsning bygger på den här filen" in page
    assert "En senare inläsning bygger på den här filen" in text(answer)
    assert LedgerEntry.objects.current().count() == 2


def test_what_is_read_in_can_not_be_mapped_or_put_aside(desk):
    desk.read_in()
    for name in ("import_cancel", "import_columns", "import_rows", "import_table", "import_control", "import_retry"):
        desk.act(name)

    assert desk.batch.state == State.APPLIED


def lock(desk: Desk) -> None:
    change_submission_state(
        org_unit=desk.unit, occasion=Occasion.objects.get(), state="locked", version=0, reason="", by=desk.user
    )


def test_a_locked_year_says_so_before_a_file_is_chosen(desk):
    lock(desk)

    page = text(desk.client.get(desk.url()))
    assert "Låst för inmatning" in page
    assert 'type="file"' not in page
    assert "Låst för inmatning" in text(desk.upload())
    assert not ImportBatch.objects.exists()


def test_a_year_locked_after_the_preview_is_not_read_into(desk):
    desk.to_preview()
    lock(desk)

    assert "Låst för inmatning" in text(desk.act("import_apply"))
    desk.work()
    assert not LedgerEntry.objects.exists()


def test_a_year_locked_while_the_file_waits_to_be_read_in_says_so(desk):
    desk.to_preview()
    desk.act("import_apply")
    lock(desk)

    desk.work()

    assert "Låst för inmatning" in text(desk.page())
    assert desk.batch.state == State.PREVIEW


def test_a_right_lost_while_the_file_waits_stops_it(desk):
    desk.to_preview()
    desk.act("import_apply")
    desk.user.memberships.all().delete()

    desk.work()

    assert not LedgerEntry.objects.exists()
    assert "behörighet" in Job.objects.latest("pk").error

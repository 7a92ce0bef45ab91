"""A file is read in once, by those who may, while its year is open, and only as it was looked through."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kommunrapport.organisation.models import Occasion, OrgUnit, Submission
from kommunrapport.organisation.roles import Role
from personnel.models import Headcount, HrImport, SickLeave
from tests.factories import create_member, create_occasion, create_org_unit
from tests.personnel.hr_desk import YEAR, HrDesk, as_csv, stored, table, text
from tests.personnel_factories import create_hr_import, create_sick_leave

pytestmark = pytest.mark.django_db
SICK = {"Antal anställda": 120, "Ordinarie timmar": "200 000", "Sjuktimmar": "12 000,5"}


def test_the_form_sent_twice_makes_one_file(desk):
    rows = as_csv(table(SICK))

    first, second = desk.upload(rows, token="same"), desk.upload(rows, token="same")

    assert first.headers["Location"] == second.headers["Location"]
    assert HrImport.objects.count() == 1


def test_a_new_file_takes_the_place_of_ones_own_that_waits_and_of_no_other(desk):
    other = create_hr_import(org_unit=desk.unit)
    desk.put_in(SICK)
    desk.put_in(SICK, {"Kön": "K", "Antal anställda": 60})

    assert {batch.row_count for batch in HrImport.objects.waiting().exclude(pk=other.pk)} == {2}
    assert HrImport.objects.waiting().count() == 2


def test_confirming_twice_stores_once(desk):
    desk.put_in(SICK)
    pk = desk.waiting.pk
    desk.confirm()

    again = desk.client.post(desk.url("import_apply", pk), {"seen": "x"})

    assert again.status_code == 302
    assert SickLeave.objects.get().version == 1


def test_what_changed_since_the_page_was_shown_is_looked_through_again(desk):
    desk.put_in(SICK)
    seen = desk.client.get(desk.url("import_detail", desk.waiting.pk)).context["page"].seen
    create_sick_leave(org_unit=desk.unit)

    answer = desk.client.post(desk.url("import_apply", desk.waiting.pk), {"seen": seen})

    assert answer.status_code == 409
    assert "Granska igen" in text(answer)
    assert SickLeave.objects.get().sick_hours == 8_000
    desk.confirm()
    assert SickLeave.objects.get().sick_hours == Decimal("12000.5")


def test_a_file_can_be_given_up_and_nothing_is_left_of_it(desk):
    desk.put_in(SICK)

    desk.client.post(desk.url("import_cancel", desk.waiting.pk))

    assert stored() == 0


def test_a_stored_file_can_not_be_given_up(desk):
    desk.read_in(SICK)

    desk.client.post(desk.url("import_cancel", HrImport.objects.get().pk))

    assert HrImport.objects.applied().exists()


@pytest.mark.parametrize(
    ("last_day", "kind"),
    [
        ("04-30", "tertial"),
        ("06-30", "half_year"),
        ("08-31", "half_year"),
        ("10-31", "october"),
        ("12-31", "full_year"),
    ],
)
def test_a_closed_year_takes_no_file(desk, last_day, kind):
    occasion, _ = Occasion.objects.get_or_create(year=YEAR, kind=kind)
    Submission.objects.create(
        org_unit=desk.unit,
        occasion=occasion,
        state="locked",
        changed_by=desk.user,
        changed_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )

    page = text(desk.put_in({"Antal anställda": 120, "Till och med": f"{YEAR}-{last_day}"}))

    assert "Låst för inmatning" in page
    assert stored() == 0


def test_a_year_that_closes_while_the_file_waits_is_told_and_nothing_is_stored(desk):
    desk.put_in(SICK)
    Submission.objects.update(
        state="sent", changed_by=desk.user, changed_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    )

    answer = desk.confirm()

    assert "Översänt" in text(answer)
    assert not SickLeave.objects.exists()


def test_units_below_guarded_by_their_own_submission_are_held_too(desk):
    below = create_org_unit(slug="bolag", kind=OrgUnit.Kind.COMPANY, parent=desk.unit)

    desk.read_in({"Enhet": "bolag", "Antal anställda": 30})

    assert Headcount.objects.get().org_unit == below
    assert Submission.objects.filter(org_unit=below).exists()


def test_who_answers_for_the_staff_reads_in_for_any_unit(client):
    desk = HrDesk(client, Role.SUBJECT_OWNER, subject="personnel")

    desk.read_in(SICK)

    assert SickLeave.objects.exists()


@pytest.mark.parametrize("member", [{"role": Role.SUBJECT_OWNER, "subject": "quality"}, {"role": Role.MANAGER}])
def test_others_find_no_page(client, member):
    desk = HrDesk(client, member.pop("role"), **member)

    assert desk.client.get(desk.url()).status_code == 404
    assert desk.client.get(desk.url("import_template")).status_code == 404
    assert desk.upload(as_csv(table(SICK))).status_code == 404
    assert stored() == 0


def test_a_file_of_a_neighbour_is_not_found(desk):
    other = create_org_unit(slug="grannen")
    batch = create_hr_import(org_unit=other, created_by=create_member(Role.CONTROLLER, other))

    assert desk.client.get(desk.url("import_detail", batch.pk)).status_code == 404
    assert desk.client.post(desk.url("import_apply", batch.pk)).status_code == 404
    assert desk.client.post(desk.url("import_cancel", batch.pk)).status_code == 404
    assert HrImport.objects.get() == batch


def test_a_neighbours_figures_are_not_touched(desk):
    other = create_org_unit(slug="grannen", name="Grannen")

    page = text(desk.put_in({"Enhet": "grannen", "Antal anställda": 30}))

    assert "Enheten finns inte bland dem du läser in för" in page
    assert "Grannen" not in page
    assert not Headcount.objects.filter(org_unit=other).exists()


def test_the_list_says_who_read_in_what_and_when(desk):
    desk.read_in(SICK)

    page = text(desk.client.get(desk.url()))

    batch = HrImport.objects.get()
    assert all(word in page for word in ("personal.csv", str(desk.user), batch.checksum[:16]))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk, monkeypatch):
    monkeypatch.setattr("kommunrapport.spreadsheets.uploads.MAX_BYTES", 100)
    monkeypatch.setattr("kommunrapport.spreadsheets.uploads._OTHER_FIELDS", 400)

    answer = desk.upload("x" * 5000)

    assert answer.status_code == 413
    assert stored() == 0


def test_a_form_without_a_file_says_so(desk):
    assert "Välj en fil." in text(desk.client.post(desk.url(), {"token": "t1"}))
    empty = SimpleUploadedFile("tom.csv", b"")
    assert "Filen är tom." in text(desk.client.post(desk.url(), {"token": "t1", "file": empty}))


def test_many_rows_take_few_questions_to_the_database(desk, django_assert_max_num_queries):
    create_occasion(year=YEAR, kind="tertial")
    for n in range(20):
        create_org_unit(slug=f"enhet-{n}", kind=OrgUnit.Kind.UNIT, parent=desk.unit)
    rows = [{"Enhet": f"enhet-{n}", "Antal anställda": 20 + n} for n in range(20)]
    desk.put_in(*rows)

    with django_assert_max_num_queries(50):
        desk.confirm()

    assert Headcount.objects.count() == 20

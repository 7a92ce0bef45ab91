"""The change log: every change, by whom and when; nothing of few people or of what is secret."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from kommunrapport.administration.log.export import export_log
from kommunrapport.administration.log.reading import LogFilter, read_log
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import create_recorded, delete_checked, save_checked
from kommunrapport.reports.models import Chapter
from tests.control_factories import create_risk
from tests.factories import create_chapter, create_measure, create_member, create_observation, create_user
from tests.personnel_factories import create_headcount

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return create_user(name="Anna")


def rename(chapter, by, heading):
    chapter.refresh_from_db()
    return save_checked(Chapter, pk=chapter.pk, version=chapter.version, by=by, heading=heading)


def lines_of(model, **narrow):
    return read_log(LogFilter(what=model._meta.label_lower, **narrow)).lines


def test_a_change_is_told_from_what_to_what(anna):
    chapter = create_chapter(heading="Personal")

    rename(chapter, anna, "Medarbetare")

    latest = lines_of(Chapter)[0]
    assert (latest.who, latest.did, latest.name) == ("Anna", "Ändrade", "Medarbetare")
    assert [(c.label, c.old, c.new) for c in latest.changes] == [("Rubrik", "Personal", "Medarbetare")]


def test_a_first_line_that_is_no_new_row_does_not_say_what_was_there_before(client, anna):
    chapter = create_chapter(heading="Personal")
    rename(chapter, anna, "Medarbetare")
    Chapter.history.filter(history_type="+").delete()
    client.force_login(create_member(Role.ADMINISTRATOR, chapter.report.org_unit))

    page = client.get(reverse("administration:change_log"), {"what": "reports.chapter"})

    assert lines_of(Chapter)[0].did == "Sparade"
    assert "<ins>Medarbetare</ins>" in page.text
    assert "<del>" not in page.text


def test_a_new_row_and_one_taken_away_are_told(anna):
    unit = create_recorded(OrgUnit, by=anna, name="Service", slug="service", kind="committee")
    delete_checked(OrgUnit, pk=unit.pk, version=unit.version, by=anna)

    assert [(line.did, line.name) for line in lines_of(OrgUnit, who=anna.pk)] == [
        ("Tog bort", "Service"),
        ("Lade till", "Service"),
    ]


def test_the_log_is_narrowed_to_days_people_words_and_a_row(anna):
    first = create_chapter(heading="Ett")
    second = create_chapter(report=first.report, heading="Två")
    with time_machine.travel(datetime.datetime(2017, 1, 10, 12, tzinfo=datetime.UTC), tick=False):
        rename(first, anna, "Ekonomi")
    rename(second, create_user(), "Personal")

    until = datetime.datetime(2017, 1, 11, tzinfo=datetime.UTC)
    assert [line.name for line in lines_of(Chapter, until=until)] == ["Ekonomi"]
    assert [line.name for line in lines_of(Chapter, who=anna.pk)] == ["Ekonomi"]
    assert [line.name for line in lines_of(Chapter, words="perso")] == ["Personal"]
    assert {line.pk for line in lines_of(Chapter, row=first.pk)} == {first.pk}


@pytest.mark.parametrize("words", ["översikt", "ÖVERSIKT", "Översikt", "över"])
def test_words_are_found_with_small_and_capital_letters(anna, words):
    chapter = create_chapter(heading="Ekonomi")
    rename(chapter, anna, "Översikt")

    assert [line.name for line in lines_of(Chapter, words=words)] == ["Översikt"]


def test_words_are_looked_for_in_all_kinds_of_rows_at_once(anna):
    rename(create_chapter(heading="Ekonomi"), anna, "Personal")

    assert [line.name for line in read_log(LogFilter(words="Personal")).lines] == ["Personal"]


@pytest.mark.parametrize("older", ["2026-13-45T00:00", "2026-01-01T00:00", "i fjol"])
def test_the_next_page_from_no_moment_is_the_first_page(client, older):
    client.force_login(create_member(Role.ADMINISTRATOR))
    rename(create_chapter(heading="Ekonomi"), create_user(), "Personal")

    assertContains(client.get(reverse("administration:change_log"), {"aldre": older}), "Personal")


def test_of_a_long_text_the_log_tells_the_part_that_differs(anna):
    chapter = create_chapter(text="<p>" + "ord " * 100 + "i fjol och " + "mer " * 100 + "</p>")
    chapter.refresh_from_db()
    text = chapter.text.replace("i fjol", "i år")
    save_checked(Chapter, pk=chapter.pk, version=chapter.version, by=anna, text=text)

    (change,) = (change for change in lines_of(Chapter)[0].changes if "ord" in change.old)
    assert change.old.startswith("… ord ord ord ord ord ord ord i fjol och mer")
    assert change.new.startswith("… ord ord ord ord ord ord ord i år och mer")
    assert change.new.endswith("mer…")


def test_figures_of_the_staff_are_told_without_values():
    counted = create_headcount()

    (line,) = lines_of(type(counted))
    assert line.is_hidden
    assert not line.changes
    assert not line.name


def test_answers_of_few_are_told_without_values():
    outcome = create_observation(measure=create_measure(least_answers=10))

    assert lines_of(type(outcome))[0].is_hidden


def test_a_secret_risk_is_told_without_words_and_not_found_by_them():
    risk = create_risk(title="Hemlig dörr", is_confidential=True)

    assert lines_of(type(risk))[0].is_hidden
    assert not lines_of(type(risk), words="Hemlig")
    assert "Hemlig" not in export_log(LogFilter()).decode()


def test_the_file_has_a_row_for_each_field(anna):
    chapter = create_chapter(heading="Personal")
    rename(chapter, anna, "Medarbetare")

    rows = export_log(LogFilter(who=anna.pk)).decode("utf-8-sig").splitlines()

    assert rows[0].startswith("När;Vem;Gjorde")
    assert rows[1].endswith(f"Anna;Ändrade;Kapitel;Medarbetare;{chapter.pk};Rubrik;Personal;Medarbetare")


def test_the_page_goes_on_with_what_is_older(client, anna):
    client.force_login(create_member(Role.ADMINISTRATOR))
    chapter = create_chapter(heading="Rubrik 0")
    for number in range(1, 60):
        rename(chapter, anna, f"Rubrik {number}")

    first = client.get(reverse("administration:change_log"), {"who": anna.pk})
    older = first.context["page"].older
    second = client.get(reverse("administration:change_log"), {"who": anna.pk, "aldre": older.isoformat()})

    assert [len(page.context["page"].lines) for page in (first, second)] == [50, 9]


def test_a_long_log_takes_no_more_queries(client, anna, django_assert_max_num_queries):
    chapter = create_chapter()
    for number in range(30):
        rename(chapter, anna, f"Rubrik {number}")

    with django_assert_max_num_queries(5):
        read_log(LogFilter(what="reports.chapter"))

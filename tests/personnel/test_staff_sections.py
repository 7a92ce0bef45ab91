"""What the chapters about the staff show."""

import datetime

import pytest

from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.chapter_html import render_section
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope
from personnel.models import SickLeave
from tests.factories import create_chapter, create_chapter_section, create_occasion
from tests.personnel.staff_world import add_sick_leave, heads, make_staff, make_unit, notes, texts
from tests.personnel_factories import create_headcount, create_sick_leave

pytestmark = pytest.mark.django_db

KEYS = sorted(key for key in SECTIONS if key.startswith("personnel."))


def said(staff, **params):
    found = staff.build("personnel.headcount_sentences", **params).sentences
    return [sentence.replace("\u00a0", " ") for sentence in found]


def test_every_section_of_the_staff_is_registered():
    names = [key.removeprefix("personnel.") for key in KEYS]
    assert names == ["headcount", "headcount_sentences", "measures", "sick_leave", "turnover"]


@pytest.mark.parametrize("key", KEYS)
def test_a_section_without_anything_to_show_is_empty(key):
    report = make_unit().report
    section = ChapterSection.objects.create(chapter=create_chapter(report=report), key=key)

    assert not render_section(section, report_scope(report), 3).strip()


def test_the_staff_in_sentences():
    assert said(make_staff()) == [
        "Den 31 december 2025 fanns 190 tillsvidareanställda, varav 86 kvinnor (45 %) och 104 män (55 %).",
        "30 visstidsanställda, varav 22 kvinnor och 8 män.",
        "Medelåldern var 49 år.",
        "Den genomsnittliga sysselsättningsgraden var 97 %.",
        "Sjukfrånvaron 2025 var 3,6 % (4,1 % för kvinnor och 3,2 % för män).",
    ]


@pytest.mark.parametrize(
    ("total", "women", "sentence"),
    [
        (0, 0, "Inga visstidsanställda."),
        (1, 1, "1 visstidsanställd, en kvinna."),
        (1, 0, "1 visstidsanställd, en man."),
        (2, 2, "2 visstidsanställda, båda kvinnor."),
        (3, 0, "3 visstidsanställda, alla män."),
        (12, 1, "12 visstidsanställda, varav 1 kvinna och 11 män."),
        (1200, 600, "1 200 visstidsanställda, varav 600 kvinnor (50 %) och 600 män (50 %)."),
    ],
)
def test_a_count_is_said_as_people_say_it(total, women, sentence):
    staff = make_unit()
    for sex, people in [("total", total), ("women", women), ("men", total - women)]:
        create_headcount(org_unit=staff.org_unit, form="fixed_term", sex=sex, employees=people)

    assert said(staff, sentences=("fixed_term",), with_day=False) == [sentence]


def test_words_of_percent_and_sentences_are_chosen():
    found = said(make_staff(), sentences=("turnover", "full_time", "permanent"), percent="procent", with_day=False)

    assert found == [
        "Personalomsättningen 2025 var 8,2 procent.",
        "89 procent arbetade heltid.",
        "190 tillsvidareanställda, varav 86 kvinnor (45 procent) och 104 män (55 procent).",
    ]


def test_a_sentence_tells_what_period_sick_leave_is_of():
    staff = make_unit()
    add_sick_leave(staff.org_unit, end=(11, 30))

    assert said(staff, sentences=("sick_leave",)) == [
        "Sjukfrånvaron januari–november 2025 var 3,6 % (4,1 % för kvinnor och 3,2 % för män)."
    ]


def test_a_sentence_keeps_hidden_parts_to_itself():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit)
    create_sick_leave(org_unit=staff.org_unit, sex="women", employees=90)
    create_sick_leave(org_unit=staff.org_unit, sex="men", employees=10)

    assert said(staff, sentences=("sick_leave",)) == [
        "Sjukfrånvaron 2025 var 5 %. Uppgifterna för kvinnor och män visas inte."
    ]


def test_sentences_follow_the_figures():
    staff = make_unit()
    row = create_headcount(org_unit=staff.org_unit, form="permanent", employees=190)
    row.employees = 191
    row.save()

    assert said(staff, with_day=False) == ["191 tillsvidareanställda."]


def test_rows_and_columns_of_the_headcount_are_chosen():
    tables = (
        make_staff()
        .build("personnel.headcount", forms=("permanent",), with_shares=False, with_ages=False, with_work=False)
        .tables
    )

    assert [texts(table) for table in tables] == [[["Tillsvidareanställda", "190", "86", "104"]]]


def test_hidden_and_missing_and_partial_are_three_things():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit, to_date=datetime.date(2025, 11, 30))
    create_sick_leave(org_unit=staff.org_unit, to_date=datetime.date(2025, 11, 30), sex="women", employees=90)
    create_sick_leave(org_unit=staff.org_unit, to_date=datetime.date(2025, 11, 30), sex="men", employees=10)

    table = staff.build("personnel.sick_leave").table

    assert [row[-1] for row in texts(table)] == ["5,0", "uppgift saknas", *["visas inte"] * 2, *["uppgift saknas"] * 3]
    assert [note[:15] for note in notes(table)] == ["Avser 1\u00a0januari", "Uppgiften visas"]


def test_agreed_time_is_another_table_and_explains_itself():
    staff = make_staff()
    add_sick_leave(staff.org_unit, denominator=SickLeave.Denominator.AGREED_TIME)

    found = staff.build("personnel.sick_leave", denominator="agreed_time", with_trend=True)

    assert found.table.caption == "Sjukfrånvaro i procent av överenskommen arbetstid"
    assert "Lagens uppgifter är av ordinarie tid" in found.explanation
    assert found.chart is None


def test_what_an_older_program_chose_is_the_ordinary_time():
    assert make_staff().build("personnel.sick_leave", denominator="?").table.caption.endswith("ordinarie arbetstid")


def test_a_plan_tells_of_the_years_before_it():
    staff = make_staff()
    staff.occasion = create_occasion(year=2026, kind=Occasion.Kind.PLAN)

    assert heads(staff.build("personnel.sick_leave").table)[1:] == ["2023", "2024", "2025"]


@pytest.mark.parametrize("sections", [1, 3])
def test_any_number_of_sections_takes_the_same_queries(sections, django_assert_num_queries):
    report = make_staff().report
    chapter = create_chapter(report=report)
    made = [create_chapter_section(chapter=chapter, key="personnel.sick_leave") for _ in range(sections)]
    scope = report_scope(report)

    with django_assert_num_queries(4):
        for section in made:
            render_section(section, scope, 3)

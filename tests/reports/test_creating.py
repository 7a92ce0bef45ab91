"""A report made from its template, and completed when goals have come."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction

from kommunrapport.demo_sets import fixture_files
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.saving import AlreadyDone, Locked, save_checked
from kommunrapport.reports.creating import add_missing_chapters, create_report
from kommunrapport.reports.models import Chapter, Report, TemplateSection
from kommunrapport.reports.outline import read_outline, walk
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.scope import report_scope
from tests.factories import (
    create_goal,
    create_municipality,
    create_occasion,
    create_org_unit,
    create_template,
    create_template_chapter,
    create_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    create_municipality(short_name="Örebro")
    return create_user()


@pytest.fixture
def unit():
    return create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)


@pytest.fixture
def template():
    """Året; Mål with one chapter per goal; Personal."""
    template = create_template(title="Kommunstyrelsens årsredovisning", years_shown=5)
    create_template_chapter(template=template, order=1, heading="Året")
    goals = create_template_chapter(template=template, order=2, heading="Mål")
    each = create_template_chapter(
        template=template, order=1, parent=goals, repeats_over="goals.goal", instruction="Högst 150 ord."
    )
    TemplateSection.objects.create(chapter=each, order=1, key="goals.follow_up", params={"charts": False})
    create_template_chapter(template=template, order=3, heading="Personal")
    return template


def make(template, unit, user, occasion=None, title="", **form):
    occasion = occasion or create_occasion(year=2025)
    form = {"template": template, "org_unit": unit, "occasion": occasion, "title": title, "token": "t"} | form
    return create_report(by=user, **form)


def outline(report) -> list[str]:
    entries = walk(read_outline(report, report_scope(report)))
    return [f"{entry.number} {entry.title}" for entry in entries]


def test_a_repeating_chapter_becomes_one_for_each_goal_with_sub_goals_below(template, unit, user):
    goal = create_goal(coordinating_unit=unit, title="Trygghet", number="4.2", order=2)
    create_goal(coordinating_unit=unit, title="Ljus", number="4.2.1", order=1, parent=goal)
    create_goal(coordinating_unit=unit, title="Inflytande", number="4.1", order=1)
    create_goal(title="Någon annans")

    report = make(template, unit, user)

    assert outline(report) == ["1 Året", "2 Mål", "2.1 Inflytande", "2.2 Trygghet", "2.2.1 Ljus", "3 Personal"]


def test_a_chapter_takes_instruction_and_sections_from_the_template(template, unit, user):
    goal = create_goal(coordinating_unit=unit)

    report = make(template, unit, user)

    chapter = report.chapters.get(subject_key=f"goals.goal:{goal.pk}")
    section = chapter.sections.get()
    assert (chapter.heading, chapter.instruction) == ("", "Högst 150 ord.")
    assert (section.key, section.params) == ("goals.follow_up", {"charts": False})
    assert (report.title, report.years_shown, report.kind) == ("Kommunstyrelsens årsredovisning", 5, "annual_report")


def test_a_heading_has_the_years_of_the_report_in_it(template, unit, user):
    create_template_chapter(template=template, order=4, heading="Plan {år} efter kontrollerna {förra året}")

    report = make(template, unit, user)

    year = report.occasion.year
    assert outline(report)[-1] == f"4 Plan {year} efter kontrollerna {year - 1}"


def test_a_chapter_below_a_repeating_one_is_repeated_with_it(template, unit, user):
    each = template.chapters.get(repeats_over="goals.goal")
    create_template_chapter(template=template, parent=each, heading="Så går vi vidare")
    create_goal(coordinating_unit=unit, title="Trygghet")

    assert outline(make(template, unit, user)) == [
        "1 Året",
        "2 Mål",
        "2.1 Trygghet",
        "2.1.1 Så går vi vidare",
        "3 Personal",
    ]


def test_the_name_in_the_address_is_kommun_and_year_and_never_taken_twice(template, unit, user):
    occasion = create_occasion(year=2025)
    others = [create_org_unit(slug="vard"), create_org_unit(slug="skola")]

    slugs = [make(template, each, user, occasion, token=each.slug).slug for each in (unit, *others)]
    half = make(template, unit, user, create_occasion(year=2025, kind="half_year"), token="h")

    assert slugs == ["orebro-2025", "orebro-vard-2025", "orebro-skola-2025"]
    assert half.slug == "orebro-ks-2025"


def test_the_title_can_be_the_units_own(template, unit, user):
    assert str(make(template, unit, user, title="Verksamhetsberättelse")) == "Verksamhetsberättelse 2025"


def test_a_form_sent_twice_makes_one_report(template, unit, user):
    report = make(template, unit, user)

    with pytest.raises(AlreadyDone), transaction.atomic():
        make(template, unit, user, report.occasion)

    assert Report.objects.count() == 1


def test_a_second_report_of_the_same_kind_is_refused(template, unit, user):
    report = make(template, unit, user)

    with pytest.raises(ValidationError, match="redan en sådan rapport"):
        make(template, unit, user, report.occasion, token="ny")


def test_a_new_goal_gets_its_chapter_in_its_place(template, unit, user):
    create_goal(coordinating_unit=unit, title="A", order=1)
    last = create_goal(coordinating_unit=unit, title="C", order=3)
    report = make(template, unit, user)
    create_goal(coordinating_unit=unit, title="B", order=2)
    create_goal(coordinating_unit=unit, title="C1", parent=last)

    assert add_missing_chapters(report=report, by=user) == 2

    assert outline(report) == ["1 Året", "2 Mål", "2.1 A", "2.2 B", "2.3 C", "2.3.1 C1", "3 Personal"]


def test_the_first_goals_find_their_heading(template, unit, user):
    report = make(template, unit, user)
    create_goal(coordinating_unit=unit, title="B", order=2)
    create_goal(coordinating_unit=unit, title="A", order=1)

    add_missing_chapters(report=report, by=user)

    assert outline(report) == ["1 Året", "2 Mål", "2.1 A", "2.2 B", "3 Personal"]


def test_chapters_whose_goal_no_longer_applies_are_kept(template, unit, user):
    goal = create_goal(coordinating_unit=unit)
    report = make(template, unit, user)
    goal.valid_to = 2024
    goal.save()

    assert add_missing_chapters(report=report, by=user) == 0
    assert report.chapters.filter(subject_key=f"goals.goal:{goal.pk}").exists()


def test_a_locked_report_gets_no_chapters(template, unit, user):
    report = make(template, unit, user)
    save_checked(Report, pk=report.pk, version=report.version, by=user, state="sent")
    create_goal(coordinating_unit=unit)

    with pytest.raises(Locked):
        add_missing_chapters(report=report, by=user)


def test_a_report_without_a_template_has_nothing_missing(template, unit, user):
    report = make(template, unit, user)
    report.template = None
    report.save()

    assert add_missing_chapters(report=report, by=user) == 0


def test_kungsbackas_template_gives_the_outline_of_kungsbackas_report():
    call_command("loaddata", *map(str, fixture_files("kungsbacka")), verbosity=0)
    fixture = Report.objects.select_related("org_unit", "occasion", "template").get(slug="kungsbacka-2016")
    expected = [_place(entry) for entry in walk(open_report(fixture).outline)]
    occasion = create_occasion(year=2016, kind="plan")

    made = make(fixture.template, fixture.org_unit, create_user(), occasion)

    assert made.slug == "kungsbacka-ks-2016"
    assert [_place(entry) for entry in walk(open_report(made).outline)] == expected
    assert Chapter.objects.filter(report=made).exclude(text="").count() == 0


def _place(entry) -> tuple[str, str, list[str]]:
    """Number, heading and sections."""
    return entry.number, entry.title, [section.key for section in entry.chapter.sections.all()]

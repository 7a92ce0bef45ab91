"""A result of a survey that few have answered is nowhere to be found: on no page for any role, in no file."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from goals.models import Goal
from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem, Observation
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.quality.checking import run_checks
from kommunrapport.quality.scope import check_scope
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.models import Report
from tests.access.addresses import address
from tests.access.table import ACCESS
from tests.access.world import OWN, SENT, YEAR, Place, World, make_world
from tests.factories import (
    create_chapter,
    create_chapter_section,
    create_goal_measure,
    create_measure,
    create_observation,
    create_org_unit,
    create_target,
    create_user,
)
from tests.measures.surveys import answered, create_survey
from tests.quality.checks import AFTER_ALL

pytestmark = pytest.mark.django_db

FEW, UNKNOWN, BEFORE = "7341902", "6412907", "9120547"
WOMEN, MEN, BELOW, PART, COMPARED = "4230816", "5870309", "8130714", "6780413", "1000000"
COMPUTED, AVERAGE = "6341902", "6877404"  # few minus what it is compared with, and few with the year before
SECRETS = (FEW, UNKNOWN, BEFORE, WOMEN, MEN, BELOW, PART, COMPUTED, AVERAGE)
SHOWN = "7770707"
LIST = "enkater"
PAGES = sorted(name for name, (read, _) in ACCESS.items() if read)


@pytest.fixture(scope="module")
def shared_world(module_db) -> World:
    world = make_world()
    MeasureList.objects.create(slug=LIST, title="Enkäter")
    for place in (OWN, SENT):
        _add_surveys(world.places[place])
    return world


@pytest.fixture
def world(shared_world: World, db) -> World:
    return shared_world


def _add_surveys(place: Place) -> None:
    """Results that must not be seen, in a goal, in a list of the report, and in a unit below."""
    unit, measures = place.org_unit, []
    survey = create_survey(name="Få svar", category="personnel", slug=f"enkat-{unit.slug}", decimals=0)
    _answer_by_few(survey, unit)
    divided = create_survey(name="Få kvinnor", category="personnel", decimals=0)
    for sex, count, value in (("total", 40, SHOWN), ("women", 4, WOMEN), ("men", 36, MEN)):
        answered(divided, unit, count, value, sex=sex)
    part = create_measure(name="Del", category="personnel", parent=survey, part="component")
    answered(part, unit, None, PART)
    other = create_measure(name="Jämfört med", category="personnel")
    create_observation(measure=other, org_unit=unit, value=Decimal(COMPARED))
    computed = create_measure(name="Skillnad", formula="difference", first=survey, second=other)
    answered(survey, create_org_unit(parent=unit), 3, BELOW)
    measures = [survey, divided, part, computed]
    _show_everywhere(place, measures)
    place.values |= {"measure": survey.slug}


def _answer_by_few(survey, unit: OrgUnit) -> None:
    """A first value that was shown until it was known how few had answered, and the year before of an unknown many."""
    outcome = answered(survey, unit, 9, BEFORE)
    save_checked(Observation, pk=outcome.pk, version=1, by=create_user(), value=Decimal(FEW), answers=6)
    answered(survey, unit, None, UNKNOWN, year=2024)
    create_target(measure=survey, org_unit=unit, value=Decimal(8_000_000), horizon_years=2)


def _show_everywhere(place: Place, measures) -> None:
    goal, listed = Goal.objects.get(pk=place.values["goal"]), MeasureList.objects.get(slug=LIST)
    for measure in measures:
        create_goal_measure(goal=goal, measure=measure)
        MeasureListItem.objects.create(measure_list=listed, order=listed.items.count() + 1, measure=measure)
    chapter = create_chapter(report=Report.objects.get(slug=place.values["report"]))
    for key in ("reports.measure_table", "reports.feedback"):
        create_chapter_section(chapter=chapter, key=key, params={"measure_list": listed.slug})


def digits(text: str) -> str:
    """The text with the digits of each number together, as 7341902 whether it is 7 341 902 or 7341902,0."""
    return re.sub(r"(?<=\d)\s(?=\d)", "", text.replace("&nbsp;", " "))


def told(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in digits(text)]


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as file:
            return "\n".join(file.read(name).decode(errors="ignore") for name in file.namelist())
    if content.startswith(b"\x89PNG"):
        return ""  # a picture somebody uploaded
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("role", Role)
def test_no_page_tells_anybody(client, world, role):
    client.force_login(world.users[role])
    telling, seen = {}, ""

    for name in PAGES:
        for place in sorted(ACCESS[name][0][role] & {OWN, SENT}):
            response = client.get(address(name, world, place), {"kon": "1"})
            text = text_of(b"".join(response)) if response.streaming else text_of(response.content)
            seen += digits(text)
            if found := told(text):
                telling[f"{name} {place}"] = found

    assert telling == {}
    assert SHOWN in seen
    assert "visas inte" in seen


@pytest.mark.parametrize("ending", sorted(set(EXPORTS) - {"pdf"}))
@pytest.mark.parametrize("place", [OWN, SENT])
def test_no_file_of_a_report_tells(world, ending, place):
    text = text_of(EXPORTS[ending](Report.objects.get(slug=world.places[place].values["report"])))

    assert told(text) == []
    assert SHOWN in digits(text)
    assert "visas inte" in text


@pytest.mark.pango
def test_the_printed_report_does_not_tell(world):
    text = text_of(EXPORTS["pdf"](Report.objects.get(slug=world.places[OWN].values["report"])))

    assert told(text) == []
    assert SHOWN in digits(text)


def test_no_finding_tells(world):
    found = run_checks(check_scope(world.places[OWN].org_unit, Occasion.objects.get(year=YEAR), AFTER_ALL))

    text = " ".join(f"{checked.finding.text} {checked.finding.why}" for checked in found)

    assert "Få svar" in text
    assert told(text) == []


def test_administration_does_not_tell(client, world):
    client.force_login(world.users[Role.ADMINISTRATOR])
    measure = Measure.objects.get(slug=world.places[OWN].values["measure"])

    page = client.get(reverse("administration:measure_edit", args=[measure.pk]))

    assert "Få svar" in page.text
    assert told(page.text) == []

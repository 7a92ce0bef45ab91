"""What is hidden of the staff stands nowhere: on no page, in no section, in no file, and not in what is checked."""

import datetime
import io
import re
import zipfile
from decimal import Decimal

import pytest
from pypdf import PdfReader

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.registry import SECTIONS
from tests.factories import create_chapter, create_chapter_section, create_member
from tests.personnel.staff_world import make_unit
from tests.personnel_factories import create_headcount, create_sick_leave, create_staff_period

pytestmark = pytest.mark.django_db

# Ten men and nine young; the women and the middle-aged are hidden with them. Hours do not add up, which is checked.
HOURS = [
    ("total", "all", 220, 340_000, 12_240),
    ("women", "all", 210, 326_300, "58407.7"),  # 17.9 percent
    ("men", "all", 10, 13_700, "3205.8"),  # 23.4 percent
    ("total", "-29", 9, 14_100, "4469.7"),  # 31.7 percent
    ("total", "30-49", 101, 160_300, "46006.1"),  # 28.7 percent
    ("total", "50-", 110, 165_600, 6_840),
]
RATES = (17.9, 23.4, 31.7, 28.7)
# Rates, hours and what else is known of the men: an age, a rate of employment, hours beside ordinary time.
SECRETS = [f"{rate:.1f}".replace(".", "[.,]") for rate in RATES]
SECRETS += ["58[ .,\u00a0]?407", "3[ .,\u00a0]?205", "13[ .,\u00a0]?700", "4[ .,\u00a0]?469", "46[ .,\u00a0]?006"]
SECRETS += ["61[.,]3", "93[.,]71", "8[.,]37", "8[ \u00a0]?643"]


@pytest.fixture
def staff(db):
    made = make_unit()
    unit = made.org_unit
    for denominator in ("ordinary_time", "agreed_time"):
        for start in (datetime.date(2025, 1, 1), datetime.date(2024, 12, 1), datetime.date(2024, 11, 1)):
            for sex, age_group, employees, ordinary, sick in HOURS:
                create_sick_leave(
                    org_unit=unit,
                    from_date=start,
                    to_date=start.replace(year=start.year + 1) - datetime.timedelta(days=1),
                    denominator=denominator,
                    sex=sex,
                    age_group=age_group,
                    employees=employees,
                    ordinary_hours=Decimal(ordinary),
                    sick_hours=Decimal(sick),
                )
    create_headcount(org_unit=unit, employees=220, average_age=49)
    men = {"average_age": Decimal("61.3"), "employment_rate": Decimal("93.71")}
    create_headcount(org_unit=unit, employees=10, sex="men", full_time_equivalents=Decimal("8.37"), **men)
    create_staff_period(org_unit=unit, employees=220)
    create_staff_period(org_unit=unit, employees=10, sex="men", overtime_hours=Decimal(8643))
    return made


@pytest.fixture
def report(staff):
    chapter = create_chapter(report=staff.report, heading="Personal")
    for key in sorted(key for key in SECTIONS if key.startswith("personnel.")):
        create_chapter_section(chapter=chapter, key=key, params={"with_trend": True, "with_definitions": True})
    create_chapter_section(chapter=chapter, key="personnel.sick_leave", params={"denominator": "agreed_time"})
    return chapter.report


def assert_tells_nothing(text):
    told = [found[0] for secret in SECRETS for found in re.finditer(rf"(?<![\d.,]){secret}", text)]
    assert told == []
    assert "visas inte" in text


def unpacked(content, ending):
    """Everything in a file: the text of a PDF, the parts of a workbook."""
    if ending == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    return re.sub(r"<style>.*?</style>", "", content.decode(), flags=re.DOTALL)


@pytest.mark.parametrize("ending", [pytest.param("pdf", marks=pytest.mark.pango), "html", "xlsx", "csv", "json"])
def test_no_file_of_a_report_tells(report, ending):
    assert_tells_nothing(unpacked(EXPORTS[ending](report), ending))


@pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("query", ["", "?ar=5"])
def test_the_page_tells_nobody(client, staff, role, query):
    client.force_login(create_member(role, staff.org_unit))

    assert_tells_nothing(client.get(staff.url(query)).text)


def test_the_workbook_of_the_page_tells_nothing(client, staff):
    client.force_login(create_member(Role.CONTROLLER, staff.org_unit))

    assert_tells_nothing(unpacked(client.get(staff.url("excel/")).content, "xlsx"))


def test_avstamning_tells_nothing(client, staff):
    client.force_login(create_member(Role.CONTROLLER, staff.org_unit))

    text = client.get(f"/2025/{staff.org_unit.slug}/avstamning/").text

    assert "inte lika många som totalt" in text
    assert_tells_nothing(text)


def test_what_is_not_hidden_is_told(client, staff):
    """Else the other tests would pass on a page that shows nothing."""
    client.force_login(create_member(Role.READER, staff.org_unit))

    text = client.get(staff.url()).text

    assert "3,6" in text
    assert "4,1" in text

"""From everything that is shown of a kommun's staff together, nothing that is hidden can be computed."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.urls import reverse

from kommunrapport.numbers import format_number
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.registry import SECTIONS
from personnel.figures import StaffReader
from personnel.hiding import read_hiding
from personnel.models import SickLeave
from personnel.tables.headcount import work_table
from personnel.tables.sick_leave import AGREED_TITLE, rolling_table, seven_table
from personnel.tables.turnover import turnover_table
from tests.factories import create_chapter, create_chapter_section, create_member, create_occasion, create_report
from tests.personnel.attack_algebra import Attack
from tests.personnel.attack_reading import (
    Said,
    cells_of_csv,
    cells_of_html,
    cells_of_json,
    cells_of_workbook,
    read_cells,
    read_template,
)
from tests.personnel.attack_world import AGREED, MARGINS, YEAR_2025, AttackedKommun

pytestmark = pytest.mark.django_db
PERIODS = [Period(2025), Period(2025, "half_year"), Period(2025, "tertial")]
MODELS = ["SickLeave", "StaffPeriod", "Headcount"]
SMALL_KOMMUNER = [0, 7, 13]  # of three to five units: every page and file of them is read
READERS = {"html": lambda content: cells_of_html(content.decode()), "json": cells_of_json}
READERS |= {"csv": cells_of_csv, "xlsx": cells_of_workbook}


def make_kommun(seed: int) -> AttackedKommun:
    kommun = AttackedKommun(seed)
    kommun.store()
    return kommun


def tables_of(reader: StaffReader, unit: OrgUnit, period: Period) -> Iterator[Table | None]:
    """Every table that a page or a section can show of the unit."""
    years = period.latest(3)
    staff = [reader.staff(unit, year) for year in years]
    yield work_table(staff[-1])
    yield turnover_table(years, staff)
    yield seven_table(years, [reader.sick_leave(unit, year) for year in years])
    yield seven_table(years, [reader.sick_leave(unit, year, AGREED) for year in years], AGREED_TITLE)
    yield rolling_table(reader.rolling(unit, period.last_day))


def cells_of_tables(tables: Iterator[Table | None]) -> Iterator[tuple[str, str, str, str]]:
    for table in filter(None, tables):
        heads = [column.label for column in table.columns[1:]]
        for row in table.rows:
            name, *texts = (cell.text for cell in row.cells)
            yield from ((table.caption, name, head, text) for head, text in zip(heads, texts, strict=True))


def said_in_tables(kommun: AttackedKommun) -> set[Said]:
    reader = StaffReader()
    return {
        said
        for n, unit in kommun.units.items()
        for period in PERIODS
        for said in read_cells(n, cells_of_tables(tables_of(reader, unit, period)))
    }


def leaks(kommun: AttackedKommun, said: set[Said]) -> list[object]:
    attacks = [Attack(kommun, model, said) for model in MODELS]
    return [leak for attack in attacks for leak in (*attack.computed(), *attack.remainders())]


@pytest.mark.parametrize("seed", [*range(30), 106])
def test_nothing_hidden_is_computed_of_all_that_is_shown(seed):
    kommun = make_kommun(seed)

    assert leaks(kommun, said_in_tables(kommun)) == []


@pytest.mark.parametrize("seed", [1, 2, 10, 11, 23])
def test_a_kommun_of_large_groups_hides_nothing(seed):
    """Else the other tests would pass on a program that hides everything."""
    said = said_in_tables(make_kommun(seed))

    assert len(said) > 20
    assert [one for one in said if one.is_hidden] == []


@pytest.mark.parametrize("seed", [5, 6, 9, 17])
def test_a_kommun_with_small_groups_shows_its_own_total(seed):
    said = said_in_tables(make_kommun(seed))

    assert any(one.is_hidden for one in said)
    assert any((one.unit, one.margin, one.dates, one.is_hidden) == (1, MARGINS[0], YEAR_2025, False) for one in said)


@pytest.fixture(params=SMALL_KOMMUNER)
def kommun(request):
    for kind in ("full_year", "half_year", "tertial"):
        create_occasion(year=2025, kind=kind)
    return make_kommun(request.param)


def said_on_pages(client, kommun: AttackedKommun, name: str, read) -> set[Said]:
    urls = {
        (n, reverse(f"personnel:{name}", args=[period, unit.slug]) + "?ar=5")
        for n, unit in kommun.units.items()
        for period in [*PERIODS, Period(2024)]
    }
    return {said for n, url in urls for said in read_cells(n, read(client.get(url)))}


@pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER])
def test_no_pages_of_a_role_give_it_away(client, kommun, role):
    client.force_login(create_member(role, kommun.units[1]))

    said = said_on_pages(client, kommun, "overview", lambda page: cells_of_html(page.text))

    assert any(not one.is_hidden for one in said)
    assert leaks(kommun, said | said_in_tables(kommun)) == []


def test_no_workbooks_and_templates_give_it_away(client, kommun):
    client.force_login(create_member(Role.CONTROLLER, kommun.units[1]))

    said = said_on_pages(client, kommun, "overview_workbook", lambda page: cells_of_workbook(page.content))
    of_templates = said_in_templates(client, kommun)

    assert any(not one.is_hidden for one in of_templates)
    assert leaks(kommun, said | of_templates | said_in_tables(kommun)) == []


def said_in_templates(client, kommun: AttackedKommun) -> set[Said]:
    """The templates of the uppermost unit have a row for each group of every unit."""
    urls = [reverse("personnel:import_template", args=[period, kommun.units[1].slug]) for period in PERIODS]
    return {said for url in urls for said in read_template(client.get(url).content)}


@pytest.mark.parametrize("ending", sorted(READERS))
def test_no_reports_of_units_give_it_away(kommun, ending):
    reports = {n: report_of(kommun, n) for n in kommun.units}

    files = {n: EXPORTS[ending](report) for n, report in reports.items()}

    said = {one for n, content in files.items() for one in read_cells(n, READERS[ending](content))}
    assert any(not one.is_hidden for one in said)
    assert leaks(kommun, said | said_in_tables(kommun)) == []


def report_of(kommun: AttackedKommun, n: int):
    report = create_report(org_unit=kommun.units[n], occasion=Occasion.objects.of_period(PERIODS[0]))
    chapter = create_chapter(report=report, heading="Personal")
    for key in sorted(key for key in SECTIONS if key.startswith("personnel.")):
        create_chapter_section(chapter=chapter, key=key, params={"with_trend": True})
    create_chapter_section(chapter=chapter, key="personnel.sick_leave", params={"denominator": AGREED})
    return report


def raw_hours(kommun: AttackedKommun) -> set[str]:
    """The hours of every row that is hidden, as Swedish and as programs write them."""
    hiding = read_hiding()
    rows = [row for row in SickLeave.objects.exclude(sick_hours=0) if hiding.hides(row)]
    numbers = {number for row in rows for number in (row.sick_hours, row.ordinary_hours) if number >= 10_000}
    return {text for n in numbers for text in (format_number(n, 2), f"{n:.2f}", format_number(n, 0), f"{n:.0f}")}


def test_no_text_has_the_hours_of_a_hidden_group(client, kommun, capsys):
    client.force_login(create_member(Role.CONTROLLER, kommun.units[1]))
    report = report_of(kommun, 1)
    names = ("personnel:overview", "personnel:import_list", "quality:check_list", "web:start")
    texts = [client.get(reverse(name, args=[2025, "e1"])).text for name in names]

    with suppress(SystemExit):
        call_command("check_report", report.slug, "--json")

    texts += [capsys.readouterr().out, *(EXPORTS[ending](report).decode() for ending in ("json", "html", "csv"))]
    drawn_by_lot = r'value="[^"]*"|content="[^"]*"|"X-CSRFToken"[^}]*'
    texts = [re.sub(drawn_by_lot, "", text) for text in texts]
    told = {hours for hours in raw_hours(kommun) for text in texts if re.search(rf"(?<!\w){hours}(?!\w)", text)}
    assert told == set()

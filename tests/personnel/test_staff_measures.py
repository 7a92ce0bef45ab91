"""Measures of the staff, key figures, volumes and synpunkter in the form that kommuner print them."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.table_lines import lines_of
from kommunrapport.reports.workbooks import NamedTable
from tests.factories import create_measure, create_observation, create_occasion, create_report, create_target
from tests.personnel.staff_world import heads, make_unit, notes, texts

pytestmark = pytest.mark.django_db

BY_ROW = {"layout": "by_row", "head": "Indikatorer", "expected_mark": "***", "without_percent": True}
LATER = "Utfallet för 2024 redovisas i årsberättelsen."


@pytest.fixture
def staff(db):
    return make_unit()


def list_of(*rows, title="Lista"):
    """A list of measures; a pair is a measure with its indent."""
    made = MeasureList.objects.create(slug="lista", title=title)
    for order, row in enumerate(rows):
        measure, indent = row if isinstance(row, tuple) else (row, 0)
        MeasureListItem.objects.create(measure_list=made, order=order, measure=measure, indent=indent)
    return "lista"


def measured(staff, name, values, *, kind="value", sex="total", measure=None, **fields):
    """A measure with the outcomes of some years; None is one that comes later."""
    measure = measure or create_measure(name=name, **fields)
    for year, value in values.items():
        later = {"status": "expected", "note": LATER} if value is None else {}
        number = None if value is None else Decimal(value)
        create_observation(
            measure=measure, org_unit=staff.org_unit, year=year, value=number, kind=kind, sex=sex, **later
        )
    return measure


def target(staff, measure, direction, year=2025, **fields):
    aim = {"operator": "", "value": None, "direction": direction}
    create_target(measure=measure, org_unit=staff.org_unit, year=year, **aim | fields)


def employer_goals(staff):
    """A plan for 2025 with the outcomes of 2023 and 2024."""
    staff.occasion = create_occasion(year=2025, kind=Occasion.Kind.PLAN)
    index = measured(staff, "Trygghetsindex", {2023: "79.8", 2024: None}, decimals=1)
    for sex, value in (("women", "79.9"), ("men", "79.3")):
        measured(staff, "", {2023: value}, measure=index, sex=sex)
    for name in ("Andel med heltid", "Andel tillsvidare"):
        create_measure(name=name, parent=index, part="component")
    managers = measured(staff, "Certifierade chefer", {2023: 26, 2024: None}, kind="count", note="Nytt mått.")
    measured(staff, "", {2023: 54}, measure=managers, kind="share")
    few = measured(staff, "Chefer med få", {2023: 59, 2024: None}, kind="share")
    for measure, kind in ((index, "value"), (managers, "count"), (few, "share")):
        target(staff, measure, "increase", kind=kind)
    return list_of(index, few, managers)


def measures_of(staff, slug, **params):
    create_report(org_unit=staff.org_unit, occasion=staff.occasion, years_shown=2)
    return staff.build("personnel.measures", measure_list=slug, **params).table


def test_a_plan_prints_outcomes_before_it_and_targets_of_its_own_year(staff):
    table = measures_of(staff, employer_goals(staff), **BY_ROW)

    assert heads(table) == ["Indikatorer", "Tot K/M", "Utfall 2023", "Utfall 2024", "Målvärde 2025"]
    assert texts(table) == [
        ["Trygghetsindex, bestående av\n– Andel med heltid\n– Andel tillsvidare", "Tot", "79,8", "***", "Öka"],
        ["", "K", "79,9", "", ""],
        ["", "M", "79,3", "", ""],
        ["Chefer med få", "", "59", "***", "Öka"],
        ["Certifierade chefer", "", "", "", "Öka"],
        ["Antal", "", "26", "***", ""],
        ["Andel", "", "54", "", ""],
    ]
    assert table.source.replace("\u00a0", " ") == f"*** {LATER}"
    assert notes(table) == ["Nytt mått."]


def test_each_row_has_a_name_as_data(staff):
    table = measures_of(staff, employer_goals(staff), **BY_ROW)

    names = [line[3] for line in lines_of([NamedTable("8 Personal", table)]) if line[5] == "Utfall 2023"]

    assert names == [
        "Trygghetsindex, bestående av",
        "Trygghetsindex, bestående av, K",
        "Trygghetsindex, bestående av, M",
        "Chefer med få",
        "Antal",
        "Andel",
    ]


def test_a_year_where_nothing_is_entered_is_said_once(staff):
    index = measured(staff, "Index", {2025: 3})
    measured(staff, "", {2025: 4}, measure=index, sex="women")

    assert texts(measures_of(staff, list_of(index), layout="by_row")) == [
        ["Index", "Tot", "uppgift saknas", "3"],
        ["", "K", "", "4"],
    ]


def test_parts_of_an_index_are_left_out_when_asked(staff):
    table = measures_of(staff, employer_goals(staff), layout="by_row", with_parts=False)

    assert texts(table)[0][0] == "Trygghetsindex"


def test_too_few_answers_hide_a_row_too(staff):
    survey = measured(staff, "HME", {2025: 77}, least_answers=10)

    assert texts(measures_of(staff, list_of(survey), layout="by_row"))[0][-1] == "visas inte"


def test_a_derived_key_figure_stands_before_its_parts_and_blanks_are_blank(staff):
    women = measured(staff, "Medianlön kvinnor, kr", {2023: 24_654, 2024: 25_000})
    men = measured(staff, "Medianlön män, kr", {2023: 25_875, 2024: 26_300})
    gap = create_measure(name="Lönegap, kr", formula="difference", first=women, second=men)
    growth = measured(staff, "Förändring, %", {2023: "-0.3", 2025: "0.7"}, decimals=1, measurement_unit="%")
    slug = list_of(growth, gap, (women, 1), (men, 1))

    found = staff.build(
        "reports.measure_table", measure_list=slug, head="Nyckeltal", blank_missing=True, without_percent=True
    )

    assert heads(found.table) == ["Nyckeltal", "2023", "2024", "2025"]
    assert texts(found.table) == [
        ["Förändring, %", "−0,3", "", "0,7"],
        ["Lönegap, kr", "−1 221", "−1 300", ""],
        ["Medianlön kvinnor, kr", "24 654", "25 000", ""],
        ["Medianlön män, kr", "25 875", "26 300", ""],
    ]
    assert [row.indent for row in found.table.rows] == [0, 0, 1, 1]


def test_a_table_too_wide_for_the_column_has_its_title_over_it(staff):
    create_report(org_unit=staff.org_unit, occasion=staff.occasion, years_shown=5)
    slug = list_of(measured(staff, "Index", {2025: 3}), title="Nyckeltal")

    found = staff.build("reports.measure_table", measure_list=slug)

    assert (found.title, found.table.caption, found.table.wide) == ("", "Nyckeltal", True)


@pytest.mark.parametrize(
    ("values", "unit", "line"),
    [
        ({2024: 129, 2025: 57}, "st", "57 avstämningsmöten (129 st 2024)"),
        ({2025: 57}, "st", "57 avstämningsmöten"),
        ({2024: 129, 2025: 1}, "", "Avstämningsmöten: 1 (129 2024)"),
        ({2024: 129}, "st", "Avstämningsmöten: uppgift saknas (129 st 2024)"),
        ({2024: 80, 2025: 96}, "%", "96 % avstämningsmöten (80 % 2024)"),
    ],
)
def test_a_volume_is_said_with_that_of_the_year_before(staff, values, unit, line):
    slug = list_of(measured(staff, "Avstämningsmöten", values, measurement_unit=unit))

    found = staff.build("reports.volumes", measure_list=slug)

    assert [said.replace("\u00a0", " ") for said in found.lines] == [line]
    assert heads(found.table)[1:] == ["2024", "2025"]


def test_kinds_of_synpunkter_add_up_and_the_rest_do_not(staff):
    total = measured(staff, "Totalt", {2025: 149})
    kinds = [
        measured(staff, name, {2025: count}, parent=total, part="component")
        for name, count in [("Klagomål", 43), ("Beröm", 9), ("Förslag", 97)]
    ]
    anonymous = measured(staff, "Varav anonyma", {2025: 33}, parent=total, part="subset")
    in_time = measured(staff, "Besvarade inom tio arbetsdagar, andel", {2025: 70}, measurement_unit="%")

    table = staff.build("reports.feedback", measure_list=list_of(*kinds, total, anonymous, in_time)).table

    assert texts(table)[-1] == ["Besvarade inom tio arbetsdagar, andel", "70 %"]
    assert [row.kind.value for row in table.rows] == ["normal"] * 3 + ["total", "subset", "normal"]
    assert table.rows[3].sum_of == (0, 1, 2)

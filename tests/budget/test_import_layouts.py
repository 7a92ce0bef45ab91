"""Tables of many shapes: all come out with their published deviations, and what does not add up is told."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.figures import read_statement
from budget.forms.import_rows import RowsForm
from budget.imports.units import scale_of
from budget.models import Figure
from kommunrapport.numbers import NumberError, parse_number
from kommunrapport.organisation.period import Period
from tests.budget.importing import answer, put_in, read_in, workbook
from tests.budget.layouts import LAYOUTS, Layout
from tests.budget_factories import create_area
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def as_number(text: str) -> object:
    """What a spreadsheet holds where a person typed the text."""
    try:
        return float(parse_number(text)) if text else None
    except NumberError:
        return text


def came_out(unit, layout: Layout) -> dict[str, Decimal | None]:
    statement = read_statement(org_unit=unit, period=Period(2025), grouping=layout.grouping)
    found = {node.area.name: node.figures.variance for node in statement.nodes}
    return {name: found.get(name) for name in layout.variances} | {"": statement.total.variance}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", ["csv", "texts.xlsx", "numbers.xlsx"])
def test_a_table_comes_out_with_its_published_deviations(name, kind):
    layout, unit = LAYOUTS[name], create_org_unit()
    rows = [line.split(";") for line in layout.text.splitlines()]
    if kind == "numbers.xlsx":
        rows = [[as_number(cell) for cell in row] for row in rows]
    content = layout.text if kind == "csv" else workbook(rows)

    batch = answer(put_in(unit, content, name=f"tabell.{kind}"), **layout.answers)
    errors = list(batch.problems.filter(severity="error").values_list("sentence", flat=True))
    read_in(batch)

    assert errors == []
    assert came_out(unit, layout) == layout.published | {"": Decimal(layout.total)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_the_rows_that_do_not_add_up_are_told(name):
    layout = LAYOUTS[name]

    batch = answer(put_in(create_org_unit(), layout.text), **layout.answers)

    told = batch.problems.filter(sentence__startswith="Filen stämmer inte").values_list("sentence", flat=True)
    rows = {sentence.removeprefix("Filen stämmer inte. ").partition(":")[0] for sentence in told}
    assert rows == set(layout.wrong)


def test_the_final_budget_is_the_original_with_its_change():
    unit = create_org_unit()

    read_in(answer(put_in(unit, LAYOUTS["several budgets"].text)))

    statement = read_statement(org_unit=unit, period=Period(2025), grouping="unit")
    assert (statement.total.original, statement.total.changes) == (Decimal(3_000_000), Decimal(0))
    assert {node.area.name: node.figures.changes for node in statement.nodes}["Skola"] == Decimal(50_000)


def test_another_table_further_down_is_told_and_not_read():
    batch = answer(put_in(create_org_unit(), LAYOUTS["investments"].text))

    assert batch.problems.filter(sentence__startswith="Här börjar en annan tabell").count() == 1
    assert not batch.lines.filter(figure=Figure.OUTCOME, row__gt=6).exists()


def test_a_code_beside_a_name_is_kept_with_the_area():
    unit = create_org_unit()

    read_in(answer(put_in(unit, LAYOUTS["codes beside names"].text)))

    assert set(unit.budget_areas.values_list("name", "codes__code")) == {("Ekonomi", "0410"), ("HR", "0420")}


def test_all_names_that_lead_nowhere_become_areas_with_one_answer():
    unit = create_area(name="Annat").org_unit
    batch = answer(put_in(unit, LAYOUTS["frame and result"].text.replace("Drift (tkr)", "Enhet (tkr)")))
    form = RowsForm(batch=batch)
    assert form.initial["others_new"] is False  # incomes and costs were found a place

    answered = RowsForm({"version": batch.version, "others_new": "on"}, batch=batch)
    assert answered.is_valid()
    batch = answer(batch, areas=answered.mapping.areas)

    assert not batch.problems.filter(severity="error").exists()
    assert {area["name"] for area in batch.plan["new_areas"]} >= {"Kansli", "Ekonomi"}


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Belopp i tusentals kronor", 1000),
        ("(1\u00a0000-tal kr)", 1000),
        ("Miljontals kronor", 1_000_000),
        ("M kr", 1_000_000),
        ("Belopp i kr", 1),
        ("miljarder kronor", None),
        ("Kronor per invånare", None),
        ("Nämndernas utfall", None),
    ],
)
def test_the_unit_is_the_one_a_table_names(text, scale):
    assert scale_of([text], ["Nämnd", "Budget"]) == scale


def test_a_table_that_names_two_units_is_asked_about():
    assert scale_of(["Belopp i tkr"], ["Budget", "Utfall mnkr"]) is None


def test_months_from_to_are_not_stored_as_the_year():
    table = "Nämnd (tkr);Budget 2025;Utfall jan-aug 2025;Prognos 2025-08-31;Avvikelse\nA;1;2;3;-2\nB;2;2;2;0\n"

    batch = answer(put_in(create_org_unit(), table))

    assert set(batch.lines.values_list("figure", flat=True)) == {"original", "forecast"}
    assert "en del av året" in " ".join(batch.understanding["remarks"])


def test_a_day_that_the_calendar_lacks_is_asked_for():
    batch = put_in(create_org_unit(), "Nämnd (tkr);Budget 2025;Prognos 2025-02-30\nA;1;1\nB;2;2\n")

    with pytest.raises(ValidationError, match="vilken dag"):
        answer(batch)


def test_a_name_that_no_area_can_have_is_listed_and_left_out():
    unit = create_org_unit()
    batch = answer(put_in(unit, f"Nämnd (tkr);Budget 2025;Utfall 2025\n{'A' * 121};1;1\nB;2;2\n"))

    read_in(batch)

    assert "120 tecken" in batch.problems.get(severity="error").sentence
    assert list(unit.budget_areas.values_list("name", flat=True)) == ["B"]

from decimal import Decimal

import pytest

from budget.sie import read_sie
from tests.budget.sie.texts import FIRST_ROW, amounts, problems, read, sie_bytes, warning_kinds

TOTAL = "#PSALDO 0 202501 4010 {} 500"
BY_UNIT = ("#PSALDO 0 202501 4010 {1 100} 300", "#PSALDO 0 202501 4010 {1 200} 200")
BY_PROJECT = ("#PSALDO 0 202501 4010 {6 P1} 500",)


def test_a_total_is_not_added_to_its_objects():
    file = read(TOTAL, *BY_UNIT)

    assert amounts(file) == {(1, "4010", "1:100"): 300, (1, "4010", "1:200"): 200}
    assert "rest" not in warning_kinds(file)


def test_a_total_without_objects_is_an_amount_of_its_own():
    file = read(TOTAL)

    assert amounts(file) == {(1, "4010", ""): 500}
    assert not file.amounts[0].is_rest


def test_objects_without_a_total_are_the_amounts():
    assert sum(row.amount for row in read(*BY_UNIT).amounts) == 500


def test_what_a_total_holds_beyond_its_objects_becomes_a_row_that_is_reported():
    file = read(BY_UNIT[0], TOTAL)

    rest = next(row for row in file.amounts if row.is_rest)
    assert (rest.objects, rest.amount, rest.line) == ((), 200, FIRST_ROW + 1)
    warning = next(warning for warning in file.warnings if warning.kind == "rest")
    assert "200,00 kr" in warning.sentence
    assert warning.line == FIRST_ROW + 1


def test_a_total_lower_than_its_objects_gives_a_rest_with_the_other_sign():
    assert amounts(read(*BY_UNIT, TOTAL.replace("500", "450")))[1, "4010", ""] == -50


def test_the_same_money_by_cost_centre_and_by_project_is_counted_once():
    file = read(TOTAL, *BY_UNIT, *BY_PROJECT)

    assert amounts(file) == {(1, "4010", "1:100"): 300, (1, "4010", "1:200"): 200}
    assert file.overlapping == (("1",), ("6",))
    assert "overlapping" in warning_kinds(file)


def test_the_caller_may_choose_the_other_dimension():
    file = read_sie(sie_bytes(TOTAL, *BY_UNIT, *BY_PROJECT), dimension="6")

    assert amounts(file) == {(1, "4010", "6:P1"): 500}


def test_an_account_that_only_has_the_other_dimension_keeps_it():
    file = read(TOTAL, *BY_UNIT, *BY_PROJECT, "#PSALDO 0 202502 4010 {} 7", "#PSALDO 0 202502 4010 {6 P1} 7")

    assert amounts(file)[2, "4010", "6:P1"] == 7
    assert sum(row.amount for row in file.amounts) == 507


def test_rows_of_different_dimensions_that_add_up_to_the_total_all_count():
    file = read(TOTAL, BY_UNIT[0], "#PSALDO 0 202501 4010 {6 P1} 200")

    assert amounts(file) == {(1, "4010", "1:100"): 300, (1, "4010", "6:P1"): 200}
    assert file.overlapping == ()


def test_whole_code_strings_without_totals_all_count():
    file = read("#PSALDO 0 202501 4010 {1 100 6 P1} 300", "#PSALDO 0 202501 4010 {1 100} 200")

    assert sum(row.amount for row in file.amounts) == 500


def test_one_row_per_dimension_without_a_total_cannot_be_decided():
    found = problems(*BY_UNIT, *BY_PROJECT)

    assert [line for line, _ in found] == [1, 2, 3]
    assert "totalen ({}) saknas" in found[0][1]


def test_a_sum_over_projects_is_not_added_to_its_projects():
    file = read(TOTAL, *BY_UNIT, "#PSALDO 0 202501 4010 {1 100 6 P1} 120")

    assert sum(row.amount for row in file.amounts) == 500
    assert file.overlapping == (("1",), ("1", "6"))


@pytest.mark.parametrize("dimension", ["7", "8", "9", "10", "71"])
def test_objects_that_may_be_people_are_not_kept_but_their_money_is(dimension):
    below = '#UNDERDIM 71 "Lärare" 7'
    person = f'#OBJEKT {dimension} "55" "En person"'
    file = read(
        below,
        person,
        f"#PSALDO 0 202501 4010 {{1 100 {dimension} 55}} 1",
        f"#PSALDO 0 202501 4010 {{1 100 {dimension} 56}} 2",
    )

    assert amounts(file) == {(1, "4010", "1:100"): 3}
    assert all("person" not in name for name in file.objects.values())
    assert "persons" in warning_kinds(file)


def test_a_total_stays_whole_when_its_objects_are_people():
    file = read(TOTAL, "#PSALDO 0 202501 4010 {7 55} 450")

    assert amounts(file) == {(1, "4010", ""): 500}


def test_people_are_never_the_chosen_way_of_two():
    file = read(TOTAL, BY_UNIT[0], "#PSALDO 0 202501 4010 {7 55} 500")

    assert amounts(file) == {(1, "4010", "1:100"): 300, (1, "4010", ""): 200}


def test_a_file_of_year_totals_has_amounts_without_month():
    file = read("#RES 0 4010 12.50", "#RES -1 4010 11")

    assert {(row.year, row.month, row.amount) for row in file.amounts} == {
        (2025, None, Decimal("12.50")),
        (2024, None, Decimal(11)),
    }


def test_a_year_with_months_does_not_get_its_result_on_top():
    file = read(TOTAL, "#RES 0 4010 500", "#RES -1 4010 400")

    assert {(row.year, row.month, row.amount) for row in file.amounts} == {(2025, 1, 500), (2024, None, 400)}


def test_a_year_with_only_a_budget_still_gets_its_result():
    assert sum(row.amount for row in read("#PBUDGET 0 202501 4010 {} 1", "#RES 0 4010 500").amounts) == 501

import pytest

from budget.sie import read_sie
from tests.budget.sie.texts import FIRST_ROW, HEAD, read, sie_bytes, warning_kinds

ROW = "#PSALDO 0 202501 4010 {1 100} 5"


def sentences(kind: str, *rows: str) -> list[str]:
    return [warning.sentence for warning in read(*rows).warnings if warning.kind == kind]


def test_a_file_that_is_right_has_nothing_to_report():
    file = read(ROW, "#PSALDO 0 202501 4010 {} 5", "#RES 0 4010 5", "#UB 0 1930 -5", "#IB 0 1930 7", "#IB 0 2010 -7")

    assert file.warnings == ()
    assert file.balances.rows == {("#UB", 2025): 1, ("#IB", 2025): 2}
    assert file.balances.sums[("#UB", 2025)] == -5


@pytest.mark.parametrize(("row", "kind"), [("#FLAGGA 1", "flagga"), ("#KSUMMA", "ksumma")])
def test_a_mark_in_the_file_is_reported(row, kind):
    assert warning_kinds(read(row, ROW)) == {kind}


@pytest.mark.parametrize(
    ("orgnr", "is_right"),
    [
        ("212000-1355", True),
        ("2120001355", True),
        ("212000-1356", False),
        ("212000", False),
        ("abc", False),
        ("", False),
    ],
)
def test_an_organisation_number_with_a_wrong_check_digit_is_reported(orgnr, is_right):
    head = tuple(row for row in HEAD if not row.startswith("#ORGNR"))

    file = read_sie(sie_bytes(f"#ORGNR {orgnr}", ROW, head=head))

    assert ("orgnr" not in warning_kinds(file)) == is_right


def test_a_result_that_the_months_do_not_add_up_to_is_reported_with_its_row():
    file = read(ROW, "#PSALDO 0 202502 4010 {1 100} 6", "#RES 0 4010 12")

    (warning,) = file.warnings
    assert (warning.kind, warning.line) == ("result", FIRST_ROW + 2)
    assert "12,00 kr" in warning.sentence
    assert "11,00 kr" in warning.sentence


def test_a_result_account_that_only_has_months_or_only_a_result_is_reported():
    found = sentences("result", ROW, "#PSALDO 0 202501 1930 {} -5", "#RES 0 3010 -7")

    assert len(found) == 2
    assert "Konto 3010" in found[0]
    assert "Konto 4010" in found[1]


def test_the_type_of_an_account_goes_before_its_number():
    rows = ("#KONTO 9010 Ränta", "#KTYP 9010 K", "#PSALDO 0 202501 9010 {} 1", ROW, "#RES 0 4010 5")

    assert "Konto 9010" in sentences("result", *rows)[0]
    assert sentences("result", rows[0], *rows[2:]) == []


@pytest.mark.parametrize("row", ["#IB 0 1930 0.01", "#UB 0 1930 -4.99"])
def test_balances_that_do_not_add_up_are_reported(row):
    (sentence,) = sentences("balance", ROW, "#RES 0 4010 5", row)

    assert "0,01 kr" in sentence


def test_codes_that_the_file_does_not_name_are_listed():
    file = read(ROW, "#PSALDO 0 202501 5010 {1 300} 1", "#PSALDO 0 202502 4010 {20 A} 1")

    assert warning_kinds(file) == {"account", "object", "dimension"}
    assert file.used_objects() == {("1", "100"): "Skola", ("1", "300"): "", ("20", "A"): ""}


def test_a_long_list_of_codes_ends_with_their_number():
    (sentence,) = sentences("account", ROW, *[f"#PSALDO 0 202501 50{number} {{}} 1" for number in range(10, 18)])

    assert sentence.endswith("och 3 till.")


def test_dimensions_keep_the_one_they_divide():
    file = read('#DIM 20 "Verksamhet"', '#UNDERDIM 21 "Del" 20', ROW)

    assert file.dimensions["21"].parent == "20"

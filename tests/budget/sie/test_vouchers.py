import pytest

from budget.sie import SieErrors
from tests.budget.sie.texts import amounts, problems, read, warning_kinds

HEAD = "#VER A 12 20250315 Hyra 20250401"


def voucher(*rows: str, head: str = HEAD) -> tuple[str, ...]:
    return (head, "{", *rows, "}")


def test_rows_of_vouchers_are_added_by_month_account_and_objects():
    file = read(
        *voucher("#TRANS 4010 {1 100} 60.50", "#TRANS 4010 {1 100} 40", "#TRANS 1930 {} -100.50"),
        *voucher("#TRANS 4010 {1 100} 1", "#TRANS 1930 {} -1", head="#VER B 1 20250331"),
        *voucher("#TRANS 4010 {} 7", "#TRANS 1930 {} -7", head="#VER B 2 20250401"),
    )

    assert amounts(file) == {
        (3, "4010", "1:100"): 101.5,
        (3, "1930", ""): -101.5,
        (4, "4010", ""): 7,
        (4, "1930", ""): -7,
    }


def test_rows_by_different_dimensions_all_count():
    file = read(*voucher("#TRANS 4010 {1 100} 5", "#TRANS 4010 {6 P1} 5", "#TRANS 1930 {} -10"))

    assert sum(row.amount for row in file.amounts if row.account == "4010") == 10


def test_an_added_row_counts_once_and_its_copy_does_not():
    file = read(*voucher("#RTRANS 4010 {} 5", "#TRANS 4010 {} 5", "#RTRANS 1930 {} -5", "#TRANS 1930 {} -5"))

    assert amounts(file) == {(3, "4010", ""): 5, (3, "1930", ""): -5}


def test_copies_that_come_after_all_the_added_rows_do_not_count_either():
    file = read(*voucher("#RTRANS 4010 {} 5", "#RTRANS 1930 {} -5", "#TRANS 4010 {} 5", "#TRANS 1930 {} -5"))

    assert amounts(file)[3, "4010", ""] == 5


def test_a_row_like_the_copy_counts_when_it_is_a_row_of_its_own():
    file = read(*voucher("#RTRANS 4010 {} 5", "#TRANS 4010 {} 5", "#TRANS 4010 {} 5", "#TRANS 1930 {} -10"))

    assert amounts(file)[3, "4010", ""] == 10


def test_an_added_row_without_its_copy_counts():
    assert amounts(read(*voucher("#RTRANS 4010 {} 5", "#TRANS 1930 {} -5")))[3, "4010", ""] == 5


def test_a_struck_row_does_not_count():
    file = read(*voucher("#BTRANS 4010 {} 9", "#TRANS 4010 {} 5", "#TRANS 1930 {} -5"))

    assert amounts(file)[3, "4010", ""] == 5


def test_a_voucher_that_does_not_balance_is_named_with_its_difference():
    ((line, sentence),) = problems(*voucher("#TRANS 4010 {} 100.00", "#TRANS 1930 {} -99.99"))

    assert line == 1
    assert "Verifikation A 12" in sentence
    assert "0,01 kr" in sentence


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ((HEAD, "{", "#TRANS 4010 {} 5"), 1),
        ((HEAD, "{", "#TRANS 4010 {} 5", *voucher("#TRANS 4010 {} 0", head="#VER A 13 20250316")), 1),
        ((HEAD, "{", "#KONTO 5010 Hyra"), 1),
        ((HEAD, "#RES 0 4010 1"), 1),
        ((HEAD,), 1),
    ],
)
def test_a_voucher_that_is_not_closed_is_named(rows, line):
    ((found, sentence),) = problems(*rows)

    assert found == line
    assert "Verifikation A 12" in sentence


@pytest.mark.parametrize(
    ("rows", "line", "part"),
    [
        (("#TRANS 4010 {} 5",), 1, "utanför"),
        ((HEAD, "#TRANS 4010 {} 0", "{", "}"), 2, "utanför"),
        (("{",), 1, "hör inte till"),
        ((HEAD, "{", "{", "}"), 3, "hör inte till"),
        (voucher("#TRANS 4010 5"), 3, "ska ha konto"),
        (voucher("#TRANS 4010 {} 5,0"), 3, "komma"),
        (voucher("#BTRANS 4010 {} x"), 3, "står en text"),
        (voucher("#TRANS 4010 {} NaN"), 3, "inget belopp"),
        (voucher(head="#VER A 12"), 1, "få uppgifter"),
        (voucher(head="#VER A 12 20230101"), 1, "utanför"),
        (voucher(head="#VER A 12 20250230"), 1, "inget datum"),
        (voucher("#TRANS 4010 {} 5", head='#VER A 12 20250315 "Hyra'), 1, "citattecken"),
    ],
)
def test_a_wrong_row_of_a_voucher_gives_one_problem(rows, line, part):
    ((found, sentence),) = problems(*rows)

    assert found == line
    assert part in sentence


@pytest.mark.parametrize(
    "rows",
    [
        voucher('#TRANS 4010 {} 5,0 20250315 "Lön till Förnamn"'),
        voucher('#TRANS 4010 {1 "100"} "Lön till Förnamn"'),
        voucher('#TRANS 4010 {} 5 "" "Lön till Förnamn'),
        voucher('#TRANS "Förnamn Efternamn'),
        voucher(head='#VER A 12 20230315 "Lön till Förnamn"'),
        voucher(head='#VER "" "" "Lön till Förnamn"'),
        voucher(head='#VER "Lön till Förnamn'),
        voucher("#TRANS 4010 {} 5", head='#VER "Lön till Förnamn" 1 20250315'),
    ],
)
def test_the_text_of_a_voucher_is_never_shown(rows):
    with pytest.raises(SieErrors) as caught:
        read(*rows)

    shown = [problem.text + problem.sentence for problem in caught.value.problems if problem.text.startswith("#")]
    assert shown
    assert all("Förnamn" not in text for text in shown)


def test_what_may_be_shown_of_a_voucher_row_is():
    with pytest.raises(SieErrors) as caught:
        read(*voucher('#TRANS 4010 {1 "100"} 5,0 20250315 "Lön"'))

    assert caught.value.problems[0].text == '#TRANS 4010 {1 "100"} 5,0 …'


def test_months_go_before_vouchers():
    file = read("#PSALDO 0 202503 4010 {1 100} 5", *voucher("#TRANS 4010 {1 100} 4", "#TRANS 1930 {} -4"))

    assert amounts(file) == {(3, "4010", "1:100"): 5}


def test_vouchers_give_the_objects_that_the_months_lack():
    file = read(
        "#PSALDO 0 202503 4010 {} 9",
        "#PSALDO 0 202503 1930 {} -9",
        *voucher("#TRANS 4010 {1 100} 4", "#TRANS 4010 {} 5", "#TRANS 1930 {} -9"),
    )

    assert amounts(file) == {(3, "4010", "1:100"): 4, (3, "4010", ""): 5, (3, "1930", ""): -9}


def test_vouchers_of_a_year_without_months_count_beside_another_years_months():
    file = read("#PSALDO -1 202403 4010 {} 9", *voucher("#TRANS 4010 {} 4", "#TRANS 1930 {} -4"))

    assert {(row.year, row.account, row.amount) for row in file.amounts} == {
        (2024, "4010", 9),
        (2025, "4010", 4),
        (2025, "1930", -4),
    }


def test_vouchers_without_balances_may_be_only_a_part_of_the_year():
    rows = voucher("#TRANS 4010 {} 4", "#TRANS 1930 {} -4")

    assert "vouchers" in warning_kinds(read(*rows))
    assert "vouchers" not in warning_kinds(read(*rows, "#UB 0 1930 -4"))


def test_the_months_keep_their_totals_when_vouchers_give_the_objects():
    file = read("#PSALDO 0 202503 4010 {} 9", *voucher("#TRANS 4010 {1 100} 4", "#TRANS 1930 {} -4"))

    assert amounts(file) == {(3, "4010", "1:100"): 4, (3, "4010", ""): 5, (3, "1930", ""): -4}
    assert "rest" in warning_kinds(file)


def test_rows_after_another_label_are_outside_the_voucher():
    found = problems(HEAD, "{", "#KONTO 5010 Hyra", "#TRANS 4010 {} 0", "}")

    assert [line for line, _ in found] == [1, 4, 5]

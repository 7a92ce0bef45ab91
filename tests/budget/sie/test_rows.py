from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from budget.sie import SieErrors, read_sie
from budget.sie.fields import MAX_LINE_CHARACTERS
from budget.sie.problems import MAX_PROBLEMS
from tests.budget.sie.texts import HEAD, amounts, problems, read, refusal, sie_bytes

ROW = "#PSALDO 0 202501 3010 {} -10.00"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ('#KONTO 5010 "Köp av \\"lokaler\\""', 'Köp av "lokaler"'),
        ('#KONTO 5010 "Hyra {lokal} }{"', "Hyra {lokal} }{"),
        ('#KONTO 5010 "C:\\mapp"', "C:\\mapp"),
        ('#KONTO 5010 ""', ""),
        ('\t #KONTO\t5010   "Hyra" ', "Hyra"),
        ("#konto 5010 Hyra", "Hyra"),
    ],
)
def test_a_name_is_read_as_it_was_meant(row, name):
    assert read(row, ROW).accounts["5010"].name == name


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ('#KONTO 5010 "Hyra', "citattecken"),
        ('#KONTO 5010 "Hyra \\"', "citattecken"),
        ('#KONTO 5010 "Köp av "lokaler""', "citattecken"),
        ("#PSALDO 0 202501 3010 {1 100 10", "inte stängd"),
        ("#PSALDO 0 202501 3010 {1 {100}} 10", "inte stängd"),
        ("#PSALDO 0 202501 3010 1 100} 10", "inte har öppnats"),
        ('#PSALDO 0 202501 3010 {1 "100} 10', "inte stängd"),
        ("#PSALDO 0 202501 3010 {1} 10", "i par"),
        ('#PSALDO 0 202501 3010 {1 ""} 10', "tom kod"),
        ("#PSALDO 0 202501 3010 {1 100 1 200} 10", "två gånger"),
        ("#PSALDO 0 202501 3010 {1 1\u200b00} 10", "osynliga"),
        ("#PSALDO 0 202501 3010 10", "få uppgifter"),
        ("#PSALDO 0 202501 3010 10 0", "Objektlistan saknas"),
        ("#PSALDO 0 202501 {} 3010 10", "Objektlistan saknas"),
        ("#RES 0 {} 3010", "fel plats"),
        ("#RES 0 3010", "få uppgifter"),
        ("#IB 0 1930", "få uppgifter"),
        ("#KONTO 5010", "få uppgifter"),
        ("#KONTO 50A0 Hyra", "inget kontonummer"),
        ("PSALDO 0 202501 3010 {} 10", "börjar inte med #"),
        ("}", "hör inte till"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(row, part):
    (problem,) = problems("#KONTO 1930 Bank", row)

    assert problem[0] == 2
    assert part in problem[1]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("-1250.50", "-1250.50"),
        ("+3", "3"),
        ("0.5", "0.5"),
        (".50", "0.50"),
        ("9999999999999.99", "9999999999999.99"),
        ("-0.00", "0"),
    ],
)
def test_an_amount_keeps_its_value_and_its_sign(text, amount):
    (row,) = read(f"#PSALDO 0 202501 3010 {{}} {text}").amounts

    assert row.amount == Decimal(amount)
    assert not (row.amount == 0 and row.amount.is_signed())


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("12,50", "komma"),
        ("1.250,50", "komma"),
        ("1.5e3", "exponent"),
        ("1E3", "exponent"),
        ("NaN", "inget belopp"),
        ("Infinity", "inget belopp"),
        ("1.250", "fler än två decimaler"),
        ("10000000000000", "för stort"),
        ("12.", "inget belopp"),
        ("--1", "inget belopp"),
        ("1_000", "inget belopp"),
        ("١٢", "inget belopp"),
        ('""', "saknas"),
    ],
)
def test_an_amount_in_another_notation_is_refused_with_what_to_do(text, part):
    ((line, sentence),) = problems(f"#PSALDO 0 202501 3010 {{}} {text}")

    assert line == 1
    assert part in sentence


@pytest.mark.parametrize(
    ("index", "period", "part"),
    [
        ("0", "202513", "månad 13"),
        ("0", "202500", "ingen månad"),
        ("0", "202514", "ingen månad"),
        ("0", "202412", "utanför sitt räkenskapsår 2025"),
        ("-1", "202501", "utanför sitt räkenskapsår 2024"),
        ("-2", "202301", "Årsnummer ”-2”"),
        ("x", "202501", "Årsnummer ”x”"),
        ("0", "2025-01", "ingen period"),
    ],
)
def test_a_period_that_the_file_does_not_have_is_refused(index, period, part):
    ((line, sentence),) = problems(f"#PSALDO {index} {period} 3010 {{}} 1")

    assert line == 1
    assert part in sentence


@pytest.mark.parametrize("period", ["202501", "202512"])
def test_the_first_and_the_last_month_are_read(period):
    assert read(f"#PSALDO 0 {period} 3010 {{}} 1").amounts[0].month == int(period[4:])


@pytest.mark.parametrize(
    ("years", "part"),
    [
        ((), "#RAR saknas"),
        (("#RAR 0 20250701 20260630",), "inte ett kalenderår"),
        (("#RAR 0 20240101 20251231",), "inte ett kalenderår"),
        (("#RAR 0 20250101 20251230",), "inte ett kalenderår"),
        (("#RAR 0 20250101",), "få uppgifter"),
        (("#RAR 0 20250101 20251331",), "inget datum"),
        (("#RAR noll 20250101 20251231",), "inget årsnummer"),
        (("#RAR 0 20250101 20251231", "#RAR 0 20240101 20241231"), "olika datum"),
    ],
)
def test_the_fiscal_year_is_a_calendar_year(years, part):
    head = tuple(row for row in HEAD if not row.startswith("#RAR"))

    assert part in refusal(sie_bytes(*years, ROW, head=head))


def test_the_years_may_stand_after_the_amounts():
    head = tuple(row for row in HEAD if not row.startswith("#RAR"))

    assert read_sie(sie_bytes(ROW, "#RAR 0 20250101 20251231", head=head)).amounts[0].year == 2025


def test_the_header_is_kept_without_the_signature():
    header = read("#OMFATTN 20250831", "#KPTYP KOMMUNBAS", ROW).header

    assert (header.sietyp, header.program, header.generated) == ("3", "Ekonomi 1.0", date(2026, 1, 15))
    assert (header.company_name, header.orgnr, header.kptyp) == ("Kommunen", "212000-1355", "KOMMUNBAS")
    assert (header.omfattn, header.currency) == (date(2025, 8, 31), "SEK")


@pytest.mark.parametrize(("row", "part"), [("#SIETYP 5", "SIE-typ ”5”"), ("#VALUTA EUR", "valutan ”EUR”")])
def test_another_type_or_currency_is_refused(row, part):
    assert part in problems(row, ROW)[0][1]


def test_unknown_and_unneeded_rows_are_counted_whatever_they_hold():
    file = read('#SRU 3010 "7410', "#HITTEPÅ {", "#HITTEPÅ", "; en kommentar", ROW)

    assert (file.skipped["#SRU"], file.unknown) == (1, {"#HITTEPÅ": 2})


def test_a_row_of_five_megabytes_is_refused():
    ((line, sentence),) = problems('#KONTO 5010 "' + "a" * 5_000_000 + '"')

    assert (line, "tecken lång" in sentence) == (1, True)


@pytest.mark.parametrize("piece", ['"', '"a', "{", '{"', '{"a"', '\\"', '"a" ', '{1 "a"} '])
def test_no_row_takes_long_to_split(piece):
    row = (piece * MAX_LINE_CHARACTERS)[: MAX_LINE_CHARACTERS - 20]
    start = process_time()

    with pytest.raises(SieErrors):
        read(f"#KONTO 5010 {row}", "#RES 0 3010 x")

    assert process_time() - start < 5  # some tenths; what grows with the square takes minutes


@pytest.mark.parametrize("label", ["#PSALDO", "#PBUDGET"])
def test_the_same_key_twice_is_an_error_on_both_rows(label):
    found = problems(
        f'{label} 0 202501 3010 {{1 "100" 6 P1}} 1',
        f"{label} 0 202501 3010 {{}} 9",
        f"{label} 0 202501 3010 {{6 P1 1 100}} 2",
    )

    assert [line for line, _ in found] == [1, 3]
    assert all("läggs inte ihop" in sentence for _, sentence in found)


def test_a_result_that_stands_twice_is_an_error_on_both_rows():
    assert [line for line, _ in problems("#RES 0 3010 1", "#RES 0 3010 1")] == [1, 2]


def test_budget_and_outcome_are_not_each_others_duplicates():
    file = read(ROW, "#PBUDGET 0 202501 3010 {} -12", "#PSALDO -1 202401 3010 {} -9")

    assert {(row.kind, row.year, row.amount) for row in file.amounts} == {
        ("outcome", 2025, Decimal(-10)),
        ("budget", 2025, Decimal(-12)),
        ("outcome", 2024, Decimal(-9)),
    }


def test_a_problem_shows_its_row_shortened():
    with pytest.raises(SieErrors) as caught:
        read('#KONTO X "' + "a" * 300 + '"')

    (problem,) = caught.value.problems
    assert problem.text.startswith('#KONTO X "aaa')
    assert len(problem.text) < 100


def test_a_file_where_all_is_wrong_is_not_answered_with_all_its_rows():
    with pytest.raises(SieErrors) as caught:
        read(*["#RES 0 3010 1,5"] * (MAX_PROBLEMS + 7))

    assert (len(caught.value.problems), caught.value.left_out) == (MAX_PROBLEMS, 7)


def test_a_file_without_amounts_is_refused():
    assert "inga belopp" in refusal(sie_bytes("#IB 0 1930 10"))


def test_the_sign_of_the_ledger_is_kept_and_classes_are_summed():
    file = read(ROW, "#PSALDO 0 202502 3010 {} -5.00", "#PSALDO 0 202501 4010 {} 12.00")

    assert amounts(file)[1, "3010", ""] == Decimal("-10.00")
    assert file.class_totals() == {("outcome", 2025, "3"): Decimal(-15), ("outcome", 2025, "4"): Decimal(12)}

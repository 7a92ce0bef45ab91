from decimal import Decimal

import pytest

from kommunrapport.numbers import (
    NumberError,
    carried_number,
    count_word,
    editable_number,
    format_number,
    format_percent,
    format_with_unit,
    parse_number,
)

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("0", 0, "0"),
        ("999", 0, "999"),
        ("8600", 0, f"8{NBSP}600"),
        ("1944883", 0, f"1{NBSP}944{NBSP}883"),
        ("12345.67", 1, f"12{NBSP}345,7"),
        ("7", 1, "7,0"),
        ("2.5", 0, "3"),
        ("-2.5", 0, f"{MINUS}3"),
        ("0.125", 2, "0,13"),
        ("999.95", 1, f"1{NBSP}000,0"),
        ("-1786", 0, f"{MINUS}1{NBSP}786"),
        ("-0", 0, "0"),
        ("-0.04", 1, "0,0"),
        ("1E+6", 0, f"1{NBSP}000{NBSP}000"),
        ("0E-10", 2, "0,00"),
        ("1E-10", 0, "0"),
    ],
)
def test_a_number_is_written_in_swedish(value, decimals, shown):
    assert format_number(Decimal(value), decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1459", f"+1{NBSP}459"), ("-1786", f"{MINUS}1{NBSP}786"), ("0", "0"), ("0.4", "0"), ("-0.4", "0")],
)
def test_a_variance_has_a_sign_unless_it_rounds_to_zero(value, shown):
    assert format_number(Decimal(value), 0, plus=True) == shown


def test_percent_stands_after_a_no_break_space():
    assert format_percent(Decimal("2.34"), 1) == f"2,3{NBSP}%"
    assert format_percent(Decimal("-1.7"), 1) == f"{MINUS}1,7{NBSP}%"


def test_only_percent_is_written_in_the_cell():
    assert format_with_unit(Decimal("96"), 0, "%") == f"96{NBSP}%"
    assert format_with_unit(Decimal("9600"), 0, "tkr") == f"9{NBSP}600"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("3,1", "3.1"),
        ("3.1", "3.1"),
        ("12.04", "12.04"),
        (" 65 \t\n", "65"),
        ("+76", "76"),
        ("-300", "-300"),
        ("\u2212300", "-300"),
        ("\u2013300", "-300"),
        ("300-", "-300"),
        ("300\u2212", "-300"),
        ("- 1 954", "-1954"),
        ("(500)", "-500"),
        ("(1 954,5)", "-1954.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1\u2009234,5", "1234.5"),
        ("1 234 567.25", "1234567.25"),
        ("1 234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("-0,123", "-0.123"),
        ("1,2340", "1.234"),
        ("99 999 999 999 999,9999", "99999999999999.9999"),
    ],
)
def test_a_number_is_read(text, value):
    assert parse_number(text) == Decimal(value)


NOT_NUMBERS = [
    *["3,,1", "3,1,2", "1.234.567", "1,234,567", "1.234,5", "1,234.5", ",5", "5,", "3, 1", "."],
    *["1 23 4", "12 3456", "1234 567", "1  234", "0 123", "1 234 56", "1\n234", "1\u3000234"],
    *["-", "\u2013", "-300-", "--3", "+-3", "+300-", "3+", "300 -", "(", "()", "(500", "500)", "(-500)", "-(500)"],
    *["1e5", "1E5", "1e400", "0x1F", "NaN", "INF", "-Infinity", "1_000", "1'000", "=1+1", "#REF!", "#DIV/0!"],
    *["\u0661\u0662", "\uff11\uff12", "\u00bd", "\u00b2"],  # Arabic-Indic and full-width digits, a half, a raised two
    *["Öka", "***", "10-20", "53 (medel 57)", "Aug. 2017"],
]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NumberError, match=r"är inget tal\. Skriv till exempel 3,1\.$"):
        parse_number(text)


def test_the_sentence_quotes_what_was_written():
    with pytest.raises(NumberError) as refusal:
        parse_number("3,,1")

    assert str(refusal.value) == "”3,,1” är inget tal. Skriv till exempel 3,1."


@pytest.mark.parametrize("text", ["", "   ", NBSP])
def test_nothing_is_not_zero(text):
    with pytest.raises(NumberError, match=r"^Skriv ett tal, till exempel 3,1\.$"):
        parse_number(text)


@pytest.mark.parametrize("text", ["1,234", "1.234", "-12.345", "(123,456)", "+999.000", "1,234-"])
def test_what_may_be_thousands_or_decimals_is_refused(text):
    with pytest.raises(NumberError, match="kan läsas på två sätt"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [("1,234", None, 1234), ("1.234", 2, 1234), ("1.234", 3, 1234), ("-1,234", 0, -1234), ("(012.345)", None, -12345)],
)
def test_the_sentence_about_two_readings_says_how_to_write_either(text, decimals, value):
    with pytest.raises(NumberError) as refusal:
        parse_number(text, decimals=decimals)

    whole, fraction = str(refusal.value).split("Skriv ")[1].split(" om du menar ett heltal, eller ")
    assert parse_number(whole, decimals=decimals) == value
    assert parse_number(fraction.removesuffix(" om du menar decimaler."), decimals=decimals) == Decimal(value) / 1000


def test_a_measure_with_three_decimals_reads_a_comma_as_decimals():
    assert parse_number("12,345", decimals=3) == Decimal("12.345")
    with pytest.raises(NumberError, match="kan läsas på två sätt"):
        parse_number("12,345", decimals=2)


@pytest.mark.parametrize("text", ["12 tkr", "12tkr", "1,5 mnkr", "12 kr/inv", "65 st", "12 kronor per dag", "5 %"])
def test_a_unit_after_the_number_is_refused(text):
    with pytest.raises(NumberError, match=r"har en enhet efter talet\. Skriv bara talet\.$"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"), [("2,3 %", "2.3"), ("96%", "96"), (f"{MINUS}1,7{NBSP}%", "-1.7"), ("96", "96")]
)
def test_a_measure_in_percent_may_end_in_its_sign(text, value):
    assert parse_number(text, unit="%") == Decimal(value)


def test_a_measure_in_another_unit_takes_only_the_number():
    with pytest.raises(NumberError, match="har en enhet efter talet"):
        parse_number("12 tkr", unit="tkr")


@pytest.mark.parametrize("text", ["96 %%", "96 % %", "96 tkr", "96 % av alla", "%"])
def test_a_measure_in_percent_takes_no_other_words(text):
    with pytest.raises(NumberError):
        parse_number(text, unit="%")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("123456789012345", "”123456789012345” är för stort. Skriv högst 14 siffror före decimalkommat."),
        ("3,14159", "”3,14159” har för många decimaler. Skriv högst 4."),
        ("9" * 5_000, f"”{'9' * 30}…” är för stort. Skriv högst 14 siffror före decimalkommat."),
    ],
)
def test_a_number_we_cannot_store_is_refused_in_a_short_sentence(text, sentence):
    with pytest.raises(NumberError) as refusal:
        parse_number(text)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["-0", "0-", "(0,00)"])
def test_zero_has_no_sign(text):
    assert not parse_number(text).is_signed()


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("3.1000", None, "3,1"),
        ("3.0000", 1, "3,0"),
        ("3.1415", 1, "3,1415"),
        ("1200000.0000", 0, f"1{NBSP}200{NBSP}000"),
        ("12.345", 1, "12,3450"),
        ("12.345", 3, "12,345"),
        ("-0.5", 0, f"{MINUS}0,5"),
    ],
)
def test_an_input_shows_every_decimal_that_is_stored(value, decimals, shown):
    assert editable_number(Decimal(value), decimals) == shown


def test_counts_up_to_twelve_are_words():
    assert [count_word(n) for n in (0, 1, 7, 12, 13, 1200)] == [
        "noll",
        "en",
        "sju",
        "tolv",
        "13",
        f"1{NBSP}200",
    ]
    assert [count_word(n, neuter=True) for n in (1, 2)] == ["ett", "två"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17", 17),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("1" + "0" * 18, None),
        ("9" * 5000, None),
        ("-1", None),
        ("²", None),
        ("٣", None),
        ("", None),
    ],
)
def test_a_number_that_an_address_carries_is_whole_and_fits(text, expected):
    assert carried_number(text, None) == expected

"""What the number module writes it reads back, for all numbers and not only those we thought of."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.numbers import NumberError, editable_number, format_number, format_percent, parse_number

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

numbers = st.integers(0, 4).flatmap(
    lambda places: st.decimals(
        Decimal("-99999999999999"), Decimal("99999999999999"), places=places, allow_nan=False
    ).map(lambda value: (value, places))
)


@given(numbers)
def test_what_we_write_we_read_back(number):
    value, decimals = number

    for shown in (format_number(value, decimals), format_number(value, decimals, plus=True)):
        assert parse_number(shown, decimals=decimals) == value
    assert parse_number(format_percent(value, decimals), unit="%", decimals=decimals) == value


@given(numbers, st.none() | st.integers(0, 4))
def test_what_an_input_holds_is_read_back_unrounded(number, decimals):
    value, _ = number

    assert parse_number(editable_number(value, decimals), decimals=decimals) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1E18"), max_value=Decimal("1E18")))
def test_no_number_is_written_with_an_exponent(value):
    assert set(format_number(value, 2)) <= set(f"0123456789,{NBSP}{MINUS}")


@given(st.text(alphabet=f"0123456789 .,-+()%e_{NBSP}{MINUS}{EN_DASH}", max_size=12) | st.text())
def test_any_text_gives_a_number_or_a_sentence(text):
    try:
        number = parse_number(text)
    except NumberError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - both ways out are right
    else:
        assert parse_number(editable_number(number)) == number

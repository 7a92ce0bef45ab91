"""Personnummer in text. The numbers are of the series 980-999, which is given to nobody."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.personal_numbers import find_personal_numbers, looks_like_personal_number, masked, short

BETWEEN = ["", "-", "+", "–", " ", "\u00a0", "\u2011", "−", " - "]


def with_check_digit(nine: str) -> str:
    """Nine digits with the one that makes them a number, counted in another way than the program does."""
    total = sum(int(n) for i, digit in enumerate(nine) for n in str(int(digit) * (2, 1)[i % 2]))
    return f"{nine}{-total % 10}"


@st.composite
def numbers(draw) -> str:
    """Ten digits that are somebody's."""
    born = draw(st.dates(datetime.date(1925, 1, 1), datetime.date(2024, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    serial = draw(st.integers(0, 999))
    return with_check_digit(f"{born:%y%m}{day:02}{serial:03}")


def written(number: str, century: str, between: str) -> str:
    return f"{century}{number[:6]}{between}{number[6:]}"


@given(numbers(), st.sampled_from(["", "19", "20"]), st.sampled_from(BETWEEN))
def test_a_number_is_found_however_it_is_written(number, century, between):
    text = written(number, century, between)

    assert find_personal_numbers(f"Eleven ({text}) slutade.") == [text]
    assert short(text) == number
    assert looks_like_personal_number(f" {text} ")


@given(numbers(), st.integers(1, 9), st.sampled_from(BETWEEN))
def test_a_wrong_check_digit_is_no_number_in_text(number, more, between):
    wrong = number[:-1] + str((int(number[-1]) + more) % 10)

    assert find_personal_numbers(written(wrong, "", between)) == []
    assert looks_like_personal_number(written(wrong, "", between)) == bool(between)


@given(numbers(), st.sampled_from("0123456789"))
def test_a_part_of_a_longer_run_of_digits_is_none(number, digit):
    longest = f"19{number}"

    assert find_personal_numbers(f"{number}{digit}") == []
    assert find_personal_numbers(f"{longest}{digit}") == []
    assert find_personal_numbers(f"{digit}{longest}") == []


@given(st.text(alphabet="0123456789 -+/–.,kr\u00a0", max_size=40))
def test_what_is_found_stands_in_the_text_as_it_was(text):
    for number in find_personal_numbers(text):
        assert number in text
        assert len(short(number)) == 10
        assert not masked(number)[-4:].strip("*")


@pytest.mark.parametrize(
    "text",
    [
        "1 944 883",
        "1944883 kr av 8507099805123",
        "KS 2014/0248",
        "dnr 2014-0248",
        "bankgiro 5050-1055",
        "plusgiro 12 34 56-7",
        "org.nr 212000-0829",
        "organisationsnummer 556036-0793",
        "0501-75 50 00",
        "131 205 2014",
        "2014-12-05 2015",
        "850709/9805",
        "850709\t9805",
        "850709\n9805",
        "850709-980",
        "850709--9805",
        "17850709-9805",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert find_personal_numbers(text) == []


@pytest.mark.parametrize(
    ("nine", "is_date"),
    [
        ("000229980", True),
        ("010229980", False),
        ("040229980", True),
        ("850131980", True),
        ("850132980", False),
        ("850100980", False),
        ("850160980", False),
        ("850161980", True),
        ("850191980", True),
        ("850192980", False),
        ("850431980", False),
        ("850490980", True),
        ("850491980", False),
        ("850001980", False),
        ("851301980", False),
    ],
)
def test_the_first_six_are_a_day_of_birth(nine, is_date):
    number = with_check_digit(nine)

    assert bool(find_personal_numbers(number)) == is_date
    assert looks_like_personal_number(f"{number[:6]}-{number[6:]}") == is_date


def test_all_numbers_of_a_text_are_found_in_order():
    text = "Syskonen 850709-9805 och 198507099805, samt 850769-9802."

    assert find_personal_numbers(text) == ["850709-9805", "198507099805", "850769-9802"]


@pytest.mark.parametrize("cell", ["850709-9805 Anna", "Anna", "8507099806", "12345678", "", "850709-98051"])
def test_a_cell_is_looked_at_whole(cell):
    assert not looks_like_personal_number(cell)


def test_what_is_shown_leaves_out_the_last_four():
    assert masked("19850709-9805") == "19850709-****"
    assert masked("8507099805") == "850709****"

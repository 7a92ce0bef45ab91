"""A measure read in words."""

from decimal import Decimal

import pytest

from goals.pages.readings import reading
from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.series import Breakdown, Point, Series


def series(previous, value, target=None, *, better="higher", unit="", direction="", operator="", decimals=1):
    measure = Measure(name="Mätning", better_is=better, decimals=decimals, measurement_unit=unit)
    years = zip((2015, 2016), (previous, value), strict=True)
    points = tuple(Point(y, None if v is None else Decimal(v), v or "ej mätt", (), None) for y, v in years)
    aim = None
    if direction:
        aim = Target(direction=direction)
    elif target is not None:
        usual = "at_most" if better == "lower" else "at_least"
        aim = Target(operator=operator or usual, value=Decimal(target))
    return Series(measure, Breakdown(), points, aim)


@pytest.mark.parametrize(
    ("read", "icon", "text"),
    [
        (series("63", "64", "65"), "way", "Bättre än 2015, 1,0 kvar till målet"),
        (series("3.4", "3.1", "3.6"), "bad", "Sämre än 2015, 0,5 kvar till målet"),
        (series("82", "84", "78"), "good", "Bättre än 2015, når målet"),
        (series("96", "94", "94"), "good", "Sämre än 2015, når målet"),
        (
            series("2.3", "2.3", "2", better="lower", unit="%"),
            "none",
            "Oförändrat sedan 2015, 0,3 procentenheter kvar till målet",
        ),
        (series("158", "156", "155", better="lower"), "way", "Bättre än 2015, 1,0 kvar till målet"),
        (series(None, "4", "5"), "none", "1,0 kvar till målet"),
        (series(None, "5", "5"), "good", "Når målet"),
        (series("4", "5"), "way", "Bättre än 2015"),
        (series("4", "5", direction="increase"), "good", "Bättre än 2015, når målet"),
        (series("4", "3", direction="increase"), "bad", "Sämre än 2015, målet är att öka"),
        (series("4", "5", direction="decrease", better="none"), "bad", "Sämre än 2015, målet är att minska"),
        (series("4", "5", better="none"), "none", "Högre än 2015"),
        (series("4", "5", "6", better="none", operator="exactly"), "none", "Högre än 2015, 1,0 kvar till målet"),
        (series("4", "3", direction="keep", better="none"), "none", "Lägre än 2015, målet är att hålla samma nivå"),
        (series("4", "4.96", "5"), "way", "Bättre än 2015, nära målet"),
    ],
)
def test_an_outcome_is_read_against_last_year_and_target(read, icon, text):
    found = reading(read)

    assert (found.icon, found.text) == (icon, text)


def test_without_an_outcome_there_is_nothing_to_read():
    assert reading(series("4", None, "5")) is None


def test_an_outcome_with_nothing_to_hold_it_against_is_not_read():
    assert reading(series(None, "4")) is None

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine

ENGINE = Engine(builtins=["kommunrapport.web.templatetags.numbers"])


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        ("value|number:1", Decimal("12345.67"), "12\u00a0345,7"),
        ("value|number:0", 8600, "8\u00a0600"),
        ("value|number:0", Decimal("0"), "0"),
        ("value|signed_number:0", Decimal("1459"), "+1\u00a0459"),
        ("value|signed_number:0", Decimal("-1786"), "\u22121\u00a0786"),
        ("value|long_date", date(2017, 1, 25), "25 januari 2017"),
        ("value|day", date(2017, 1, 25), "25 jan"),
        ("value|day", datetime(2017, 1, 24, 23, 30, tzinfo=UTC), "25 jan"),
        ("value|month_year", date(2017, 4, 1), "apr 2017"),
        ("value|clock", datetime(2017, 1, 25, 13, 32, tzinfo=UTC), "14:32"),
    ],
)
def test_a_filter_writes_its_value(expression, value, shown):
    assert render(expression, value) == shown


@pytest.mark.parametrize("expression", ["value|number:1", "value|signed_number:0", "value.target.value|number:1"])
def test_a_missing_number_is_a_dash_and_never_zero(expression):
    assert render(expression, None) == "\u2013"


@pytest.mark.parametrize("expression", ["value|day", "value|long_date", "value|month_year", "value|clock"])
def test_a_missing_date_is_nothing(expression):
    assert render(expression, None) == ""


def render(expression, value):
    template = ENGINE.from_string("{{ " + expression + " }}")
    return template.render(Context({"value": value}))

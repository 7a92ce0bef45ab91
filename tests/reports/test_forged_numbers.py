"""Numbers of thousands of digits, which no page of ours sends and Python refuses to read."""

import pytest
from django.http import QueryDict

from kommunrapport.reports.form_pages import seen_version
from kommunrapport.reports.memos.rows import rearranged
from tests.reports.desk import desk

MANY = "9" * 5000


def test_a_version_of_that_many_digits_is_one_that_nothing_has():
    assert seen_version(QueryDict(f"version={MANY}")) == 0


def test_a_row_of_that_many_digits_is_the_last():
    posted = QueryDict(f"proposals=Ett&proposals=Två&rad=proposals+remove+{MANY}")

    changed = rearranged(posted, ["proposals"])

    assert changed is not None
    assert changed.text == "Ett"


@pytest.mark.django_db
def test_versions_of_that_many_digits_are_not_compared(client):
    at = desk(client)

    answer = client.get(at.of_report("version_list"), {"fran": MANY, "till": "1"})

    assert answer.status_code == 200

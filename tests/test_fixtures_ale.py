"""The demo set of Ale 2016: it loads, keeps every rule, and says what the published tjänsteutlåtande says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from kommunrapport.measures.models import Observation, Target
from kommunrapport.reports.models import Chapter, Report
from tests.demo_sets import loaded, loaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ale")]


@pytest.fixture(scope="module")
def ale(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("ale", django_db_blocker):
        yield


def test_every_row_keeps_the_rules_of_its_model():
    rows = loaded_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 40


def test_the_report_is_a_memo_by_four_perspectives():
    report = Report.objects.get()
    assert (report.kind, report.case_number, report.memo.holds_report) == ("memo", "KS.2017.59", True)
    assert [chapter.heading for chapter in report.chapters.all()] == [
        "Kund/Brukare",
        "Processer",
        "Resurser",
        "Ekonomi",
    ]


def test_the_growth_of_the_population_reached_its_target():
    assert Observation.objects.get().value == Decimal("2.32")
    assert (Target.objects.get().operator, Target.objects.get().value) == ("at_least", Decimal("1.5"))


@pytest.mark.parametrize("figure", ["3 Mkr", "1,7 Mkr", "9 Mkr", "augustirapporten"])
def test_the_result_and_what_changed_since_august_are_the_published_ones(figure):
    assert figure in " ".join(Chapter.objects.get(heading="Ekonomi").text.split())

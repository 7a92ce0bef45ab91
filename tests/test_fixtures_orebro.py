"""The demo set of Örebro 2018: it loads, keeps every rule, and says what the published plan says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from budget.models import Appropriation
from kommunrapport.measures.models import Target
from tests.demo_sets import loaded, loaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("orebro")]

MILLION = Decimal(1_000_000)
# As printed, in mnkr.
FRAMES = {
    "Kommungemensamt": "171.7",
    "Kommungemensamma statsbidrag": "134.4",
    "Politisk kommunledning": "41.6",
    "Kommunstyrelseförvaltningen": "429.2",
}
FINANCED = {
    "Myndighetsutövning": "72.9",
    "Centralt skolstöd": "51.2",
    "Upphandlings- och uppföljningsavdelningen": "4.9",
    "BRO": "6.2",
}
EARMARKED = {
    "Sociala investeringar": "11.3",
    "Kompetensförsörjning": "18",
    "Extratjänster för långtidsarbetslösa": "6.2",
}


@pytest.fixture(scope="module")
def orebro(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("orebro", django_db_blocker):
        yield


def amounts(kind: str) -> dict[str, Decimal]:
    """What is given for 2018 by its label, in mnkr; without what is only decided for several years."""
    found = Appropriation.objects.filter(kind=kind, year=2018).exclude(amount=None)
    return {a.label: a.amount / MILLION for a in found}


def test_every_row_keeps_the_rules_of_its_model():
    rows = loaded_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 60


@pytest.mark.parametrize(
    ("kind", "published"), [("frame", FRAMES), ("internal_financing", FINANCED), ("earmarked", EARMARKED)]
)
def test_frames_financing_and_satsningar_are_the_published_ones_in_their_order(kind, published):
    assert list(amounts(kind).items()) == [(label, Decimal(amount)) for label, amount in published.items()]


def test_the_digital_satsning_is_200_mnkr_for_three_years_and_nothing_is_known_of_one_of_them():
    satsning = Appropriation.objects.get(label="Digitaliseringssatsning")
    assert (satsning.period_from, satsning.period_to, satsning.period_amount) == (2017, 2019, 200 * MILLION)
    assert satsning.amount is None


def test_what_is_to_be_saved_is_14_3_mnkr():
    assert amounts("efficiency") == {"Effektiviseringsåtgärder": Decimal("14.3")}


def test_everything_that_others_pay_for_names_who_pays():
    assert not Appropriation.objects.filter(kind="internal_financing", financier="").exists()


def test_the_financial_goals_are_one_percent_over_three_years_and_seventy_percent():
    targets = Target.objects.filter(year=2018, direction="").order_by("pk")
    assert [(t.operator, t.value, t.horizon_years, t.measure.formula) for t in targets] == [
        ("at_least", 1, 3, "ratio"),
        ("at_least", 70, 1, "ratio"),
    ]

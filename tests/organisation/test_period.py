"""Periods: a year that knows its occasion, in sentences and in addresses."""

import copy

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.period import FULL_YEAR, PERIOD_KINDS, Period

DELAR = Period(2025, Occasion.Kind.HALF_YEAR)


@pytest.mark.parametrize(
    ("kind", "slug", "name", "listed"),
    [
        ("full_year", "2025", "2025", "2025"),
        ("half_year", "2025-delar", "delår 2025", "2025 delår"),
        ("tertial", "2025-tertial", "tertial 1 2025", "2025 tertial 1"),
        ("october", "2025-oktober", "oktober 2025", "2025 oktober"),
    ],
)
def test_a_period_is_named_in_addresses_sentences_and_lists(kind, slug, name, listed):
    period = Period(2025, kind)

    assert (period.slug, str(period), f"{period}", period.listed) == (slug, name, name, listed)
    assert resolve(f"/{slug}/ks/").kwargs["year"].kind == kind
    assert reverse("web:start", args=[period, "ks"]) == f"/{slug}/ks/"


def test_a_plain_year_in_an_address_is_the_full_year():
    assert reverse("web:start", args=[2025, "ks"]) == "/2025/ks/"
    assert resolve("/2025/ks/").kwargs["year"].kind == FULL_YEAR


@pytest.mark.parametrize("slug", ["2025-plan", "2025-", "2025-full_year", "-delar", "delar", "2025-Delar"])
def test_other_words_are_no_address(slug):
    with pytest.raises(Resolver404):
        resolve(f"/{slug}/ks/mal/")


def test_what_is_no_year_makes_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("web:start", args=[-1, "ks"])


def test_arithmetic_gives_plain_years():
    assert DELAR - 1 == 2024
    assert type(DELAR - 1) is int


def test_the_same_part_of_earlier_years():
    assert [str(period) for period in DELAR.latest(3)] == ["delår 2023", "delår 2024", "delår 2025"]
    assert DELAR.back(1).kind == DELAR.kind


def test_a_copy_keeps_the_kind():
    assert copy.deepcopy(DELAR).kind == DELAR.kind


def test_a_plan_has_no_address_of_its_own():
    with pytest.raises(KeyError):
        Period(2025, Occasion.Kind.PLAN)
    assert Occasion(year=2025, kind=Occasion.Kind.PLAN).period.kind == FULL_YEAR
    assert set(PERIOD_KINDS) <= set(Occasion.Kind.values)

"""Where the risks stand in the matrix."""

import pytest

from internal_control.matrix import read_matrix
from internal_control.models import Risk
from tests.control_factories import create_risk, create_risk_rating

pytestmark = pytest.mark.django_db


def read(year=2025):
    return read_matrix(Risk.objects.valid_in(year), year)


def test_a_risk_stands_where_likelihood_and_impact_meet(board):
    risk = board.risk(likelihood=4, impact=3)
    highest = read().rows[0]
    assert str(highest.step) == "4 Sannolik"
    assert [(cell.score, cell.tone, cell.risks) for cell in highest.cells] == [
        (4, "watch", ()),
        (8, "watch", ()),
        (12, "act", (risk,)),
        (16, "act", ()),
    ]


def test_the_list_has_the_highest_score_first_and_the_unrated_last(board):
    unrated = create_risk(org_unit=board.namnd)
    low, high = board.risk(1, 2), board.risk(4, 4)
    matrix = read()
    assert [rated.risk for rated in matrix.risks] == [high, low, unrated]
    assert [rated.risk for rated in matrix.unrated] == [unrated]


def test_each_year_has_its_own_rating(board):
    risk = board.risk(2, 2)
    create_risk_rating(risk=risk, year=2026, likelihood=4, impact=4)
    assert [read(year).risks[0].score for year in (2024, 2025, 2026)] == [None, 4, 16]


def test_a_risk_outside_the_scale_makes_the_matrix_larger(board):
    risk = board.risk(5, 1)
    matrix = read()
    assert [row.step.value for row in matrix.rows] == [5, 4, 3, 2, 1]
    assert matrix.rows[0].cells[0].risks == (risk,)


def test_it_takes_four_queries_for_any_number_of_risks(board, django_assert_num_queries):
    for _ in range(8):
        board.risk()
    with django_assert_num_queries(4):
        read()

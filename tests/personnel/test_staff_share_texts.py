"""Shares that stand in running text beside the numbers they are of."""

import datetime

import pytest

from kommunrapport.quality.scope import check_scope
from kommunrapport.reports.checks.chapters import shares_in_texts
from kommunrapport.reports.share_texts import wrong_shares
from tests.factories import create_chapter
from tests.personnel.staff_world import make_unit


@pytest.mark.parametrize(
    "text",
    [
        "190 tillsvidareanställda varav 86 kvinnor (45 %) och 104 män (55 %).",
        "190 tillsvidareanställda, varav 86 kvinnor (45,3 procent).",
        "200 anställda, varav 101 kvinnor (50 %) och 99 män (50 %).",
        "200 anställda, varav 101 kvinnor (51 %).",
        "cirka 190 anställda, varav 86 kvinnor (10 %).",
        "30 anställda, varav 22 kvinnor och 8 män.",
        "Den 31 december fanns flera anställda, varav 20 kvinnor (45 %).",
        "2014 fanns flera anställda, varav 86 kvinnor (45 %).",
        "190 anställda, varav 86 kvinnor (45 % av cheferna).",
        "40 anställda, varav 86 kvinnor (45 %).",
        "De 190 anställda fick 12 kurser, varav 6 digitala (50 %).",
    ],
)
def test_what_agrees_or_says_something_else_is_left_alone(text):
    assert list(wrong_shares(text)) == []


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("190 anställda, varav 86 kvinnor (54 %) och 104 män (55 %).", "86 kvinnor (54 %)", "45 %"),
        ("190 anställda varav 86 kvinnor (45 %) och 104 män (56 procent)", "104 män (56 procent)", "55 %"),
        ("1\u00a0234 anställda, varav 617 kvinnor (50,4 %)", "617 kvinnor (50,4 %)", "50,0 %"),
        ("12 kontroller, varav 3 utan fel (20 %).", "3 utan fel (20 %)", "25 %"),
    ],
)
def test_a_share_of_other_numbers_is_found(text, quote, right):
    (found,) = wrong_shares(text)

    assert (found.quote, found.right.replace("\u00a0", " ")) == (quote, right)


@pytest.mark.django_db
def test_a_share_in_a_chapter_is_found_in_avstamning():
    staff = make_unit()
    text = "<p>190 anställda, varav <strong>86 kvinnor</strong> (54 %).</p>"
    create_chapter(report=staff.report, heading="Personal", text=text)

    (finding,) = shares_in_texts(check_scope(staff.org_unit, staff.occasion, datetime.date(2026, 1, 20)))

    assert finding.text == "Kapitel 1 Personal: andelen i ”86 kvinnor (54 %)” stämmer inte"
    assert finding.why.replace("\u00a0", " ") == "86 av 190 är 45 %."

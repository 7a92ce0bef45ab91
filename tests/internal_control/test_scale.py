"""The kommun's scale, and the usual one without it."""

import pytest

from internal_control.scale import USUAL, Axis, read_scale
from tests.control_factories import create_risk_level, create_scale_step

pytestmark = pytest.mark.django_db


def test_without_rows_the_usual_scale_of_four_steps_holds():
    assert read_scale() == USUAL


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (1, "accepteras"),
        (3, "accepteras"),
        (4, "bevakas"),
        (8, "bevakas"),
        (9, "i kontrollplanen"),
        (12, "åtgärdas direkt"),
        (16, "åtgärdas direkt"),
    ],
)
def test_each_score_has_its_level(score, name):
    assert USUAL.level(score).name == name


def test_the_legend_names_only_scores_that_two_steps_make():
    legend = [str(entry) for entry in USUAL.legend()]
    assert legend == ["1–3 accepteras", "4–8 bevakas", "9 i kontrollplanen", "12–16 åtgärdas direkt"]


def test_a_whole_scale_of_the_kommuns_own_replaces_the_usual():
    for value in range(1, 6):
        create_scale_step(axis="impact", value=value, name=f"Steg {value}")
    scale = read_scale()
    assert [str(step) for step in scale.impact] == ["1 Steg 1", "2 Steg 2", "3 Steg 3", "4 Steg 4", "5 Steg 5"]
    assert scale.likelihood == USUAL.likelihood


def test_one_own_step_replaces_the_usual_of_the_same_value():
    create_scale_step(axis="likelihood", value=3, name="Troligt")
    assert [step.name for step in read_scale().likelihood] == ["Osannolik", "Mindre sannolik", "Troligt", "Sannolik"]


def test_own_levels_replace_the_usual():
    create_risk_level(from_score=1, name="lämnas", tone="accept")
    create_risk_level(from_score=10, name="åtgärdas", tone="act")
    scale = read_scale()
    assert [scale.level(score).name for score in (1, 9, 10, 16)] == ["lämnas", "lämnas", "åtgärdas", "åtgärdas"]


def test_a_score_below_the_first_level_takes_that_level():
    create_risk_level(from_score=4, name="bevakas", tone="watch")
    assert read_scale().level(1).name == "bevakas"


def test_a_value_that_left_the_scale_keeps_its_number():
    assert str(USUAL.step(Axis.IMPACT, 5)) == "5"

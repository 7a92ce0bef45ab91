"""Figures of the staff that a text can hold: those that point at somebody are not shown."""

import pytest

from kommunrapport.measures.shown import HIDDEN
from kommunrapport.reports.live.registry import find_figures
from tests.factories import create_org_unit
from tests.personnel_factories import create_headcount, create_sick_leave
from tests.reports.live.figures import scope_of, words

pytestmark = pytest.mark.django_db


def test_counts_of_people_are_said_with_their_noun():
    unit = create_org_unit()
    create_headcount(org_unit=unit, employees=100)
    create_headcount(org_unit=unit, employees=60, sex="women")
    create_headcount(org_unit=unit, employees=40, sex="men")
    scope = scope_of(unit)

    assert words("personnel.employees:all:total", scope) == "100\u00a0anställda"
    assert words("personnel.employees:all:women", scope) == "60\u00a0kvinnor"


def test_sick_leave_is_in_procent():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit)

    assert words("personnel.sick_leave:total:all", scope_of(unit)) == "5\u00a0procent"


def test_a_group_of_few_is_not_shown_in_any_figure_of_it():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, employees=100)
    create_sick_leave(org_unit=unit, employees=95, sex="women", ordinary_hours=152_000, sick_hours=7_500)
    create_sick_leave(org_unit=unit, employees=5, sex="men", ordinary_hours=8_000, sick_hours=500)
    scope = scope_of(unit)

    assert words("personnel.sick_leave:men:all", scope) == HIDDEN
    assert not [f for f in find_figures(scope) if "6,3" in (f.words or "")]


def test_nothing_known_is_no_figure_and_never_0():
    scope = scope_of()

    assert {found.words for found in find_figures(scope) if found.kind.key.startswith("personnel")} == {None}

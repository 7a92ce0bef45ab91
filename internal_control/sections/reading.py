"""What the sections of a report read once and share. Nothing confidential passes here.

A report is of its own unit and the units below it, but not of those that report themselves: what a nämnd has not sent
over stays with the nämnd, and what it has sent stands in the oversight.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone

from internal_control.models import ImprovementAction, PlannedControl
from internal_control.models.actions import ImprovementActionQuerySet
from internal_control.pages.action_rows import ActionRow, action_rows
from internal_control.plan_read import all_planned
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.submissions import REPORTING_KINDS
from kommunrapport.organisation.tree import ids_below
from kommunrapport.reports.scope import ReportScope

TEST = "internal_control.test"


def units_reported(scope: ReportScope) -> frozenset[int]:
    """Ids of the report's unit and those below it that have no report of their own."""
    return scope.memo("internal_control.units", lambda: _units_of(scope.org_unit))


def _units_of(org_unit: OrgUnit) -> frozenset[int]:
    others = set(OrgUnit.objects.filter(kind__in=REPORTING_KINDS).values_list("pk", flat=True))
    tree = OrgUnit.objects.child_ids()
    own = {parent: [child for child in children if child not in others] for parent, children in tree.items()}
    return ids_below([org_unit.pk], own)


def as_of(scope: ReportScope) -> datetime.date:
    """The day that what is late is judged on: today, but not after the report's period, or a report would change."""
    return min(timezone.localdate(), scope.year.last_day)


def controls_shown(scope: ReportScope) -> list[PlannedControl]:
    """The planned controls of the year in the order of the plans, the report's own unit first; of the chapter's
    kontrollmoment alone where it stands for one."""
    year, units = int(scope.year), units_reported(scope)
    found = scope.memo(
        "internal_control.controls",
        lambda: sorted(
            all_planned().for_year(year).filter(plan__org_unit__in=units).shown(),
            key=lambda control: _unit_order(scope, control.plan.org_unit),
        ),
    )
    return [control for control in found if _is_told(scope, control.control_test_id)]


def open_actions(scope: ReportScope) -> list[ActionRow]:
    """Actions to follow up in the report's year: what came of its controls, and what was open before."""
    rows = scope.memo(
        "internal_control.actions",
        lambda: _read_actions(scope, ImprovementAction.objects.open_in(int(scope.year))),
    )
    return _of_chapter(scope, rows)


def actions_from(scope: ReportScope, year: int) -> list[ActionRow]:
    """All that came of the controls of `year`, open or not, in the order they were written."""
    rows = scope.memo(
        f"internal_control.actions.{year}",
        lambda: _read_actions(scope, ImprovementAction.objects.filter(year=year)),
    )
    return sorted(_of_chapter(scope, rows), key=lambda row: (row.action.order, row.action.pk))


def _read_actions(scope: ReportScope, actions: ImprovementActionQuerySet) -> tuple[ActionRow, ...]:
    shown = actions.filter(org_unit__in=units_reported(scope)).shown().select_related("org_unit")
    return action_rows(shown, year=int(scope.year), today=as_of(scope))


def _of_chapter(scope: ReportScope, rows: Iterable[ActionRow]) -> list[ActionRow]:
    return [row for row in rows if _is_told(scope, row.action.control_test_id)]


def is_of_test(scope: ReportScope) -> bool:
    """Whether the chapter stands for one kontrollmoment."""
    return scope.subject_key.partition(":")[0] == TEST


def _is_told(scope: ReportScope, test: int | None) -> bool:
    return not is_of_test(scope) or test == scope.subject_id


def _unit_order(scope: ReportScope, org_unit: OrgUnit) -> tuple[bool, int, str, int]:
    return org_unit != scope.org_unit, org_unit.order, org_unit.name, org_unit.pk

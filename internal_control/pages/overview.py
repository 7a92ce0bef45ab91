"""Intern kontroll: the matrix, the plan with its results, and what is done about them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from internal_control.in_view import controls_in_view, risks_in_view, works_here
from internal_control.matrix import RiskMatrix, read_matrix
from internal_control.models import ControlConclusion, ControlPlan, PlannedControl
from internal_control.pages.action_rows import ActionRow
from internal_control.pages.actions import read_actions
from internal_control.pages.plan_state import PlanState, plan_state
from internal_control.pages.rows import ControlRow, control_rows
from internal_control.plan_read import plan_of
from internal_control.rights import may_oversee
from internal_control.status import verdict_status
from kommunrapport.measures.figures import Figures
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import Access
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows. `may_manage`: the user adds risks and plans controls, while the year is open.
    `reports`: the user says how some of the controls went.

    `has_plan_page`: the plan is the unit's own, and not that of the nämnd above it. `works_here`: the user reads the
    unit's own work, and may be one of those who report.
    """

    matrix: RiskMatrix
    plan: PlanState
    has_plan_page: bool
    controls: tuple[ControlRow, ...]
    actions: tuple[ActionRow, ...]
    conclusion: ControlConclusion | None
    may_manage: bool
    works_here: bool
    reports: bool
    may_oversee: bool

    @property
    def lead(self) -> str:
        """ "Åtta risker. Tre av fyra kontroller är gjorda. En åtgärd är försenad." """
        sentences = [_risks(self.matrix), _controls(self.controls), _late(self.actions)]
        return " ".join(sentence for sentence in sentences if sentence)

    @property
    def has_rows(self) -> bool:
        """There is something for a workbook."""
        return bool(self.matrix.risks or self.controls or self.actions)

    @property
    def verdict(self) -> Status | None:
        return verdict_status(self.conclusion) if self.conclusion else None


def read_overview(figures: Figures, user: User, today: datetime.date) -> Overview:
    """The same queries for any number of risks and controls."""
    lens = figures.lens
    matrix = read_matrix(risks_in_view(lens, user), int(lens.year))
    seen = {rated.risk.pk for rated in matrix.risks}
    here = works_here(lens, user)
    plan = _plan(figures, here)
    controls = control_rows(controls_in_view(lens, user), seen)
    may_manage = figures.access.may(Capability.MANAGE_CONTROLS, lens.org_unit.pk)
    return Overview(
        matrix=matrix,
        plan=plan_state(plan),
        has_plan_page=plan is None or plan.org_unit_id == lens.org_unit.pk,
        controls=controls,
        actions=read_actions(user, lens, today),
        conclusion=_conclusion(figures, here),
        may_manage=may_manage and not figures.is_closed,
        works_here=here,
        reports=may_manage or any(_is_own(row, figures.access) for row in controls),
        may_oversee=may_oversee(user),
    )


def _plan(figures: Figures, here: bool) -> ControlPlan | None:
    """The unit's own, or for a part of a nämnd the nämnd's. A draft is shown to the unit alone."""
    year, unit = int(figures.lens.year), figures.lens.org_unit
    plan = plan_of(unit, year)
    if plan is None and here and reporting_unit(unit) != unit:
        plan = plan_of(reporting_unit(unit), year)
    return plan if plan and (here or plan.sent_at) else None


def _conclusion(figures: Figures, here: bool) -> ControlConclusion | None:
    """The unit's own, or for a part of a nämnd what the nämnd has sent."""
    unit = figures.lens.org_unit
    units = [unit, reporting_unit(unit)] if here else [unit]
    stored = ControlConclusion.objects.filter(org_unit__in=units, year=int(figures.lens.year))
    shown = [one for one in stored if one.sent_at or (here and one.org_unit_id == unit.pk)]
    return min(shown, key=lambda one: one.org_unit_id != unit.pk, default=None)


def _is_own(row: ControlRow, access: Access) -> bool:
    return row.control.control_test.responsible_id in access.positions


def _risks(matrix: RiskMatrix) -> str:
    count, left = len(matrix.risks), len(matrix.unrated)
    if not count:
        return ""
    found = "En risk." if count == 1 else f"{count_word(count).capitalize()} risker."
    if not left:
        return found
    if left == count:
        return f"{found} Den är inte bedömd i år." if count == 1 else f"{found} Ingen är bedömd i år."
    return f"{found} {count_word(left).capitalize()} är inte {'bedömd' if left == 1 else 'bedömda'} i år."


def _controls(rows: tuple[ControlRow, ...]) -> str:
    if not rows:
        return ""
    done = sum(row.control.outcome in PlannedControl.PERFORMED for row in rows)
    if done == len(rows):
        return "Alla kontroller är gjorda." if done > 1 else "Kontrollen är gjord."
    if not done:
        return "Ingen kontroll är gjord än."
    made = "gjord" if done == 1 else "gjorda"
    return f"{count_word(done).capitalize()} av {count_word(len(rows))} kontroller är {made}."


def _late(actions: tuple[ActionRow, ...]) -> str:
    late = sum(action.is_late for action in actions)
    if not late:
        return ""
    return f"{count_word(late).capitalize()} {'åtgärd är försenad' if late == 1 else 'åtgärder är försenade'}."

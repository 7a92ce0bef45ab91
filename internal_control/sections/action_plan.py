"""Åtgärdsplan: what came of the controls of an earlier year, control by control, and what happened with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from internal_control.models import ControlFollowUp, ControlTest
from internal_control.pages.action_rows import ActionRow
from internal_control.sections.reading import actions_from
from internal_control.table_columns import TableColumn, status_column, table_of, text_column
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

WITHOUT_CONTROL = "Övriga åtgärder"
YEARS_BACK = ((0, "rapportens år"), (1, "året före"), (2, "två år före"))


@dataclass(frozen=True, slots=True)
class ActionPlanChoices:
    """Of which year's controls, and the kommun's words."""

    years_back: int = field(default=1, metadata={"label": "Kontroller från", "choices": YEARS_BACK})
    control_word: str = field(default="Internkontroll", metadata={"label": "Ordet före kontrollens namn"})
    follow_up_word: str = field(default="Uppföljning", metadata={"label": "Ordet före uppföljningen"})
    with_status: bool = field(default=False, metadata={"label": "Visa läget för varje åtgärd"})


@dataclass(frozen=True, slots=True)
class ControlActions:
    """The actions of one kontrollmoment. `follow_up` is as people wrote it; empty when nobody has."""

    heading: str
    table: Table
    follow_up: str

    @property
    def plain_table(self) -> Table:
        """For the page, where the heading stands above it."""
        return replace(self.table, caption="")


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """Each kontrollmoment that led to something; those without one last."""

    follow_up_word: str
    controls: tuple[ControlActions, ...]


@section("internal_control.action_plan", title="Åtgärdsplan utifrån intern kontroll", params=ActionPlanChoices)
def action_plan(scope: ReportScope, params: ActionPlanChoices) -> ActionPlan:
    """Per kontrollmoment: åtgärd, ansvarig and klart as written, and what happened in the report's year."""
    groups: dict[ControlTest | None, list[ActionRow]] = {}
    for row in actions_from(scope, int(scope.year) - max(0, params.years_back)):
        groups.setdefault(row.action.control_test, []).append(row)
    follow_ups = scope.memo("internal_control.follow_ups", lambda: _follow_ups(int(scope.year)))
    ordered = sorted(groups, key=lambda test: test is None)
    controls = [_control(test, groups[test], follow_ups.get(test.pk if test else 0, ""), params) for test in ordered]
    return ActionPlan(params.follow_up_word, tuple(controls))


def _follow_ups(year: int) -> dict[int, str]:
    """Texts of the year by kontrollmoment; only of those that may be shown."""
    found = ControlFollowUp.objects.filter(control_test__in=ControlTest.objects.shown(), year=year)
    return dict(found.values_list("control_test", "text"))


def _control(
    test: ControlTest | None, rows: list[ActionRow], follow_up: str, params: ActionPlanChoices
) -> ControlActions:
    heading = _heading(test, params.control_word) if test else WITHOUT_CONTROL
    columns: list[TableColumn[ActionRow]] = [
        text_column("Åtgärd", lambda row: row.text),
        text_column("Ansvarig", lambda row: row.responsible),
        text_column("Klart", lambda row: row.due),
    ]
    if params.with_status:
        columns.append(status_column("Läge", lambda row: row.status))
    table = table_of(columns, rows, caption=heading)
    assert table is not None  # noqa: S101 (there is a row, or there would be no group)
    return ControlActions(heading, replace(table, wide=False), follow_up)


def _heading(test: ControlTest, word: str) -> str:
    """ "Internkontroll: Ekonomi / Attest av fakturor"; the word may be empty."""
    name = f"{test.area} / {test.title}"
    return f"{word}: {name}" if word else name

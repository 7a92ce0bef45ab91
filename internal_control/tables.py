"""The columns of risks, plans, results and actions, the same in reports and workbooks.

The caller chooses the rows: only `.shown()` ones may stand in either. A column with the unit comes first where some
row is of another unit than `own`. Each function gives None when there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.text import capfirst

from internal_control.matrix import RatedRisk
from internal_control.models import ImprovementAction, PlannedControl
from internal_control.pages.action_rows import ActionRow
from internal_control.pages.oversight import OversightRow
from internal_control.status import outcome_status, responsible_words, when_words
from internal_control.table_columns import TableColumn, count_column, status_column, table_of, text_column
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.reports.blocks import Table

type Controls = Sequence[PlannedControl]


def risk_table(risks: Sequence[RatedRisk], *, own: OrgUnit, caption: str, source: str = "") -> Table | None:
    """Each with its number and how it is judged; steps and scores are empty until somebody has rated it."""
    columns: list[TableColumn[RatedRisk]] = [
        count_column("Nr", lambda row: row.risk.number),
        text_column("Risk", lambda row: row.risk.title),
        _unit_column(own, lambda row: row.risk.org_unit),
        text_column("Område", lambda row: row.risk.area, optional=True),
        text_column("Slag av risk", lambda row: capfirst(row.risk.get_category_display())),
        count_column("Sannolikhet", lambda row: row.rating.likelihood if row.rating else None),
        count_column("Konsekvens", lambda row: row.rating.impact if row.rating else None),
        count_column("Riskvärde", lambda row: row.score),
        text_column("Beslut", lambda row: capfirst(row.risk.get_handling_display()), optional=True),
    ]
    return table_of(columns, risks, caption=caption, source=source)


def plan_table(
    controls: Controls, *, own: OrgUnit, caption: str, source: str = "", with_objective: bool = True
) -> Table | None:
    """What is controlled, why, how, how often, by whom and when."""
    columns: list[TableColumn[PlannedControl]] = [
        text_column("Kontrollmoment", lambda row: str(row.control_test)),
        _unit_column(own, lambda row: row.plan.org_unit),
        text_column("Risk", _risk_words, optional=True),
        *([text_column("Kontrollmål", _objective, optional=True)] if with_objective else []),
        text_column("Metod", lambda row: row.control_test.method, optional=True),
        text_column("Omfattning", lambda row: row.control_test.extent, optional=True),
        text_column("Hur ofta", lambda row: row.control_test.frequency, optional=True),
        text_column("Ansvarig", lambda row: responsible_words(row.control_test), optional=True),
        text_column("Rapporteras till", lambda row: row.control_test.reports_to, optional=True),
        text_column("När", when_words, optional=True),
    ]
    return table_of(columns, controls, caption=caption, source=source)


def result_table(
    controls: Controls, *, own: OrgUnit, caption: str, with_responsible: bool = True, source: str = ""
) -> Table | None:
    """How each went: what was looked at, how much of it was wrong, and what was seen or why it was not made."""
    responsible = text_column("Ansvarig", _responsible, optional=True)
    columns: list[TableColumn[PlannedControl]] = [
        text_column("Kontrollmoment", lambda row: str(row.control_test)),
        _unit_column(own, lambda row: row.plan.org_unit),
        *([responsible] if with_responsible else []),
        status_column("Resultat", outcome_status),
        text_column("Gjord", _performed_on, optional=True),
        count_column("Granskade", lambda row: row.sample_size if _is_performed(row) else None, optional=True),
        count_column("Varav fel", lambda row: row.error_count if _is_performed(row) else None, optional=True),
        text_column("Iakttagelse eller orsak", lambda row: row.said, optional=True),
    ]
    return table_of(columns, controls, caption=caption, source=source)


def action_table(
    actions: Sequence[ActionRow], *, own: OrgUnit, caption: str, with_control: bool = True, source: str = ""
) -> Table | None:
    """What is to be done, by whom and when, and how far it has come."""
    control: TableColumn[ActionRow] = text_column("Kontroll", lambda row: row.control, optional=True)
    columns: list[TableColumn[ActionRow]] = [
        text_column("Åtgärd", lambda row: row.text),
        _unit_column(own, lambda row: row.action.org_unit),
        *([control] if with_control else []),
        text_column("Ansvarig", lambda row: row.responsible, optional=True),
        text_column("Klart", lambda row: row.due, optional=True),
        status_column("Läge", lambda row: row.status),
        text_column("Uppföljning", lambda row: follow_up_words(row.action), optional=True),
    ]
    return table_of(columns, actions, caption=caption, source=source)


def oversight_table(rows: Sequence[OversightRow], *, caption: str) -> Table | None:
    """Every nämnd with what it has sent over."""
    columns: list[TableColumn[OversightRow]] = [
        text_column("Nämnd", lambda row: str(row.org_unit)),
        status_column("Plan", lambda row: row.plan.status),
        count_column("Planerade", lambda row: row.controls),
        count_column("Gjorda", lambda row: row.performed),
        count_column("Mindre avvikelser", lambda row: row.minor),
        count_column("Allvarliga avvikelser", lambda row: row.serious),
        status_column("Samlad bedömning", lambda row: row.verdict),
        count_column("Försenade åtgärder", lambda row: row.late),
    ]
    return table_of(columns, rows, caption=caption)


def follow_up_words(action: ImprovementAction) -> str:
    """The remark, and the new time of what is not finished; empty when there is neither."""
    new_time = f"Ny tid: {action.new_due_text.rstrip('.')}." if action.new_due_text and not action.is_closed else ""
    return " ".join(part for part in (action.remark, new_time) if part)


def _unit_column[R](own: OrgUnit, unit: Callable[[R], OrgUnit]) -> TableColumn[R]:
    return text_column("Enhet", lambda row: "" if unit(row) == own else str(unit(row)), optional=True)


def _risk_words(control: PlannedControl) -> str:
    """ "4. Fel lön betalas ut": the number is that of the matrix."""
    risk = control.control_test.risk
    return f"{risk.number}. {risk}" if risk else ""


def _objective(control: PlannedControl) -> str:
    return control.control_test.objective


def _responsible(control: PlannedControl) -> str:
    return responsible_words(control.control_test)


def _performed_on(control: PlannedControl) -> str:
    return format_date(control.performed_on) if control.performed_on and _is_performed(control) else ""


def _is_performed(control: PlannedControl) -> bool:
    return control.outcome in PlannedControl.PERFORMED

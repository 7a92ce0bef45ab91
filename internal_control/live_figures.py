"""Counts of internal control that a text can hold. Nothing confidential is counted: see `sections.reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from internal_control.models import PlannedControl
from internal_control.sections.reading import controls_shown, open_actions
from kommunrapport.numbers import NO_BREAK_SPACE, format_number
from kommunrapport.reports.live.registry import Figure, live_figure
from kommunrapport.reports.scope import ReportScope

type _Counts = Callable[[PlannedControl], bool]

# Of all controls of the year.
_CONTROLS: dict[str, tuple[str, _Counts]] = {
    "performed": ("gjorda", lambda control: control.outcome in PlannedControl.PERFORMED),
    "not_performed": ("inte gjorda", lambda control: control.outcome == PlannedControl.Outcome.NOT_PERFORMED),
    "deviating": ("med avvikelse", lambda control: control.deviates),
    "serious": ("med allvarlig avvikelse", lambda control: control.outcome == PlannedControl.Outcome.SERIOUS),
}


@live_figure("internal_control.controls", title="antal")
def controls(scope: ReportScope) -> Iterator[Figure]:
    """ "3 av 4 kontroller"; without a value while nobody has reported any."""
    planned = controls_shown(scope)
    is_known = any(control.outcome for control in planned)
    for key, (said, counts) in _CONTROLS.items():
        yield Figure((key,), f"Interna kontroller {said}", _of_all(planned, counts) if is_known else None)


@live_figure("internal_control.actions", title="antal")
def actions(scope: ReportScope) -> Iterator[Figure]:
    """Actions to follow up in the year: "5 åtgärder". None at all is no plan, and has no value."""
    rows = open_actions(scope)
    counts = {
        "all": ("Förbättringsåtgärder att följa upp", len(rows)),
        "closed": ("Förbättringsåtgärder, avslutade", sum(row.action.is_closed for row in rows)),
        "late": ("Förbättringsåtgärder, försenade", sum(row.is_late for row in rows)),
    }
    for key, (name, count) in counts.items():
        yield Figure((key,), name, _counted(count, "åtgärd", "åtgärder") if rows else None)


def _of_all(planned: Sequence[PlannedControl], counts: _Counts) -> str:
    return f"{sum(map(counts, planned))} av {_counted(len(planned), 'kontroll', 'kontroller')}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{format_number(Decimal(count), 0)}{NO_BREAK_SPACE}{one if count == 1 else several}"

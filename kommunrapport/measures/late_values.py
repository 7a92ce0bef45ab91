"""Values that were expected later: they may come when the figures are locked, and history says that they did.

What was decided is frozen in versions of its own and stays as it was; the value shows in next year's history.
"""

from __future__ import annotations

from kommunrapport.measures.models import Observation
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Locked

CAME_LATER = "Väntat värde som kom efter låsningen"


def hold_open_or_expected(org_unit: OrgUnit, year: int, part: str, stored: Observation | None) -> bool:
    """Hold the row that guards the figures; True when they are closed, and `stored` is a value to come later.

    Raises Locked when they are closed for everything else.
    """
    try:
        hold_open_submission(org_unit, year, part)
    except Locked:
        if stored is None or stored.status != Observation.Status.EXPECTED:
            raise
        return True
    return False


def hold_open_or_late(org_unit: OrgUnit, year: int, part: str, stored: Observation | None) -> None:
    """The same for taking back: a value that came after the locking may be taken back after it too."""
    try:
        hold_open_submission(org_unit, year, part)
    except Locked:
        if stored is None or not came_later(stored):
            raise


def came_later(stored: Observation) -> bool:
    """Whether the last save was of a value that was expected, when the figures were closed."""
    line = stored.history.order_by("-history_id").first()
    return line is not None and line.history_change_reason == CAME_LATER


def note_that_it_came_later(stored: Observation) -> None:
    """Say so in the line of history that was just written."""
    line = stored.history.order_by("-history_id")[0]
    line.history_change_reason = CAME_LATER
    line.save()

"""Why a report's texts cannot be changed: since when, by whom, and who can open them."""

from __future__ import annotations

from django.utils import timezone

from kommunrapport.dates import format_date
from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report

_WHO_OPENS = {
    Report.State.PROPOSAL: "Controllern eller nämndsekreteraren kan öppna igen.",
    Report.State.DECIDED: "Nämndsekreteraren kan öppna för en rättelse.",
    Report.State.SENT: "Nämndsekreteraren kan öppna för en rättelse.",
    Report.State.PUBLISHED: "Nämndsekreteraren kan öppna för en rättelse.",
    Report.State.ARCHIVED: "En arkiverad rapport öppnas inte igen.",
}
_WORDS = {Report.State.PROPOSAL: "utskickad till nämnden som förvaltningens förslag"}


def lock_sentence(report: Report) -> str:
    """A sentence to show whoever wants to write; "" while the texts may be changed."""
    if report.is_writable:
        return ""
    state = Report.State(report.state)
    word = _WORDS.get(state, state.label)
    return f"Rapporten är {word}{_since(report)}, och texterna kan inte ändras. {_WHO_OPENS[state]}"


def _since(report: Report) -> str:
    """Since when and by whom: of the event that brought it here, or of the row's history where there is none."""
    event = report.events.filter(to_state=report.state).exclude(from_state=report.state).select_related("by").last()
    if event:
        return _words(event.at, event.by)
    line = report.history.filter(state=report.state).select_related("history_user").order_by("history_date").first()
    return _words(line.history_date, line.history_user) if line else ""


def _words(at: object, by: User | None) -> str:
    when = f" sedan {format_date(timezone.localdate(at))}"  # type: ignore[arg-type]
    return f"{when} av {by}" if by else when

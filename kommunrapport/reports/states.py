"""The one table of states: every step of a report and of a chapter, from where to where, who takes it, on what terms.

What a step asks for is a field of its form; a guard says in a sentence why the step cannot be taken now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.flow import guards
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Chapter, Report, ReportVersion

type Guard = Callable[[Standing], str]
type ChapterGuard = Callable[[Chapter, User], str]

_State = Report.State
_Status = Chapter.Status
_Kind = ReportVersion.Kind

REASON = "reason"  # why, for the log
DECISION = "decision"  # body, day, paragraph and wording
VERIFIED = "verified"  # the day the minutes were verified; with a decision it may be told later
NOT_READY = "not_ready"  # that chapters are not ready is confirmed, where there are any
CONFIRMATION = "confirmation"  # what the step means is confirmed


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a report. `target` is "" where the report stays in its state.

    `freezes` is the kind of version it makes, "" for none. `done` are guards that say that it has been done already;
    such a step is not offered. `in_correction`: it is taken while the report is corrected, and only then.
    """

    key: str
    button: str
    sources: tuple[str, ...]
    target: str
    capability: Capability
    asks: tuple[str, ...] = ()
    freezes: str = ""
    guards: tuple[Guard, ...] = ()
    done: tuple[Guard, ...] = ()
    in_correction: bool = False

    def starts_from(self, report: Report) -> bool:
        return report.state in self.sources and report.is_correcting == self.in_correction

    def target_of(self, report: Report) -> str:
        """The state the report is in afterwards."""
        return self.target or report.state


@dataclass(frozen=True, slots=True)
class ChapterStep:
    """A step of a chapter, by status before and after. `capability` None: whoever may write the chapter."""

    key: str
    button: str
    targets: Mapping[str, str]
    capability: Capability | None = None
    asks: tuple[str, ...] = ()
    guards: tuple[ChapterGuard, ...] = ()


_DECIDED = (_State.DECIDED, _State.SENT, _State.PUBLISHED)

# In the order that pages offer them: what leads on first.
REPORT_STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "send_out",
            "Skicka ut till nämnden",
            (_State.OPEN, _State.REMITTED),
            _State.PROPOSAL,
            Capability.LOCK,
            asks=(NOT_READY,),
            freezes=_Kind.PROPOSAL,
            guards=(guards.has_chapters,),
        ),
        Step(
            "decide",
            "Registrera beslut",
            (_State.PROPOSAL,),
            _State.DECIDED,
            Capability.REGISTER_DECISION,
            asks=(DECISION, VERIFIED),
            freezes=_Kind.DECISION,
            guards=(guards.is_as_sent_out, guards.has_pdf),
        ),
        Step(
            "remit",
            "Registrera återremiss från nämnden",
            (_State.PROPOSAL,),
            _State.REMITTED,
            Capability.REGISTER_DECISION,
            asks=(DECISION,),
        ),
        Step("open", "Öppna igen", (_State.PROPOSAL,), _State.OPEN, Capability.LOCK, asks=(REASON,)),
        Step(
            "send_over",
            "Översänd till kommunstyrelsen",
            (_State.DECIDED,),
            _State.SENT,
            Capability.LOCK,
            asks=(CONFIRMATION,),
        ),
        Step(
            "publish",
            "Publicera",
            (_State.DECIDED, _State.SENT),
            _State.PUBLISHED,
            Capability.REGISTER_DECISION,
            asks=(CONFIRMATION,),
            guards=(guards.has_pdf,),
        ),
        Step(
            "publish_proposal",
            "Publicera som förslag till fullmäktige",
            (_State.PROPOSAL, _State.DECIDED, _State.SENT),
            "",
            Capability.REGISTER_DECISION,
            asks=(CONFIRMATION,),
            guards=(guards.has_pdf,),
            done=(guards.is_not_published,),
        ),
        Step(
            "verify",
            "Registrera justeringen",
            _DECIDED,
            "",
            Capability.REGISTER_DECISION,
            asks=(VERIFIED,),
            done=(guards.is_not_verified,),
        ),
        Step(
            "archive",
            "Arkivera",
            (_State.SENT, _State.PUBLISHED),
            _State.ARCHIVED,
            Capability.LOCK,
            asks=(CONFIRMATION,),
            guards=(guards.has_pdf,),
        ),
        Step(
            "finish_correction",
            "Lägg fast rättelsen",
            _DECIDED,
            "",
            Capability.REGISTER_DECISION,
            asks=(REASON,),
            freezes=_Kind.CORRECTION,
            guards=(guards.has_changed,),
            in_correction=True,
        ),
        Step(
            "drop_correction",
            "Avbryt rättelsen",
            _DECIDED,
            "",
            Capability.REGISTER_DECISION,
            guards=(guards.has_no_changed_text,),
            in_correction=True,
        ),
        Step("correct", "Rätta", _DECIDED, "", Capability.REGISTER_DECISION, asks=(REASON,)),
    )
}

CHAPTER_STEPS: dict[str, ChapterStep] = {
    step.key: step
    for step in (
        # What a changed text does to its chapter.
        ChapterStep(
            "write",
            "Spara",
            {
                _Status.NOT_STARTED: _Status.DRAFT,
                _Status.DRAFT: _Status.DRAFT,
                _Status.RETURNED: _Status.DRAFT,
                _Status.READY: _Status.READY,
                _Status.REVIEWED: _Status.READY,
            },
        ),
        ChapterStep(
            "ready",
            "Markera som klar",
            dict.fromkeys((_Status.NOT_STARTED, _Status.DRAFT, _Status.RETURNED), _Status.READY),
        ),
        ChapterStep("draft", "Gör till utkast", dict.fromkeys((_Status.READY, _Status.REVIEWED), _Status.DRAFT)),
        ChapterStep(
            "give_back",
            "Lämna tillbaka",
            dict.fromkeys((_Status.READY, _Status.REVIEWED), _Status.RETURNED),
            Capability.LOCK,
            asks=(REASON,),
        ),
        ChapterStep(
            "review",
            "Markera som granskad",
            {_Status.READY: _Status.REVIEWED},
            Capability.LOCK,
            guards=(guards.wrote_it_last,),
        ),
    )
}

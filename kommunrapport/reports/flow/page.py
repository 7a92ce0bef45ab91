"""The page "Läge och beslut": where a report is, what can be done with it, what stands in the way, what was done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.jobs.models import Job
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.quality.counting import known_errors
from kommunrapport.reports.flow.changes import ChangedChapter
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.flow.possible import PossibleStep, steps_of
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.flow.words import ABOUT, DONE, next_sentence
from kommunrapport.reports.models import Report, ReportEvent, ReportVersion
from kommunrapport.reports.outline import Entry
from kommunrapport.reports.versions.files import FREEZE_FILES
from kommunrapport.reports.versions.reading import versions_readable_by
from kommunrapport.reports.versions.words import decision_words
from kommunrapport.reports.workbench import only_reads

_WAY = (
    (Report.State.OPEN, "Skrivs"),
    (Report.State.PROPOSAL, "Utskickad"),
    (Report.State.DECIDED, "Beslutad"),
    (Report.State.SENT, "Översänd"),
    (Report.State.PUBLISHED, "Publicerad"),
    (Report.State.ARCHIVED, "Arkiverad"),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One state on the way."""

    text: str
    is_past: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step that is the user's to take. `refusal` is what stands in the way, "" when nothing does."""

    button: str
    about: str
    refusal: str
    url: str


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """A step that somebody took, as the log tells it."""

    at: datetime.datetime
    by: str
    what: str
    reason: str


class FlowPage:
    """The page of one report for one user; what is not shown is not read."""

    def __init__(self, report: Report, user: User, lens: Lens) -> None:
        self.report = report
        self.lens = lens
        self.standing = Standing(report)
        self._user = user

    @cached_property
    def is_inside(self) -> bool:
        """Somebody who works with the report, and so sees what is not frozen."""
        return not only_reads(self._user, self.report)

    @cached_property
    def state(self) -> str:
        if self.report.is_correcting:
            return f"{self.report.get_state_display().capitalize()}, och rättas"
        words = {Report.State.OPEN: "Öppen för skrivande"}
        return words.get(Report.State(self.report.state), self.report.get_state_display().capitalize())

    @property
    def lock(self) -> str:
        return lock_sentence(self.report)

    @property
    def next_sentence(self) -> str:
        return next_sentence(self.report)

    @property
    def way(self) -> list[Stop]:
        order = [state for state, _ in _WAY]
        here = order.index(_place(self.report))
        return [Stop(text, place < here, place == here) for place, (_, text) in enumerate(_WAY)]

    @cached_property
    def steps(self) -> list[StepLink]:
        return [self._link(possible) for possible in steps_of(self.standing, self._user)]

    @cached_property
    def has_changed(self) -> bool:
        """Whether the report no longer says what the latest version does; after the decision the data may go on."""
        may_change = self.report.is_writable or self.report.state == Report.State.PROPOSAL
        return self.is_inside and may_change and self.standing.has_changed

    @property
    def changed(self) -> tuple[ChangedChapter, ...]:
        """The chapters that differ from the latest version."""
        return self.standing.changed if self.has_changed else ()

    @property
    def changed_heading(self) -> str:
        is_sent_out = self.standing.latest and self.standing.latest.kind == ReportVersion.Kind.PROPOSAL
        return "Ändrat efter utskick" if is_sent_out else "Ändrat efter beslutet"

    @property
    def not_ready(self) -> list[Entry]:
        return self.standing.not_ready if self.is_inside and self.report.is_writable else []

    @property
    def known_errors(self) -> int | None:
        """What Avstämning found last, for those who see it; None when it is not known."""
        sees = self._keeps_case and self.report.is_writable
        return known_errors(self.report.org_unit, self.report.occasion) if sees else None

    @cached_property
    def versions(self) -> list[ReportVersion]:
        """The latest first; those outside see what was decided."""
        versions = versions_readable_by(self._user, self.report).order_by("-number")
        return list(versions.select_related("created_by").prefetch_related("events"))

    @cached_property
    def files_job(self) -> Job | None:
        """The latest attempt at the files of the latest version, while its PDF is missing."""
        latest = self.standing.latest
        if latest is None or self.standing.has_pdf:
            return None
        jobs = Job.objects.filter(kind=FREEZE_FILES, params={"version": latest.pk})
        return jobs.order_by("-pk").first()

    @property
    def lacks_pdf(self) -> bool:
        return self.standing.latest is not None and not self.standing.has_pdf

    @property
    def waits_for_pdf(self) -> bool:
        """The PDF is being made."""
        return self.files_job is not None and not self.files_job.is_finished

    @property
    def may_order_files(self) -> bool:
        """The files may be ordered anew: nobody is at work with them."""
        return self.lacks_pdf and not self.waits_for_pdf and self._keeps_case

    @cached_property
    def events(self) -> list[LoggedEvent]:
        """What was done, the latest first."""
        events = self.report.events.select_related("by", "version").order_by("-at", "-pk")
        return [LoggedEvent(event.at, event.by.name, _what(event), event.reason) for event in events]

    @property
    def _keeps_case(self) -> bool:
        return access_of(self._user).may(Capability.LOCK, self.report.org_unit_id)

    def _link(self, possible: PossibleStep) -> StepLink:
        key = possible.step.key
        return StepLink(possible.step.button, ABOUT[key], possible.refusal, step_url(self.report, self.lens, key))


def step_url(report: Report, lens: Lens, step: str) -> str:
    return reverse(f"reports:flow_{step}", args=[report.occasion.period, lens.org_unit.slug, report.slug])


def flow_url(report: Report, lens: Lens) -> str:
    return reverse("reports:flow_detail", args=[report.occasion.period, lens.org_unit.slug, report.slug])


def _place(report: Report) -> Report.State:
    """A report that was given back is written again."""
    state = Report.State(report.state)
    return Report.State.OPEN if state == Report.State.REMITTED else state


def _what(event: ReportEvent) -> str:
    """Registrerade beslutet: Kommunstyrelsen 28 februari 2017, § 41. Version 2."""
    parts = [DONE[event.action]]
    if event.action == "decide" and event.version:
        parts.append(decision_words(event.version))
    if decision := event.details.get("decision"):
        day = format_date(datetime.date.fromisoformat(decision["decided_on"]))
        parts.append(f"{decision['body']} {day}, {decision['paragraph']}. {decision['wording']}")
    if verified_on := event.details.get("verified_on"):
        parts.append(format_date(datetime.date.fromisoformat(verified_on)))
    sentence = ": ".join(parts)
    count = event.details.get("not_ready", 0)
    extra = f" {count} kapitel var inte {'klart' if count == 1 else 'klara'}." if count else ""
    return f"{sentence.removesuffix('.')}.{extra}"

"""What the start page shows: tasks by deadline, the reports of the year, dates, and what was changed lately."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q
from django.urls import reverse

from kommunrapport.annual_cycle.statutory import legal_warnings
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, Submission, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import current_submission
from kommunrapport.quality.pages import CheckPage, may_see_checks, read_check_page
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.todo import Task, find_tasks


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks with the same last day; `due` is None for those without."""

    due: datetime.date | None
    tasks: tuple[Task, ...]

    @property
    def heading(self) -> str:
        return f"Senast {format_date(self.due)}" if self.due else "Utan datum"


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """How far a report is: chapters ready, of all."""

    report: Report
    ready: int
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Att göra for one user."""

    groups: tuple[TaskGroup, ...]
    reports: tuple[ReportProgress, ...]
    dates: tuple[tuple[datetime.date, str, bool], ...]
    state: str
    checks: CheckPage | None
    # What the law says of dates that are too late or missing, for those who keep the dates or the reports.
    legal_warnings: tuple[str, ...]
    may_remind: bool

    @property
    def count(self) -> int:
        return sum(len(group.tasks) for group in self.groups)

    @property
    def lead(self) -> str:
        """One sentence of state."""
        coming = next((f" Nästa datum är {format_date(day)}." for day, _, is_next in self.dates if is_next), "")
        if not self.count:
            return f"Inget väntar på dig.{coming}"
        things = "En sak" if self.count == 1 else f"{count_word(self.count).capitalize()} saker"
        return f"{things} väntar på dig.{coming}"


def read_start_page(user: User, lens: Lens, today: datetime.date) -> StartPage:
    """Gather the page."""
    tasks = find_tasks(user, lens, today)
    groups = tuple(TaskGroup(due, tuple(same)) for due, same in groupby(tasks, key=lambda task: task.due))
    submission = current_submission(lens.org_unit, lens.occasion) or Submission()
    state = submission.get_state_display()
    may_remind = access_of(user).may(Capability.LOCK, lens.org_unit.pk)
    occasions = list(Occasion.objects.for_year(lens.year))
    warnings = _legal_warnings(occasions) if may_remind else ()
    return StartPage(groups, _reports(lens), _dates(occasions, today), state, _checks(user, lens), warnings, may_remind)


def _legal_warnings(occasions: Iterable[Occasion]) -> tuple[str, ...]:
    return tuple(f"{str(o).capitalize()}: {warning}" for o in occasions for warning in legal_warnings(o))


def _checks(user: User, lens: Lens) -> CheckPage | None:
    """What is to be sorted out, for who may see it."""
    if lens.occasion is None or not may_see_checks(access_of(user), lens.org_unit.pk):
        return None
    url = reverse("quality:check_list", args=[lens.year, lens.org_unit.slug])
    return read_check_page(user, lens.org_unit, lens.occasion, url)


def _reports(lens: Lens) -> tuple[ReportProgress, ...]:
    finished = Q(chapters__status__in=[Chapter.Status.READY, Chapter.Status.REVIEWED])
    reports = (
        Report.objects.for_lens(lens.org_unit, lens.year)
        .select_related("occasion")
        .annotate(total=Count("chapters"), ready=Count("chapters", filter=finished))
    )
    return tuple(
        ReportProgress(
            report,
            report.ready,
            report.total,
            reverse("reports:report_detail", args=[lens.year, lens.org_unit.slug, report.slug]),
        )
        for report in reports
    )


def _dates(occasions: Iterable[Occasion], today: datetime.date) -> tuple[tuple[datetime.date, str, bool], ...]:
    names = {
        "unit_deadline": "Inmatningen stänger",
        "administration_deadline": "Förvaltningens förslag klart",
        "dispatch_date": "Utskick",
        "committee_date": "Nämnden beslutar",
        "board_date": "Kommunstyrelsen",
        "council_date": "Till fullmäktige och revisorer (senast)",
        "council_meeting": "Fullmäktige beslutar",
    }
    days = {(day, text) for o in occasions for name, text in names.items() if (day := getattr(o, name))}
    rows = sorted(days)
    following = next((day for day, _ in rows if day >= today), None)
    return tuple((day, text, day == following) for day, text in rows)

"""Comments as pages show them: beside the editor, in the margin of what is read, and all on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report
from kommunrapport.reports.printing import OpenReport, open_report
from kommunrapport.reports.review.forms import READING, WORKBENCH, AnswerForm, CommentForm
from kommunrapport.reports.review.reading import Reading, read_live, read_report
from kommunrapport.reports.review.threads import Thread, may_comment, read_threads
from kommunrapport.reports.workbench import Workbench, only_reads


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A thread with the form that answers it. `fran` is the page it stands on, "" for that of all comments."""

    thread: Thread
    answer: AnswerForm
    fran: str

    @property
    def is_refused(self) -> bool:
        return self.answer.is_bound


@dataclass(frozen=True, slots=True)
class Panel:
    """Threads that belong together, and the form of a new one; None for who may not comment."""

    open_threads: list[ShownThread]
    resolved: list[ShownThread]
    form: CommentForm | None
    fran: str


def read_what_is_seen(user: User, report: Report, fran: str, opened: OpenReport | None = None) -> Reading:
    """Whose words a comment is about: in the workbench those being written, elsewhere those the user reads."""
    if fran == WORKBENCH and not only_reads(user, report):
        return read_live(opened or open_report(report))
    return read_report(user, report, opened)


def workbench_panel(user: User, bench: Workbench, form: CommentForm | None = None) -> Panel:
    """The comments on the chapter beside the editor; `form` is one that was refused."""
    reading = read_live(bench.opened)
    pk = bench.chapter.pk
    return _panel(user, reading, form or new_form(reading, WORKBENCH, pk), WORKBENCH, [pk])


def page_panel(user: User, reading: Reading, chapter: str = "", form: CommentForm | None = None) -> Panel:
    """All comments of the report, with a form at `chapter` where one is asked for."""
    return _panel(user, reading, form or new_form(reading, "", chapter), "")


def reading_comments(user: User, reading: Reading) -> dict[str, Any]:
    """What the reading page shows beside the report."""
    form = new_form(reading, READING) if may_comment(user) else None
    return {"margins": _margins(user, reading), "comment_form": form}


def _margins(user: User, reading: Reading) -> dict[str, Panel]:
    """The comments in the margin of each main chapter, by its anchor; main chapters without any are left out."""
    by_main: dict[str, list[Thread]] = defaultdict(list)
    for thread in read_threads(user, reading):
        if thread.place:
            by_main[thread.place.main_anchor].append(thread)
    return {anchor: _as_panel(threads, None, READING) for anchor, threads in by_main.items()}


def new_form(reading: Reading, fran: str, chapter: int | str = "") -> CommentForm:
    return CommentForm(reading=reading, initial={"fran": fran, "chapter": chapter})


def shown(thread: Thread, fran: str, refused: AnswerForm | None = None) -> ShownThread:
    """The thread with its form; `refused` is one whose answer could not be saved."""
    auto_id = f"svar-{thread.comment.pk}-%s"
    form = refused or AnswerForm(initial={"fran": fran})
    form.auto_id = auto_id
    return ShownThread(thread, form, fran)


def _panel(
    user: User, reading: Reading, form: CommentForm, fran: str, chapters: Collection[int] | None = None
) -> Panel:
    threads = read_threads(user, reading, chapters)
    return _as_panel(threads, form if may_comment(user) else None, fran)


def _as_panel(threads: list[Thread], form: CommentForm | None, fran: str) -> Panel:
    rows = [shown(thread, fran) for thread in threads]
    return Panel(
        open_threads=[row for row in rows if row.thread.is_open],
        resolved=[row for row in rows if not row.thread.is_open],
        form=form,
        fran=fran,
    )

"""Kinds of background work. The apps register theirs from their `background.py`.

@job("reports.export_pdf", title="PDF av rapporten", does="göra en PDF av rapporten", may_download=may_read)
def export_pdf(job_run: JobRun, *, report_id: int) -> JobResult:
    job_run.report(40, "Kapitel 4 av 10")
    ...
    return JobResult("Årsredovisning 2016.pdf", pdf, "application/pdf")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kommunrapport.jobs.leases import JobRun
from kommunrapport.organisation.models import User


class JobFailed(Exception):
    """The job can't be done and a new attempt would not help. `sentence` tells the user why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class JobResult:
    """The file a job made. `file_name` (at most 120 characters) is what the user's computer calls it."""

    file_name: str
    content: bytes
    content_type: str


type Work = Callable[..., JobResult | None]


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of job.

    `title` heads its page; `does` ends "Det gick inte att …". `may_download` is asked again at every download, with
    the user and the job's params. `back` gives the address to return to from the params.
    """

    title: str
    does: str
    work: Work
    may_download: Callable[[User, dict[str, Any]], bool]
    back: Callable[[dict[str, Any]], str] | None = None

    @property
    def failure_sentence(self) -> str:
        return f"Det gick inte att {self.does}: försökte tre gånger."


def job(
    key: str,
    *,
    title: str,
    does: str,
    may_download: Callable[[User, dict[str, Any]], bool],
    back: Callable[[dict[str, Any]], str] | None = None,
) -> Callable[[Work], Work]:
    """Register `work(job_run, **params)`. It may be run again after a crash, so it must be safe to run twice."""

    def register(work: Work) -> Work:
        KINDS[key] = JobKind(title, does, work, may_download, back)
        return work

    return register


def kind_of(key: str) -> JobKind:
    """The kind of a job; one that nobody may have when the program no longer knows it."""
    return KINDS.get(key, _RETIRED)


def _do_nothing(job_run: JobRun, **params: Any) -> JobResult | None:
    raise JobFailed("Programmet har ändrats sedan jobbet beställdes. Beställ det igen där du gjorde det först.")


KINDS: dict[str, JobKind] = {}
_RETIRED = JobKind("Jobb", "göra jobbet", _do_nothing, lambda user, params: False)

"""Kinds of job that only tests know."""

from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, JobResult, job
from kommunrapport.organisation.models import User


def may_read(user: User, params: dict) -> bool:
    return params.get("reader", user.email) == user.email


@job("tests.letter", title="Brev", does="skriva brevet", may_download=may_read, back=lambda params: "/brev/")
def write_letter(job_run: JobRun, *, text: str, reader: str = "") -> JobResult:
    job_run.report(50, "Rad 1 av 2")
    return JobResult("Brev på svenska.txt", text.encode(), "text/plain; charset=utf-8")


@job("tests.errand", title="Ärende", does="uträtta ärendet", may_download=may_read)
def run_errand(job_run: JobRun) -> None:
    """Makes no file."""


@job("tests.poison", title="Gift", does="svälja det", may_download=may_read)
def swallow_poison(job_run: JobRun) -> None:
    raise RuntimeError("poison")


@job("tests.refusal", title="Nej", does="få ett ja", may_download=may_read)
def refuse(job_run: JobRun) -> None:
    raise JobFailed("Kapitlet ”Personal” är tomt. Skriv något och försök igen.")

"""One attempt at a job: claim it, do the work, store the file, and say how it ended."""

from __future__ import annotations

import logging

from kommunrapport.jobs.files import remove_result, write_result
from kommunrapport.jobs.leases import MAX_ATTEMPTS, JobRun, JobSuperseded, claim
from kommunrapport.jobs.registry import JobResult, kind_of

logger = logging.getLogger(__name__)


def carry_out(pk: int) -> None:
    """Do the job unless another worker has it. What goes wrong in the work ends in the job's row, not here."""
    job_run = claim(pk)
    if job_run is None:
        return
    try:
        _work(job_run)
    except JobSuperseded as superseded:
        logger.warning("Another worker has %s", superseded)


def _work(job_run: JobRun) -> None:
    job = job_run.job
    try:
        store(job_run, kind_of(job.kind).work(job_run, **job.params))
    except JobSuperseded:
        raise
    except Exception as error:
        _end_badly(job_run, error)


def store(job_run: JobRun, result: JobResult | None) -> None:
    """Finish the job with its file, if it made one. Raises JobSuperseded, and then the file is removed again."""
    if result is None:
        job_run.finish()
        return
    name = write_result(job_run.job, result.content)
    try:
        job_run.finish(result=name, file_name=result.file_name, content_type=result.content_type)
    except JobSuperseded:
        remove_result(name)
        raise


def _end_badly(job_run: JobRun, error: Exception) -> None:
    """An error with a sentence for the user ends the job; any other may pass, so the job is tried again."""
    sentence = getattr(error, "sentence", "")
    if sentence:
        job_run.fail(sentence)
        return
    job = job_run.job
    logger.error("Job %s failed, attempt %s", job, job.attempts, exc_info=error)
    if job.attempts < MAX_ATTEMPTS:
        job_run.try_again()
    else:
        job_run.fail(kind_of(job.kind).failure_sentence)

"""What the queue knows about jobs: a number."""

from django.tasks import task

from kommunrapport.jobs.running import carry_out


@task
def run_job(job_id: int) -> None:
    """Carry out a job. Queued twice, it runs once."""
    carry_out(job_id)

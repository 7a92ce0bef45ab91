"""Follow a job, fetch its file, order it again. All for the user who ordered it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.jobs.leases import MAX_ATTEMPTS
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.registry import kind_of
from kommunrapport.jobs.services import KEEP_FILES, start_job


@require_GET
def job_detail(request: HtmxRequest, pk: int) -> HttpResponse:
    """How far the job is. htmx asks every other second, and is told nothing until something has changed."""
    job = get_object_or_404(Job.objects.ordered_by(request.user), pk=pk)
    if request.htmx and request.GET.get("sett") == job.mark:
        return HttpResponse(status=204)
    kind = kind_of(job.kind)
    context = {
        "job": job,
        "kind": kind,
        "is_allowed": job.is_finished and kind.may_download(request.user, job.params),
        "kept_until": job.finished_at and job.finished_at + KEEP_FILES,
        "back": kind.back and kind.back(job.params),
        "max_attempts": MAX_ATTEMPTS,
    }
    return render_part(request, "jobs/job_detail.html", "state", context)


@require_GET
def job_download(request: HtmxRequest, pk: int) -> FileResponse:
    """The file, if the user may still read what is in it."""
    job = _allowed_job(request, pk)
    if not job.result.name:
        raise Http404
    try:
        stored = default_storage.open(job.result.name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(stored, as_attachment=True, filename=job.file_name, content_type=job.content_type)


@require_POST
def job_retry(request: HtmxRequest, pk: int) -> HttpResponse:
    """Order the same thing again, as a new job."""
    job = _allowed_job(request, pk)
    again = start_job(kind=job.kind, params=job.params, by=request.user)
    return redirect("jobs:job_detail", again.pk)


def _allowed_job(request: HtmxRequest, pk: int) -> Job:
    job = get_object_or_404(Job.objects.ordered_by(request.user), pk=pk)
    if not kind_of(job.kind).may_download(request.user, job.params):
        raise Http404
    return job

"""Background work of reports: the PDF, the files of a version, and removing what is too old to keep."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kommunrapport.jobs.chores import chore
from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, JobResult, job
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.job_rights import may_download, page_of, readable
from kommunrapport.reports.memos import background as memos  # noqa: F401 (registers its jobs)
from kommunrapport.reports.models import FrozenFile, ReportVersion
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed
from kommunrapport.reports.pictures.sweeping import sweep
from kommunrapport.reports.printing import file_name, open_report, printed_report
from kommunrapport.reports.versions.files import FREEZE_FILES, read_file, store_file
from kommunrapport.reports.versions.printing import FILES
from kommunrapport.reports.versions.reading import version_read_by
from kommunrapport.reports.versions.retention import remove_what_is_too_old

EXPORT_PDF = "reports.export_pdf"
CHAPTERS_PERCENT = 40  # the rest is laying out the pages, which says nothing on the way


def _back(params: dict[str, Any]) -> str:
    return page_of(params, "report_detail")


@job(EXPORT_PDF, title="PDF av rapporten", does="göra en PDF av rapporten", may_download=may_download, back=_back)
def export_pdf(job_run: JobRun, *, report: int) -> JobResult:
    """The printed report, with the rights of the one who ordered it."""
    found = readable(job_run.user, {"report": report})
    if found is None:
        raise JobFailed("Rapporten finns inte längre, eller så har du inte behörighet till den.")
    version = version_read_by(job_run.user, found)
    if version:
        return _frozen_pdf(version)

    def tell(done: int, total: int) -> None:
        job_run.report(CHAPTERS_PERCENT * done // total, f"Kapitel {done} av {total}")

    printed = printed_report(open_report(found), tell=tell)
    job_run.report(CHAPTERS_PERCENT, "Lägger ut sidorna")
    try:
        pdf = render_pdf_safely(printed)
    except (PangoMissing, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    return JobResult(file_name(found, "pdf"), pdf, "application/pdf")


def _frozen_pdf(version: ReportVersion) -> JobResult:
    """For who ordered the PDF just before the report was frozen."""
    stored = version.files.filter(kind=FrozenFile.Kind.PDF).first()
    if stored is None:
        raise JobFailed("Rapporten har fått en fast version. Hämta PDF:en på sidan där du läser den.")
    return JobResult(stored.name, read_file(stored), "application/pdf")


def _page_of_version(params: dict[str, Any]) -> str:
    found = ReportVersion.objects.select_related("report__org_unit", "report__occasion")
    version = found.get(pk=params["version"])
    report = version.report
    address = [report.occasion.period, report.org_unit.slug, report.slug, version.number]
    return reverse("reports:version_read", args=address)


def _may_order_again(user: User, params: dict[str, Any]) -> bool:
    """The files are the version's and are fetched there; who sends the report out may order them again."""
    version = ReportVersion.objects.select_related("report").get(pk=params["version"])
    return access_of(user).may(Capability.LOCK, version.report.org_unit_id)


@job(
    FREEZE_FILES,
    title="Versionens filer",
    does="göra versionens filer",
    may_download=_may_order_again,
    back=_page_of_version,
)
def freeze_files(job_run: JobRun, *, version: int) -> None:
    """Make the files that the version does not have yet, each from what was frozen."""
    frozen = ReportVersion.objects.select_related("report").get(pk=version)
    there = set(frozen.files.values_list("kind", flat=True))
    missing = [kind for kind in FILES if kind not in there]
    for done, kind in enumerate(missing):
        job_run.report(100 * done // len(missing), f"Gör filen: {kind.label}")
        content = _made(kind, frozen)
        if content:
            store_file(version=frozen, kind=kind, content=content)


def _made(kind: FrozenFile.Kind, version: ReportVersion) -> bytes:
    try:
        return FILES[kind](version)
    except (PangoMissing, RenderFailed) as error:
        raise JobFailed(str(error)) from error


@chore(every=timedelta(days=1))
def sweep_pictures() -> None:
    """Files of pictures and documents that were never saved."""
    sweep(timezone.now() - timedelta(days=1))


@chore(every=timedelta(hours=24))
def remove_old_rows() -> None:
    """Drafts, comments and history that are older than the kommun keeps them."""
    remove_what_is_too_old(timezone.localdate())

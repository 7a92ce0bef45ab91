"""What a version is called, and what its cover says of where it comes from."""

from __future__ import annotations

from kommunrapport.dates import format_date
from kommunrapport.reports.models import ReportVersion


def version_name(version: ReportVersion) -> str:
    """Version 2, förvaltningens förslag"""
    return f"Version {version.number}, {version.get_kind_display()}"


def decision_words(version: ReportVersion) -> str:
    """Kommunstyrelsen 28 februari 2017, § 41; "" for a version that no body has decided on."""
    if version.decided_on is None:
        return ""
    paragraph = f", {version.paragraph}" if version.paragraph else ""
    return f"{version.body} {format_date(version.decided_on)}{paragraph}"


def about_lines(version: ReportVersion, case_number: str) -> tuple[str, ...]:
    """The lines of a cover: what it is, who decided it, which version and when, and the diarienummer."""
    decided = decision_words(version)
    lines = [
        f"Beslutad av {decided}" if decided else "",
        f"{version_name(version)}, {format_date(version.created_at)}",
        f"Diarienummer {case_number}" if case_number else "",
    ]
    return tuple(line for line in lines if line)

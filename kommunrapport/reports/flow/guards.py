"""What stands in the way of a step: each guard answers with a sentence that says what to do, "" when nothing does."""

from __future__ import annotations

from typing import Any

from kommunrapport.dates import format_date
from kommunrapport.organisation.models import User
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.registry import subject_texts


def has_chapters(standing: Standing) -> str:
    return "" if standing.report.chapters.exists() else "Rapporten har inga kapitel ännu."


def is_as_sent_out(standing: Standing) -> str:
    """The body decides on what it has been sent, to the letter."""
    if not standing.has_changed:
        return ""
    return (
        "Rapporten har ändrats efter utskicket, så beslutet skulle gälla något annat än det nämnden har fått. "
        "Öppna igen och skicka ut en ny version."
    )


def has_pdf(standing: Standing) -> str:
    """A version without its PDF is not whole."""
    if standing.has_pdf:
        return ""
    return "Versionens PDF är inte klar. Vänta en stund, eller gör om den om den inte gick att göra."


def is_not_published(standing: Standing) -> str:
    version = standing.latest
    is_out = version is not None and standing.report.published_version_id == version.pk
    return "Den senaste versionen är redan publicerad." if is_out else ""


def is_not_verified(standing: Standing) -> str:
    day = standing.decision.verified_day if standing.decision else None
    return f"Protokollet är registrerat som justerat {format_date(day)}." if day else ""


def has_changed(standing: Standing) -> str:
    if standing.has_changed:
        return ""
    return "Inget har ändrats, så det finns ingen rättelse att lägga fast. Avbryt i stället."


def has_no_changed_text(standing: Standing) -> str:
    """What was written may not be left behind unseen; figures that follow the data are left as they are."""
    written = not standing.changed or any(chapter.is_written for chapter in standing.changed)
    if not (standing.has_changed and written):
        return ""
    return "Texter har ändrats. Återställ dem ur kapitlens historik, eller lägg fast rättelsen."


def wrote_it_last(chapter: Chapter, user: User) -> str:
    """Nobody reviews an own text, in the chapter or on the page of what the chapter stands for."""
    wrote = any(_wrote_last(row, user) for row in (chapter, *subject_texts(chapter)))
    return "Du skrev texten själv. Låt någon annan granska den." if wrote else ""


def _wrote_last(row: Any, user: User) -> bool:
    """`row` has a text with history: who saved it as it stands is who changed it last."""
    lines = row.history.order_by("-history_date", "-history_id").values_list("text", "history_user")
    writer = None
    for text, by in lines:
        if text != row.text:
            break
        writer = by
    return bool(row.text) and writer == user.pk

"""Putting a document into a chapter."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import claim_token
from kommunrapport.reports.docx.reading import Document, place_pictures
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.pictures.services import keep_picture
from kommunrapport.reports.services import hold_open_report, write_chapter


@transaction.atomic
def read_in_document(
    *, pk: int, version: int, document: Document, alt_texts: Mapping[int, str], replaces: bool, token: str, by: User
) -> Chapter:
    """Write a document into a chapter: after its text as it is now, or in place of the text of `version`.

    `alt_texts` are those of the pictures that are kept, by their numbers; other pictures are left out.
    Raises Locked, AlreadyDone when it was done before, Conflict when somebody wrote since `version` and the text is
    to be replaced, RichTextError when the text would be too long.
    """
    report = hold_open_report(Chapter.objects.values_list("report_id", flat=True).get(pk=pk))
    claim_token(token, by)
    kept = [(picture, alt_texts[picture.number]) for picture in document.pictures if picture.number in alt_texts]
    keys = {
        picture.number: keep_picture(report=report, taken=picture.taken, alt_text=alt_text, caption="", by=by).pk
        for picture, alt_text in kept
    }
    html = place_pictures(document.html, keys)
    if replaces:
        return write_chapter(pk=pk, version=version, text=html, by=by)
    stored = Chapter.objects.get(pk=pk)
    return write_chapter(pk=pk, version=stored.version, text=f"{stored.text}{html}", by=by)

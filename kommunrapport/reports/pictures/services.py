"""Keeping pictures. Every function holds the report's row first, as those that write its texts do."""

from __future__ import annotations

import hashlib
import secrets
from functools import partial

from django.db import transaction

from kommunrapport.jobs.files import write_whole
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import claim_token, create_recorded, delete_checked, save_checked
from kommunrapport.reports.models import Chapter, Picture, Report
from kommunrapport.reports.models.versions import FrozenChapter
from kommunrapport.reports.pictures.taking_in import TakenIn
from kommunrapport.reports.services import Kept, hold_open_report

FOLDER = "bilder"  # under MEDIA_ROOT


@transaction.atomic
def add_picture(*, report: Report, taken: TakenIn, alt_text: str, caption: str, token: str, by: User) -> Picture:
    """Keep a picture for the report's texts. Raises Locked, AlreadyDone when the form was sent before."""
    held = hold_open_report(report.pk)
    claim_token(token, by)
    return keep_picture(report=held, taken=taken, alt_text=alt_text, caption=caption, by=by)


@transaction.atomic
def keep_picture(*, report: Report, taken: TakenIn, alt_text: str, caption: str, by: User) -> Picture:
    """The same for a report that the caller holds. A file is never written over: a new picture is a new row."""
    return create_recorded(
        Picture,
        by=by,
        report=report,
        file=write_whole(f"{FOLDER}/{secrets.token_hex(16)}.{taken.ending}", taken.content),
        media_type=taken.media_type,
        width=taken.width,
        height=taken.height,
        alt_text=alt_text,
        caption=caption,
        sha256=hashlib.sha256(taken.content).hexdigest(),
    )


@transaction.atomic
def change_picture(*, pk: int, version: int, alt_text: str, caption: str, by: User) -> Picture:
    """Say something else about the picture; what is frozen keeps its words. Raises Locked, Conflict."""
    hold_open_report(Picture.objects.values_list("report_id", flat=True).get(pk=pk))
    return save_checked(Picture, pk=pk, version=version, by=by, alt_text=alt_text, caption=caption)


@transaction.atomic
def remove_picture(*, pk: int, version: int, by: User) -> None:
    """Remove a picture and its file for good. Raises Locked, Conflict, and Kept where a text or a version shows it."""
    picture = Picture.objects.get(pk=pk)
    hold_open_report(picture.report_id)
    key = f'data-picture="{pk}"'
    if FrozenChapter.objects.filter(version__report=picture.report_id, html__contains=key).exists():
        raise Kept("Bilden finns i en version som är utskickad eller beslutad och tas därför inte bort.")
    shown_in = Chapter.objects.filter(report=picture.report_id, text__contains=key).first()
    if shown_in:
        raise Kept(f"Bilden står i kapitlet {shown_in}. Ta bort den ur texten och spara först.")
    delete_checked(Picture, pk=pk, version=version, by=by)
    transaction.on_commit(partial(picture.file.storage.delete, str(picture.file.name)))

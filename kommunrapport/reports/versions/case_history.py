"""Every change of what belongs to a matter: who, when, of what, from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from kommunrapport.administration.values import shown
from kommunrapport.reports.models import (
    Chapter,
    ChapterSection,
    Memo,
    MemoInstance,
    Promise,
    PromiseOutcome,
    Report,
    ReviewComment,
)
from kommunrapport.reports.rich_text import plain_text

HEADINGS = ("När", "Vem", "Vad", "Vilken", "Gjorde", "Fält", "Från", "Till")
_DID = {"+": "skapade", "~": "ändrade", "-": "tog bort"}
_FORMATTED = {"text", "common_text", "background"}  # written with formatting, where the model is one of these
_RICH = (Chapter, Memo)
_NOT_TOLD = {"id", "version"}

type Row = tuple[str, ...]


def history_of_case(report: Report) -> Iterator[Row]:
    """A line for each field that was changed, row by row from the first save to the last; removed rows too."""
    chapters = set(Chapter.history.filter(report=report).values_list("id", flat=True))
    memos = set(Memo.history.filter(report=report).values_list("id", flat=True))
    yield from _history(Report, id=report.pk)
    yield from _history(Chapter, report=report)
    yield from _history(ChapterSection, chapter__in=chapters)
    yield from _history(ReviewComment, chapter__in=chapters)
    yield from _history(Promise, chapter__in=chapters)
    yield from _history(PromiseOutcome, report=report)
    yield from _history(Memo, id__in=memos)
    yield from _history(MemoInstance, memo__in=memos)


def _history(model: Any, **which: Any) -> Iterator[Row]:
    lines = model.history.filter(**which).select_related("history_user").order_by("id", "history_date", "history_id")
    fields = [field for field in model._meta.concrete_fields if field.name not in _NOT_TOLD]
    for _, of_row in groupby(lines.iterator(), key=lambda line: line.id):
        earlier = None
        for line in of_row:
            yield from _told(model, line, _changed(fields, earlier, line))
            earlier = line


def _changed(fields: list[Any], earlier: Any, line: Any) -> Iterator[tuple[str, str, str]]:
    """(field, from, to) of what the save changed; nothing of a removal."""
    if line.history_type == "-":
        return
    for field in fields:
        old, new = (getattr(one, field.attname) if one else None for one in (earlier, line))
        if old != new and (earlier or new not in (None, "", [], {})):
            yield str(field.verbose_name), _words(field, old), _words(field, new)


def _told(model: Any, line: Any, changes: Iterator[tuple[str, str, str]]) -> Iterator[Row]:
    when = timezone.localtime(line.history_date).strftime("%Y-%m-%d %H:%M:%S")
    who = line.history_user.name if line.history_user else "Programmet"
    head = (when, who, str(model._meta.verbose_name), str(line.id), _DID[line.history_type])
    told = False
    for change in changes:
        told = True
        yield (*head, *change)
    if not told:
        yield (*head, "", "", "")


def _words(field: Any, value: Any) -> str:
    if value in (None, ""):
        return ""
    if field.name in _FORMATTED and field.model in _RICH:
        return plain_text(value)
    try:
        return shown(field, value)
    except ObjectDoesNotExist:
        return f"borttagen ({value})"

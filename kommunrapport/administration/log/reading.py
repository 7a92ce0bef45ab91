"""Reading the log: the latest lines of every table of history, put together."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from kommunrapport.administration.log.wording import LogLine, log_line
from kommunrapport.records.log_rules import shown_in_log
from kommunrapport.records.models import Versioned

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the log is narrowed to. `since` and `until` are moments, `what` and `row` name models as "goals.goal"."""

    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    who: int | None = None
    what: str = ""
    row: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, the latest first; `older` is the moment from which the next page goes on, None at the end."""

    lines: tuple[LogLine, ...]
    older: datetime.datetime | None


def logged_models() -> dict[str, type[Versioned]]:
    """Every model with history, by its label ("goals.goal"), in the order of their Swedish names."""
    found = [m for m in apps.get_models() if issubclass(m, Versioned) and hasattr(m, "history")]
    found.sort(key=lambda model: str(model._meta.verbose_name))
    return {model._meta.label_lower: model for model in found}


def read_log(narrow: LogFilter, *, limit: int = PAGE) -> LogPage:
    """The latest lines: one short query for each model, and two for each that has a line on the page.

    Lines whose values are hidden are left out when words are looked for: finding a word would show it.
    """
    chosen = logged_models()
    if narrow.what:
        chosen = {label: model for label, model in chosen.items() if label == narrow.what}
    keys = heapq.merge(*(_keys(model, narrow, limit + 1) for model in chosen.values()), reverse=True)
    latest = list(islice(keys, limit + 1))
    lines = sorted(_lines(latest[:limit], chosen), key=lambda line: line.key, reverse=True)
    lines = [line for line in lines if line.says_something and not (narrow.words and line.is_hidden)]
    older = latest[limit - 1][0] if len(latest) > limit else None
    return LogPage(tuple(lines), older)


type _Key = tuple[datetime.datetime, str, int]  # when, the model's label, the key of the line


def _keys(model: type[Versioned], narrow: LogFilter, limit: int) -> list[_Key]:
    lines = _narrowed(model, narrow).order_by("-history_date", "-history_id")
    label = model._meta.label_lower
    return [(date, label, pk) for date, pk in lines.values_list("history_date", "history_id")[:limit]]


def _narrowed(model: type[Versioned], narrow: LogFilter) -> models.QuerySet[Any]:
    conditions = Q()
    if narrow.since:
        conditions &= Q(history_date__gte=narrow.since)
    if narrow.until:
        conditions &= Q(history_date__lt=narrow.until)
    if narrow.who:
        conditions &= Q(history_user=narrow.who)
    if narrow.row:
        conditions &= Q(id=narrow.row)
    if narrow.words:
        conditions &= _holds(model, narrow.words)
    return _history(model).filter(conditions)


def _holds(model: type[Versioned], words: str) -> Q:
    """The words stand in one of the texts of the line. A model without texts holds no words.

    SQLite knows small and capital letters only of a to z, so the words are asked for in each way of writing them.
    """
    kept = {field.name for field in _history(model).model._meta.fields}  # of a user no password
    fields = [field for field in model._meta.fields if field.name in kept and not field.choices]
    texts = [field for field in fields if isinstance(field, models.CharField | models.TextField)]
    found = Q(pk__in=[])
    for field, spelling in product(texts, {words, words.lower(), words.upper(), words.capitalize()}):
        found |= Q(**{f"{field.name}__icontains": spelling})
    return found


def _lines(keys: list[_Key], chosen: dict[str, type[Versioned]]) -> Iterator[LogLine]:
    by_label: dict[str, list[int]] = {}
    for _, label, pk in keys:
        by_label.setdefault(label, []).append(pk)
    for label, pks in by_label.items():
        yield from _lines_of(chosen[label], pks)


def _lines_of(model: type[Versioned], pks: list[int]) -> Iterator[LogLine]:
    """The lines with these keys, each beside the one before it of the same row."""
    earlier = _history(model).filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    related = [field.name for field in model._meta.fields if field.is_relation]
    lines = _history(model).select_related("history_user", *related)
    found = list(lines.filter(history_id__in=pks).annotate(before_id=before))
    befores = lines.in_bulk([line.before_id for line in found if line.before_id])
    shown = shown_in_log(model, {line.id for line in found})
    for line in found:
        yield log_line(model, line, befores.get(line.before_id), is_hidden=line.id not in shown)


def _history(model: type[Versioned]) -> models.QuerySet[Any]:
    return model.history.all()  # type: ignore[attr-defined]

"""A line of history in words: what kind of row, which one, and each field from what to what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.html import strip_tags
from django.utils.text import Truncator

from kommunrapport.administration.history import FieldChange
from kommunrapport.administration.values import shown
from kommunrapport.numbers import EN_DASH
from kommunrapport.records.models import Versioned

PROGRAM = "Programmet"
GONE = "borttagen"
LONGEST = 60  # words of a text in the log; the row's own history has them all
LEAD = 8  # words before the first that differs, where a text is too long to be told from its beginning
DID = {"+": "Lade till", "~": "Ändrade", "-": "Tog bort"}
SAVED = "Sparade"  # a change whose history does not say what was there before
# Not a person's doing: they follow from saving, or must not be seen.
_SILENT = {"id", "version", "password", "last_login"}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One saved change. `label` and `pk` name the row; `is_hidden` when its values are kept from the log."""

    key: tuple[datetime.datetime, str, int]
    who: str
    did: str
    kind: str
    name: str
    label: str
    pk: int
    changes: tuple[FieldChange, ...]
    is_hidden: bool

    @property
    def says_something(self) -> bool:
        """False for a save that changed nothing a person did, such as when somebody last signed in."""
        return self.is_hidden or bool(self.changes) or self.did != DID["~"]

    @property
    def was_known(self) -> bool:
        """Whether the log knows what the values were before."""
        return self.did == DID["~"]

    @property
    def when(self) -> datetime.datetime:
        return self.key[0]


def log_line(model: type[Versioned], line: Any, before: Any | None, *, is_hidden: bool) -> LogLine:
    """The line in words. `before` is the line before it of the same row; both with their relations read."""
    label = model._meta.label_lower
    kind = str(model._meta.verbose_name)
    return LogLine(
        key=(line.history_date, label, line.history_id),
        who=line.history_user.name if line.history_user else PROGRAM,
        did=SAVED if line.history_type == "~" and before is None else DID[line.history_type],
        kind=kind[:1].upper() + kind[1:],
        name="" if is_hidden else _name(model, line),
        label=label,
        pk=line.id,
        changes=() if is_hidden or line.history_type == "-" else tuple(_changes(model, line, before)),
        is_hidden=is_hidden,
    )


def _name(model: type[Versioned], line: Any) -> str:
    """What the row calls itself. Its relations are those of the line, so that nothing more is read."""
    row = line.instance
    try:
        for field in model._meta.fields:
            if field.is_relation and (other := getattr(line, field.name)) is not None:
                setattr(row, field.name, other)
        return Truncator(str(row)).chars(120)
    except ObjectDoesNotExist:  # what it named itself after is gone
        return f"nummer {line.id}"


def _changes(model: type[Versioned], line: Any, before: Any | None) -> list[FieldChange]:
    """The fields that differ; of a new row those that have a value."""
    changes = []
    for field in model._meta.concrete_fields:
        if field.name in _SILENT:
            continue
        old, new = (getattr(one, field.attname, None) if one else None for one in (before, line))
        if old != new and not (before is None and new in (None, "")):
            name = str(field.verbose_name)
            texts = _near_change(_words(field, before), _words(field, line))
            changes.append(FieldChange(name[:1].upper() + name[1:], *texts))
    return changes


def _near_change(old: str, new: str) -> tuple[str, str]:
    """Both texts, and of long ones the words from just before they differ: what is cut off is not the change."""
    before, after = old.split(), new.split()
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    start = max(same - LEAD, 0) if len(before) > LONGEST and len(after) > LONGEST else 0
    return _excerpt(before, start), _excerpt(after, start)


def _excerpt(words: list[str], start: int) -> str:
    """At most `LONGEST` words from number `start`, with marks where words are left out."""
    told = " ".join(words[start : start + LONGEST])
    return f"{'… ' if start else ''}{told}{'…' if len(words) > start + LONGEST else ''}"


def _words(field: Any, line: Any | None) -> str:
    if line is None or not hasattr(line, field.attname):
        return EN_DASH
    value = getattr(line, field.attname)
    if field.is_relation and value is not None:
        value = getattr(line, field.name)
        return GONE if value is None else str(value)
    return unescape(strip_tags(shown(field, value)))

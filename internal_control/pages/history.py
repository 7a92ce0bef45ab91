"""Who changed a risk and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from internal_control.models import Risk, RiskRating
from kommunrapport.administration.values import plain
from kommunrapport.measures.changes import NOBODY, NOTHING, Change

type Shown = list[tuple[str, Callable[[Any], str]]]

_TEXTS = ("title", "area", "cause", "consequence", "existing_control", "valid_from", "valid_to", "is_confidential")


def read_risk_history(risk: Risk) -> list[Change]:
    """The latest first, in two queries."""
    lines = Risk.history.filter(id=risk.pk).select_related("history_user", "owner", "goal")
    ratings = RiskRating.history.filter(risk=risk).select_related("history_user")
    changes = _changes(lines, _risk) + _changes(ratings, _rating)
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _risk(_: Any) -> Shown:
    shown: Shown = [(_label(name), partial(_text, name)) for name in _TEXTS]
    shown += [
        ("Slag av risk", lambda row: row.get_category_display()),
        ("Beslut", lambda row: row.get_handling_display()),
        ("Ansvarig", lambda row: str(row.owner or "")),
        ("Mål", lambda row: str(row.goal or "")),
    ]
    return shown


def _rating(line: Any) -> Shown:
    return [
        (f"Bedömning {line.year}", lambda row: f"{row.likelihood} × {row.impact} = {row.likelihood * row.impact}"),
        (f"Varför, {line.year}", lambda row: row.reason),
    ]


def _label(name: str) -> str:
    field: Any = Risk._meta.get_field(name)
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _text(name: str, line: Any) -> str:
    value = getattr(line, name)
    return "" if value is None else plain(value)


def _changes(lines: Any, shown: Callable[[Any], Shown]) -> list[Change]:
    """Lines of history as changes: each line beside the one before it of the same row."""
    latest: dict[int, Any] = {}
    changes: list[Change] = []
    for line in lines.order_by("history_id"):
        changes += _differences(line, latest.get(line.id), shown(line))
        latest[line.id] = line
    return changes


def _differences(line: Any, earlier: Any, shown: Shown) -> Iterable[Change]:
    """Of the line that made the row only what it is called, or how it was judged."""
    who = line.history_user.name if line.history_user else NOBODY
    for name, show in shown if earlier else shown[:1]:
        before, after = show(earlier) if earlier else "", show(line)
        if before != after:
            yield Change(name, who, line.history_date, before or NOTHING, after or NOTHING)

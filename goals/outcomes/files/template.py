"""The template of outcomes, with what is stored and may be shown."""

from __future__ import annotations

from goals.outcomes.files.columns import COLUMNS, WORDS
from goals.outcomes.files.lines import Line, Lines
from kommunrapport.measures.models import Observation, ValueKind
from kommunrapport.measures.shown import HIDDEN
from kommunrapport.organisation.period import Period
from kommunrapport.spreadsheets.columns import Value, write_template


def template_workbook(lines: Lines, period: Period) -> bytes:
    """The template as an .xlsx, a row for each line."""
    return write_template(f"Utfall {period}", COLUMNS, [_row(line) for line in lines.all])


def _row(line: Line) -> dict[str, Value]:
    breakdown = line.breakdown
    return {
        "name": line.name,
        "slug": line.measure.slug,
        "sex": WORDS.word("sex", breakdown.sex),
        "age_group": WORDS.word("age_group", breakdown.age_group),
        "kind": WORDS.word("kind", breakdown.kind),
        "unit": unit_of(line),
        "previous": line.previous.shown if line.previous and line.previous.observation else None,
        **_stored(line, line.observation),
    }


def unit_of(line: Line) -> str:
    """What the outcome is counted in: a share in percent, a count or a place in nothing."""
    if line.breakdown.kind == ValueKind.VALUE:
        return line.measure.measurement_unit
    return "%" if line.breakdown.kind == ValueKind.SHARE else ""


def _stored(line: Line, outcome: Observation | None) -> dict[str, Value]:
    if outcome is None:
        return {}
    return {
        "value": HIDDEN if line.is_hidden else _plain(outcome),
        "status": WORDS.word("status", outcome.status),
        "answers": outcome.answers,
        "note": outcome.note or None,
    }


def _plain(outcome: Observation) -> Value:
    """The value without the zeros that the database keeps at its end."""
    if outcome.value is None:
        return None
    whole = outcome.value.to_integral_value()
    return whole if whole == outcome.value else outcome.value.normalize()

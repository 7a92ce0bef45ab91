"""The workbook of the register, with what is stored and may stand in a file."""

from __future__ import annotations

from internal_control.files.columns import TABLES, WORDS
from internal_control.files.stored import Register, StoredRow
from kommunrapport.spreadsheets.columns import ColumnKind, TemplateSheet, Value, write_templates


def register_workbook(register: Register) -> bytes:
    return write_templates(
        [TemplateSheet(table.title, table.columns, map(_row, register.of_kind(table.kind))) for table in TABLES]
    )


def _row(stored: StoredRow) -> dict[str, Value]:
    from_choice = {
        key: WORDS.word(key, str(stored.values[key] or "")) or None for key in _CHOICES & stored.values.keys()
    }
    return {"number": stored.number, **stored.values, **from_choice}


_CHOICES = {column.key for table in TABLES for column in table.columns if column.kind is ColumnKind.CHOICE}

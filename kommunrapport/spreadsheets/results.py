"""The results of formulas, put into a finished workbook: openpyxl writes a formula without what it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

# As openpyxl writes a cell with a formula. Text of people can't look like this: its "<" is escaped.
_FORMULA_CELL = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')


def with_results(workbook: bytes, results: Mapping[int, Mapping[str, str]]) -> bytes:
    """Return the workbook with the results, by number of sheet (from 1) and cell ("B7"), as plain numbers."""
    finished = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(finished, "w", ZIP_DEFLATED) as target:
        parts = {f"xl/worksheets/sheet{number}.xml": found for number, found in results.items() if found}
        for item in source.infolist():
            content = source.read(item)
            if item.filename in parts:
                content = _filled(content, parts[item.filename])
            target.writestr(item, content)
    return finished.getvalue()


def _filled(sheet: bytes, results: Mapping[str, str]) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        return match[1] + f"<v>{results[match[2].decode()]}</v>".encode()

    return _FORMULA_CELL.sub(fill, sheet)

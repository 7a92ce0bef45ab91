"""What a page or a file says of the staff, as an outsider reads it: groups with a figure, and hidden ones."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import NamedTuple

from openpyxl import load_workbook

from personnel.imports.columns import word_of
from personnel.tables.words import GROUP_NAMES
from tests.personnel.attack_world import AGREED, MARGINS, ORDINARY, Dates, Margin

HIDDEN, UNKNOWN = "visas inte", {"", "–", "-", "saknas", "uppgift saknas", "ej mätt"}
MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
MARGIN_OF = {name: margin for margin, name in GROUP_NAMES.items()}
TEMPLATE_GROUPS = {(sex, age): (word_of("sex", sex), word_of("age_group", age)) for sex, age in MARGINS}
TEMPLATE_COLUMNS = {
    ("Headcount", ""): ("varav heltid", "Årsarbetare", "Medelålder", "Sysselsättningsgrad, %"),
    ("SickLeave", ORDINARY): ("Ordinarie timmar", "Sjuktimmar", "varav 60 dagar eller mer"),
    ("StaffPeriod", ""): ("Timmar av timavlönade", "Övertid och fyllnadstid, timmar", "Nyanställda", "Avgångar"),
}
SEX_COLUMNS = dict(zip(("Totalt", "Kvinnor", "Män"), MARGINS, strict=False))
LONG = "60 dagar eller längre"
HOURLY_PAID = "Timavlönades andel"
BOTH_KINDS = (("StaffPeriod", ""), ("SickLeave", ORDINARY))

type Cells = Iterable[tuple[str, str, str, str]]  # title of the table, row, column, text


class Said(NamedTuple):
    """A group of a unit in a period or on a day, and whether a figure of it is shown or hidden."""

    model: str
    dates: Dates
    denominator: str
    unit: int
    margin: Margin
    is_hidden: bool


def read_cells(unit: int, cells: Cells) -> Iterator[Said]:
    """What a stream of cells says of one unit. The rows of women and men stand below the measure they are of."""
    for title, row, column, shown in cells:
        text = " ".join(shown.split())
        if text in UNKNOWN or (place := _place(title, row, column)) is None:
            continue
        assert HIDDEN in text or re.search(r"\d", text), (title, row, column, text)
        if row.startswith(HOURLY_PAID):  # of hours of both kinds, and hidden when either is
            if HIDDEN not in text:
                yield from (Said(kind, place[1], time, unit, place[3], False) for kind, time in BOTH_KINDS)
            continue
        yield Said(*place[:3], unit, place[3], HIDDEN in text)


def _place(title: str, row: str, column: str) -> tuple[str, Dates, str, Margin] | None:
    if title.startswith("Sjukfrånvaro i procent av"):
        denominator = AGREED if "överenskommen" in title else ORDINARY
        margin = MARGINS[0] if row.startswith(LONG) else MARGIN_OF.get(row)
        return ("SickLeave", _dates(column), denominator, margin) if margin else None
    if title.startswith("Sjukfrånvaro de senaste tolv"):
        return "SickLeave", _twelve_months(row), ORDINARY, SEX_COLUMNS[column]
    if title.startswith("Arbetstid och ålder"):
        day = _day(title)
        return "Headcount", (day, day), "", SEX_COLUMNS[column]
    if title.startswith("Personalrörlighet") and row != "Anställda":
        return "StaffPeriod", _dates(column), "", MARGIN_OF.get(row, MARGINS[0])
    return None


def _dates(head: str) -> Dates:
    """Of "2025" and "Jan–aug 2025"."""
    year = int(head.split()[-1])
    last = MONTHS.index(re.split("[–\\s]", head)[1][:3].lower()) + 1 if "–" in head else 12
    return date(year, 1, 1), _end(year, last)


def _end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _twelve_months(label: str) -> Dates:
    month, year = label.split()
    last = _end(int(year), MONTHS.index(month[:3].lower()) + 1)
    return _end(last.year - 1, last.month) + timedelta(days=1), last


def _day(title: str) -> date:
    day, month, year = title.split(" den ")[1].split()[:3]
    return date(int(year), MONTHS.index(month[:3]) + 1, int(day))


def cells_of_json(content: bytes) -> Cells:
    """The tables of a report as data, and those nested in anything."""
    for block in _blocks(json.loads(content)):
        heads = [column["label"] for column in block["columns"]]
        for row in block["rows"]:
            name, *texts = (cell["text"] for cell in row["cells"])
            yield from ((block["caption"], name, head, text) for head, text in zip(heads[1:], texts, strict=True))


def _blocks(data: object) -> Iterator[dict]:
    if isinstance(data, dict):
        if "columns" in data and "rows" in data:
            yield data
        for value in data.values():
            yield from _blocks(value)
    if isinstance(data, list):
        for value in data:
            yield from _blocks(value)


def cells_of_csv(content: bytes) -> Cells:
    for line in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        yield line["Tabell"], line["Rad"], line["Kolumn"], line["Visas som"]


def cells_of_workbook(content: bytes) -> Cells:
    """Every sheet: a table begins where the first cell is the head of its first column."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        yield from _cells_of_lines([[_text(v) for v in line] for line in sheet.iter_rows(values_only=True)])


def _text(value: object) -> str:
    return "" if value is None else str(value)


def read_template(content: bytes) -> Iterator[Said]:
    """The rows of the HR template: each is a group, with the figures of its day and of its period."""
    heads, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    for row in (dict(zip(heads, line, strict=True)) for line in rows):
        unit = int(str(row["Enhet"]).split()[1], 16)
        margin = next(m for m, words in TEMPLATE_GROUPS.items() if words == (row["Kön"], row["Åldersgrupp"]))
        first, last = (row[head].date() for head in ("Från och med", "Till och med"))
        dates = {"Headcount": (last, last), "SickLeave": (first, last), "StaffPeriod": (first, last)}
        for (model, denominator), columns in TEMPLATE_COLUMNS.items():
            for text in (row[column] for column in columns if row[column] is not None):
                yield Said(model, dates[model], denominator, unit, margin, text == HIDDEN)


def cells_of_html(content: str) -> Cells:
    parser = _Tables()
    parser.feed(content)
    yield from _cells_of_lines(parser.lines)


def _cells_of_lines(lines: list[list[str]]) -> Cells:
    title, heads = "", []
    for line in lines:
        name, *texts = [" ".join(cell.split()) for cell in line] or [""]
        if name in ("Grupp", "Mått", "Tolv månader till och med") and any(texts):
            heads = texts
        elif name and not any(texts):
            title, heads = name, []
        elif heads:
            yield from ((title, name, head, text) for head, text in zip(heads, texts, strict=False) if head)


class _Tables(HTMLParser):
    """The captions and rows of all tables of a page; footnotes' marks are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self._is_open, self._mark = False, 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.lines.append([])
        if tag in ("th", "td") and self.lines:
            self.lines[-1].append("")
        if tag == "caption":
            self.lines.append([""])
        self._is_open = self._is_open or tag in ("th", "td", "caption")
        self._mark += tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self._is_open = self._is_open and tag not in ("th", "td", "caption")
        self._mark -= tag == "sup"

    def handle_data(self, data: str) -> None:
        if self._is_open and not self._mark:
            self.lines[-1][-1] += data

"""How a file is read: what each column means, unit, signs and where its names lead.

Saved as JSON with a source, so that the next file of the same shape needs no questions. Years are kept relative to
the year that is read in, so "Budget 2016" in this year's file is "Budget 2017" in next year's.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.db import models

from budget.models import BudgetArea, Figure, Grouping

SKIP = "skip"
NEW = "new"
NET = "net"
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


class Role(models.TextChoices):
    """What a column holds."""

    IGNORED = "ignored", "läses inte"
    LABEL = "label", "namn på raden"
    UNIT_CODE = "unit", "kod för enhet (ansvar)"
    FIELD_CODE = "field", "kod för verksamhet"
    ACCOUNT = "nature", "kod för konto"
    PROJECT_CODE = "project", "kod för projekt"
    CODE_TEXT = "code_text", "text till koden före"
    OTHER_KEY = "other_key", "annan kod"
    PERIOD = "period", "månad eller period"
    AMOUNT = "amount", "belopp"


# A code leads to an area of the grouping with the same name.
CODE_ROLES = {Role(grouping.value): grouping for grouping in Grouping}


class ShownAs(models.TextChoices):
    """How a file shows a kind of amount."""

    NEGATIVE = "negative", "med minus"
    POSITIVE = "positive", "utan minus"


SCALES = [(1, "kronor"), (1000, "tusental kronor (tkr)"), (1_000_000, "miljoner kronor (mnkr)")]
NATURES = [*BudgetArea.Nature.choices, (NET, "netto")]


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column. `index` counts from 0, `year` from the year read in; `as_of` is the ISO day of a forecast."""

    index: int
    header: str
    role: str = Role.IGNORED
    figure: str = ""
    year: int = 0
    month: int | None = None
    nature: str = ""
    as_of: str = ""

    @property
    def is_variance(self) -> bool:
        return self.figure in (Figure.VARIANCE, Figure.FORECAST_VARIANCE)


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that must be known to read a file. For a SIE file only `dimensions` and `areas` matter.

    `income`, `cost` and `net` (rows that are neither) say how each is shown, `favourable` how a variance better than
    budget is. `scale` is None until somebody has said in which unit the amounts are. `areas` says where a name or code
    without an area of its own leads: to an area's key, to a NEW area, or nowhere (SKIP); its keys are "grouping:text".
    `rows` overrides what kind of row a label was taken for.
    """

    sheet: str = ""
    header_row: int = 0
    columns: tuple[ColumnUse, ...] = ()
    scale: int | None = None
    income: str = ShownAs.NEGATIVE
    cost: str = ShownAs.POSITIVE
    net: str = ShownAs.POSITIVE
    favourable: str = ShownAs.POSITIVE
    grouping: str = Grouping.UNIT
    sums_rows: bool = False
    areas: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Raises KeyError or TypeError only for what this program never wrote."""
        columns = tuple(ColumnUse(**column) for column in stored.get("columns", ()))
        return cls(**{**stored, "columns": columns})

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"columns": [asdict(column) for column in self.columns]}

    def of_role(self, role: str) -> list[ColumnUse]:
        return [column for column in self.columns if column.role == role]

    @property
    def amounts(self) -> list[ColumnUse]:
        return self.of_role(Role.AMOUNT)

    @property
    def codes(self) -> list[ColumnUse]:
        return [column for column in self.columns if column.role in CODE_ROLES]

    @property
    def label(self) -> ColumnUse | None:
        return next(iter(self.of_role(Role.LABEL)), None)

    def fits(self, headers: tuple[str, ...]) -> bool:
        """Whether the file's header is the one this mapping was made for, whatever years it names."""
        known = {column.index: _without_years(column.header) for column in self.columns}
        return bool(known) and known == {n: _without_years(text) for n, text in enumerate(headers)}

    def for_headers(self, headers: tuple[str, ...]) -> Mapping:
        """The same mapping with this file's own header texts, and the days of forecasts that they name.

        A forecast without a day in its header is asked about anew: last month's day is not this month's.
        """
        return replace(self, columns=tuple(_headed(column, headers[column.index]) for column in self.columns))


def area_key(grouping: str, text: str) -> str:
    """How a name or code of the file is remembered in `Mapping.areas`."""
    return f"{grouping}:{' '.join(text.split()).casefold()}"


def _headed(column: ColumnUse, header: str) -> ColumnUse:
    return replace(column, header=header, as_of=day_of(header) if column.figure == Figure.FORECAST else "")


def day_of(header: str) -> str:
    """The day a forecast was made, as ISO text; "" when the header has none that the calendar has."""
    match = _DAY.search(header)
    try:
        return date.fromisoformat(match[0]).isoformat() if match else ""
    except ValueError:
        return ""


def _without_years(header: str) -> str:
    text = _DAY.sub("dag", " ".join(header.split()).casefold())
    return re.sub(r"\b(19|20)\d\d\b", "år", text)

"""A row of the HR template when it is understood, and as it waits in the database until somebody confirms it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kommunrapport.spreadsheets.columns import ColumnKind
from personnel.imports.columns import BY_KEY

type Said = Decimal | int | bool | str | None

type GroupKey = tuple[int, datetime.date, datetime.date, str, str, str]


@dataclass(frozen=True, slots=True)
class HrRow:
    """What the file says of one group. `values` has the columns that are filled in; None takes away what is stored.

    `place` is where the row stands, in words.
    """

    org_unit: int
    from_date: datetime.date
    to_date: datetime.date
    sex: str
    age_group: str
    denominator: str
    values: dict[str, Said] = field(default_factory=dict)
    place: str = ""

    @property
    def key(self) -> GroupKey:
        return self.org_unit, self.from_date, self.to_date, self.sex, self.age_group, self.denominator

    def says(self, *names: str) -> dict[str, Said]:
        """What the row says of these columns; those with an empty cell are left out."""
        return {name: self.values[name] for name in names if name in self.values}

    def number(self, name: str) -> Decimal | None:
        """The number in a column; None when the cell is empty or says that it is missing."""
        value = self.values.get(name)
        return Decimal(value) if isinstance(value, Decimal | int) else None

    def as_json(self) -> dict[str, Any]:
        return {
            "org_unit": self.org_unit,
            "from_date": self.from_date.isoformat(),
            "to_date": self.to_date.isoformat(),
            "sex": self.sex,
            "age_group": self.age_group,
            "denominator": self.denominator,
            "place": self.place,
            "values": {k: str(v) if isinstance(v, Decimal) else v for k, v in self.values.items()},
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> HrRow:
        dates = {name: datetime.date.fromisoformat(stored[name]) for name in ("from_date", "to_date")}
        values = {name: _value(name, value) for name, value in stored["values"].items()}
        return cls(**stored | dates | {"values": values})


_DECIMALS = (ColumnKind.HOURS, ColumnKind.NUMBER, ColumnKind.PERCENT)


def _value(name: str, stored: Any) -> Said:
    return Decimal(stored) if stored is not None and BY_KEY[name].kind in _DECIMALS else stored

"""Blocks: what every section of a report is made of.

A section's data is a dataclass of these. The page, the PDF and the Word file format them; JSON, CSV and
workbooks are made from them and never from HTML. Texts are already in Swedish form (`65,4`, `ej mätt`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum, auto

type Json = bool | int | str | list[Json] | dict[str, Json] | None

STATUS_ICONS = ("good", "way", "bad", "none", "doing")


class RowKind(StrEnum):
    """What a row is to the rows around it; COMPONENT adds up to a sum, SUBSET is a "varav"."""

    NORMAL = auto()
    COMPONENT = auto()
    SUBSET = auto()
    SUBTOTAL = auto()
    TOTAL = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A remark on a cell. It has no number of its own: it is numbered where it is shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """A verdict: one of the five drawn marks, and the word the kommun uses for it."""

    icon: str
    text: str

    def __post_init__(self) -> None:
        if self.icon not in STATUS_ICONS:
            raise ValueError(f"no status icon {self.icon!r}, only {', '.join(STATUS_ICONS)}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is what people read; `value` is the unrounded number behind it, in the unit of `text` (tkr in a
    table of tkr), None if there is none.

    `missing` means that a value was expected and `text` says why there is none.
    A `status` is shown with its own word, so `text` may repeat that word or add something to it.
    """

    text: str
    value: Decimal | None = None
    missing: bool = False
    footnotes: tuple[Footnote, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head. `this_year` marks the year the report is about.

    `difference_of` are the numbers, from 0, of two columns whose difference it is, the first minus the second.
    """

    label: str
    numeric: bool = False
    this_year: bool = False
    difference_of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as wide as the table; its first cell is its header. `indent` counts steps, 0 to 3.

    `sum_of` are the numbers, from 0, of the rows of the table that it adds up.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.NORMAL
    indent: int = 0
    sum_of: tuple[int, ...] = ()

    @property
    def is_heading(self) -> bool:
        """A group row with nothing but its name, which then spans the table."""
        return self.kind == RowKind.GROUP and not any(cell.text or cell.status for cell in self.cells[1:])

    @property
    def starts_body(self) -> bool:
        """The name of a group is the header of the rows down to the next group or the total."""
        return self.kind in (RowKind.GROUP, RowKind.TOTAL)


def group_row(label: str, columns: int) -> Row:
    """Return a row that names the group below it in a table of `columns` columns."""
    return Row((Cell(label), *[Cell("")] * (columns - 1)), kind=RowKind.GROUP)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `wide` lets it use the outer column of the printed page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    source: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        # PDF/UA refuses a table whose rows differ in length, and then the whole report.
        for number, row in enumerate(self.rows, start=1):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {number} has {len(row.cells)} cells in {len(self.columns)} columns")
            if not set(row.sum_of) <= set(range(len(self.rows))) - {number - 1}:
                raise ValueError(f"row {number} adds up rows {row.sum_of} of {len(self.rows)}")

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """Each footnote once, in order of first appearance: number 1 is the first."""
        return tuple(dict.fromkeys(note for row in self.rows for cell in row.cells for note in cell.footnotes))

    def numbers(self, cell: Cell) -> tuple[int, ...]:
        """Return the numbers of the footnotes of `cell`, rising."""
        if not cell.footnotes:
            return ()
        return tuple(n for n, note in enumerate(self.footnotes, start=1) if note in cell.footnotes)


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value in time; None is a gap, and `shown` then says why."""

    label: str
    value: Decimal | None
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series over time. `target_label` is what stands at the end of the target line, "Mål 65".

    Raises ValueError for a target without a label: the reader could not tell what the line is.
    """

    title: str
    points: tuple[ChartPoint, ...]
    target: Decimal | None = None
    target_label: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        if self.target is not None and not self.target_label:
            raise ValueError(f"the target of {self.title!r} has no label")


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars of one thing, such as an area over years. Their labels are the same in all groups of a chart."""

    label: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Several series as bars, one small drawing for each, all on one scale. `unit` is what values are in, "tkr".

    `group_label` is what the groups are, "Verksamhetsområde"; `wide` lets it use the outer column of the printed page.
    Raises ValueError when the groups do not have the same labels: they would not be one table.
    """

    title: str
    groups: tuple[BarGroup, ...]
    unit: str = ""
    group_label: str = ""
    description: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        if len({tuple(point.label for point in group.points) for group in self.groups}) > 1:
            raise ValueError(f"the groups of {self.title!r} have different labels")

    @property
    def table(self) -> Table:
        """The same figures as a table: one row per group, one column per label."""
        labels = [point.label for point in self.groups[0].points] if self.groups else []
        columns = (Column(self.group_label), *(Column(label, numeric=True) for label in labels))
        rows = tuple(Row((Cell(group.label), *map(_point_cell, group.points))) for group in self.groups)
        return Table(columns, rows, caption=f"{self.title}, {self.unit}" if self.unit else self.title)


def _point_cell(point: ChartPoint) -> Cell:
    return Cell(point.shown, point.value, missing=point.value is None)


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text that `rich_text.clean` has cleaned."""

    html: str


type Block = Table | Chart | BarChart | Prose


def as_data(tree: object) -> Json:
    """Return `tree` (blocks, other dataclasses, lists, dicts) as data that `json.dumps` takes.

    A Decimal becomes a string without exponent, a date an ISO string, a dataclass a dict of its fields.
    Raises TypeError for anything else; a float too, since quantities are never floats.
    """
    if isinstance(tree, Enum):
        return as_data(tree.value)
    if tree is None or isinstance(tree, bool | int | str):
        return tree
    if isinstance(tree, Decimal):
        return f"{tree:f}"
    if isinstance(tree, date):
        return tree.isoformat()
    return _container_as_data(tree)


def _container_as_data(tree: object) -> Json:
    if is_dataclass(tree) and not isinstance(tree, type):
        return {field.name: as_data(getattr(tree, field.name)) for field in fields(tree)}
    if isinstance(tree, Mapping):
        return {_key(key): as_data(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [as_data(item) for item in tree]
    raise TypeError(f"{type(tree).__name__} is not report data")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is not a name in report data")
    return str(key)

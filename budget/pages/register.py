"""The budget register: what was first adopted for each area, every change with its decision, and their sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from budget.figures import AreaRow, AreaRowKind, Statement, read_statement
from budget.models import OPERATING, PLACES, Appropriation, BudgetEntry
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.area_lines import AreaLine, area_line
from budget.pages.choices import GROUPING_PARAMETER, Choice, grouping_choices, unit_choices
from budget.placing import Places, read_places
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One decision: a change of one area, or a transfer between two. `entry` is the row that receives."""

    entry: BudgetEntry
    areas: str
    amount: str
    may_change: bool

    @property
    def decision(self) -> str:
        """ "Fullmäktige, 12 mars 2025, § 45"; empty where nobody has said."""
        day = format_date(self.entry.decided_on) if self.entry.decided_on else ""
        return ", ".join(part for part in (self.entry.decided_by, day, self.entry.paragraph) if part)

    @property
    def source(self) -> str:
        """Where an ändring came from, when nobody typed it."""
        return f"Inläst från {self.entry.batch.file_name}" if self.entry.batch else ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame beside the sum of what was first distributed of it. Kronor."""

    amount: Decimal
    distributed: Decimal
    held_back: Decimal | None

    @property
    def left(self) -> Decimal:
        """What is not distributed; negative where more is."""
        return self.amount - self.distributed

    def sentence(self, money: MoneyUnit) -> str:
        left = self.left
        if left < 0:
            return f"Budgeten är {money.with_name(-left)} större än ramen."
        held = f" Av budgeten är {money.with_name(self.held_back)} avsatt som ofördelat." if self.held_back else ""
        if left:
            return f"{money.with_name(left)} av ramen är inte fördelat.{held}"
        return f"Hela ramen är fördelad.{held}"


@dataclass(frozen=True, slots=True)
class Register:
    """What the page shows. `rows` are those of the statement."""

    rows: tuple[AreaRow, ...]
    changes: tuple[ChangeRow, ...]
    frame: Frame | None
    money: MoneyUnit
    grouping: str
    groupings: tuple[Choice, ...]
    units: tuple[Choice, ...]

    @property
    def lead(self) -> str:
        if not self.rows:
            return "Ingen budget är inlagd ännu."
        count = len(self.changes)
        decided = "Inga ändringar är gjorda" if not count else f"{count_word(count)} ändringar är gjorda"
        if count == 1:
            decided = "En ändring är gjord"
        frame = f" {self.frame_sentence}" if self.frame else ""
        return f"{decided[:1].upper()}{decided[1:]} under året.{frame}"

    @property
    def shown_rows(self) -> tuple[AreaLine, ...]:
        """Original, changes, final."""
        return tuple(self._line(row) for row in self.rows if row.kind != AreaRowKind.ADJUSTMENT)

    def _line(self, row: AreaRow) -> AreaLine:
        figures, shown = row.figures, self.money.shown
        return area_line(row, (shown(figures.original), shown(figures.changes, plus=True), shown(figures.budget)))

    @property
    def frame_amounts(self) -> tuple[str, str] | None:
        """The frame and what is left of it."""
        return (self.money.shown(self.frame.amount), self.money.shown(self.frame.left)) if self.frame else None

    @property
    def frame_sentence(self) -> str:
        return self.frame.sentence(self.money) if self.frame else ""

    @property
    def undecided_sentence(self) -> str:
        if self.undecided == 1:
            return "En ändring saknar beslut. Skriv vem som beslutade och när."
        return f"{count_word(self.undecided).capitalize()} ändringar saknar beslut. Skriv vem som beslutade och när."

    @property
    def undecided(self) -> int:
        """How many changes have no decision yet."""
        return sum(not row.entry.has_decision for row in self.changes)


def read_register(lens: Lens, query: QueryDict, may_change: bool) -> Register:
    """The same queries for any number of areas and changes."""
    places = read_places(lens.org_unit, lens.year)
    grouping = places.grouping(query.get(GROUPING_PARAMETER, ""))
    statement = read_statement(org_unit=lens.org_unit, period=lens.year, grouping=grouping)
    entries = _changes(places, lens.year, grouping)
    frame = _frame(lens, places, statement) if grouping in OPERATING else None
    amounts = [entry.amount for entry in entries] + [node.own.original for node in statement.nodes]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting([*amounts, frame.amount if frame else None])
    return Register(
        rows=statement.rows,
        changes=tuple(_decisions(entries, grouping, money, may_change)),
        frame=frame,
        money=money,
        grouping=grouping,
        groupings=grouping_choices(query, places.trees, grouping),
        units=unit_choices(query, money),
    )


def _changes(places: Places, year: int, grouping: str) -> list[BudgetEntry]:
    """By the day of the decision; those without one last."""
    entries = BudgetEntry.objects.current().filter(
        org_unit__in=places.units.within, year=year, kind__in=BudgetEntry.CHANGES, **{f"by_{grouping}__isnull": False}
    )
    found = entries.select_related(*PLACES, "batch")
    return sorted(found, key=lambda e: (e.decided_on is None, str(e.decided_on or ""), e.paragraph, e.pk))


def _decisions(entries: Iterable[BudgetEntry], grouping: str, money: MoneyUnit, may_change: bool) -> list[ChangeRow]:
    """A transfer's two rows become one; from the unit that gives, only its side is seen where the other is not here."""
    entries = list(entries)
    givers = {entry.transfer: entry for entry in entries if entry.transfer and entry.amount < 0}
    receivers = {entry.transfer for entry in entries if entry.transfer and entry.amount > 0}
    rows = []
    for entry in entries:
        if entry.transfer in receivers and entry.amount < 0:
            continue
        area = str(getattr(entry, f"by_{grouping}"))
        giver = givers.get(entry.transfer) if entry.amount > 0 else None
        areas = f"Från {getattr(giver, f'by_{grouping}')} till {area}" if giver else area
        editable = may_change and not entry.batch_id and (not entry.transfer or giver is not None)
        rows.append(ChangeRow(entry, areas, money.shown(entry.amount, plus=giver is None), editable))
    return rows


def _frame(lens: Lens, places: Places, statement: Statement) -> Frame | None:
    """The unit's own frame; where it has none, those of the units below together."""
    frames = Appropriation.objects.filter(
        org_unit__in=places.units.within, year=int(lens.year), kind=Appropriation.Kind.FRAME
    )
    own = [frame for frame in frames if frame.org_unit_id == lens.org_unit.pk] or frames
    amounts = [frame.amount for frame in own if frame.amount is not None]
    if not amounts:
        return None
    held = [node.own.original for node in statement.nodes if node.area.is_undistributed and node.own.original]
    return Frame(
        sum(amounts, Decimal(0)), statement.total.original or Decimal(0), sum(held, Decimal(0)) if held else None
    )

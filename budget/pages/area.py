"""The page of one area: its comment, its parts, its tables over time and the changes of its budget."""

from __future__ import annotations

from dataclasses import dataclass

from budget.figures import AreaNode, AreaRow, AreaRowKind
from budget.forms.comments import VarianceCommentForm
from budget.models import BudgetEntry, VarianceComment
from budget.pages.area_tables import AmountTable, amount_tables
from budget.pages.columns import Columns, columns_of
from budget.pages.economy import Economy
from budget.pages.facts import Fact, facts_of, lead_of
from budget.pages.rows import THOUSANDS, CommentState, EconomyRow, area_url, comment_state, economy_rows
from kommunrapport.administration.history import Event, history_of


@dataclass(frozen=True, slots=True)
class Above:
    """An area that this one is part of."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """A change of the budget with its decision, and the area it stands on where that is a part."""

    entry: BudgetEntry
    area: str
    amount: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """Everything on the page. `comment_state` is None for an area with parts, `form` for those who only read."""

    economy: Economy
    node: AreaNode
    columns: Columns
    parts: tuple[EconomyRow, ...]
    tables: tuple[AmountTable, ...]
    changes: tuple[BudgetChange, ...]
    comment_state: CommentState | None
    comment: VarianceComment | None
    form: VarianceCommentForm | None
    events: tuple[Event, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return facts_of(self.economy.statement, self.node.figures)

    @property
    def lead(self) -> str:
        return lead_of(self.economy.statement, self.node.figures)

    @property
    def next_year(self) -> int:
        return int(self.economy.lens.year) + 1

    @property
    def above(self) -> list[Above]:
        """The areas it is part of, the outermost first."""
        nodes = self.economy.statement.nodes
        above = [node.area for node in nodes if self.node in node.below() and node != self.node]
        return [Above(str(area), area_url(self.economy.lens, area)) for area in above]

    @property
    def headings(self) -> list[str]:
        """Of the amounts before the variance, in the table of parts."""
        return [column.label for column in self.columns.before]

    @property
    def width(self) -> int:
        """How many columns the table of parts has."""
        return len(self.headings) + len(self.columns.after) + 5


def read_area_page(economy: Economy, node: AreaNode, bound: VarianceCommentForm | None = None) -> AreaPage:
    """Read the page of an area of the statement; `bound` is a form that was refused."""
    columns = columns_of(economy.statement)
    sees = not node.parts and _sees_comment(economy, node)
    comment = economy.comments.get(node.area.pk) if sees else None
    return AreaPage(
        economy=economy,
        node=node,
        columns=columns,
        parts=economy_rows(economy, _rows_of_parts(economy, node), columns) if node.parts else (),
        tables=tuple(amount_tables(economy, node)),
        changes=_changes(economy, node),
        comment_state=comment_state(economy, node.area) if sees else None,
        comment=comment,
        form=bound or comment_form(economy, node),
        events=tuple(history_of(comment)) if comment else (),
    )


def comment_form(economy: Economy, node: AreaNode) -> VarianceCommentForm | None:
    """The questions, for those who may answer them while they are open."""
    if node.parts or economy.is_closed(node.area) or not economy.may_answer(node.area):
        return None
    return VarianceCommentForm(instance=comment_or_new(economy, node))


def comment_or_new(economy: Economy, node: AreaNode) -> VarianceComment:
    """The comment, or the row behind one that nobody has written."""
    area, occasion = node.area, economy.lens.required_occasion
    comment = economy.comments.get(area.pk) or VarianceComment(area=area, org_unit=economy.unit_of(area))
    comment.occasion = occasion  # the form asks about the year after it, and need not fetch it
    return comment


def _rows_of_parts(economy: Economy, node: AreaNode) -> list[AreaRow]:
    """The rows below the area's own heading, which is that of the page."""
    rows = economy.statement.rows_of(node.area.pk)
    return [row for row in rows if not (row.kind == AreaRowKind.HEADING and row.area == node.area)]


def _sees_comment(economy: Economy, node: AreaNode) -> bool:
    """Those who oversee the unit read its comments, but not those of units below that may still work on them."""
    unit = economy.unit_of(node.area)
    return unit.pk == economy.source.pk or unit.pk in economy.access.readable_units


def _changes(economy: Economy, node: AreaNode) -> tuple[BudgetChange, ...]:
    """The changes of the year's budget, the earliest decision first."""
    place = f"by_{economy.statement.grouping}"
    entries = BudgetEntry.objects.current().filter(
        org_unit__in=economy.units.within, year=int(economy.statement.period), kind__in=BudgetEntry.CHANGES
    )
    found = entries.filter(**{f"{place}__in": [below.area.pk for below in node.below()]})
    areas = [(entry, getattr(entry, place)) for entry in found.select_related(place).order_by("decided_on", "pk")]
    return tuple(
        BudgetChange(entry, "" if area == node.area else str(area), THOUSANDS.variance(entry.amount))
        for entry, area in areas
    )

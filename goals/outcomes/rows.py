"""What one row of the grid shows and takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.dates import format_time
from kommunrapport.measures.changes import Change
from kommunrapport.measures.comparing import Verdict, verdict_of
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import Point, Series
from kommunrapport.measures.shown import shown_number, shown_outcome, shown_target
from kommunrapport.numbers import EN_DASH, NO_BREAK_SPACE, editable_number, format_number

Status = Observation.Status
SETTLED = (Status.NOT_MEASURED, Status.ELSEWHERE, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Where a measure that stands twice is entered."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody saved while the user was typing. `stored` is unsaved when that somebody cleared the outcome."""

    stored: Observation
    change: Change | None
    typed: str = ""
    value: Decimal | None = None

    @property
    def sentence(self) -> str:
        who = self.change.who if self.change else "Någon"
        when = f" klockan {format_time(self.change.at)}" if self.change else ""
        return f"{who} ändrade samma värde{when} medan du skrev."

    @property
    def theirs(self) -> str:
        if self.stored.why_hidden:
            return "ett värde som inte visas"
        return shown_outcome(self.stored.measure, self.stored) if self.stored.pk else "tomt"

    @property
    def mine(self) -> str:
        return "tomt" if self.value is None else shown_number(self.stored.measure, self.value, self.stored.kind)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One measure, or a part of it by sex. Values are in the measure's unit.

    `may_record`: the user enters the measure, here or in another place, unless the figures are closed. `typed`,
    `error` and `clash` are about what was just sent and not saved; `seen_version` is then what the user still goes by.
    """

    anchor: str
    name: str
    series: Series
    may_record: bool
    is_closed: bool
    is_overdue: bool = False
    is_total: bool = False
    is_part: bool = False
    sum_gap: Decimal | None = None
    other_place: OtherPlace | None = None
    typed: str | None = None
    seen_version: int | None = None
    error: str = ""
    clash: Clash | None = None

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @property
    def observation(self) -> Observation | None:
        return self.series.latest.observation

    @property
    def is_editable(self) -> bool:
        return self.may_record and self.is_entered and (not self.is_closed or self.is_expected)

    @property
    def is_expected(self) -> bool:
        """The value comes later, and may come when the figures are closed."""
        return self.observation is not None and self.observation.status == Status.EXPECTED

    @property
    def is_padlocked(self) -> bool:
        """Text with a padlock, for who may enter the measure: it is closed, computed, or entered in another place."""
        return self.may_record and not self.is_editable

    @property
    def is_entered(self) -> bool:
        """Whether this is where the measure is entered, by whoever may; it is not computed or entered elsewhere."""
        return self.other_place is None and not self.measure.is_derived

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the measures of which the page says how many have a value."""
        return self.is_entered and not self.is_part

    @property
    def sources(self) -> set[int]:
        """Ids of the measures whose outcomes the row shows."""
        return self.measure.source_ids

    @property
    def version(self) -> int:
        """0 where there is no outcome."""
        return self.observation.version if self.observation else 0

    @property
    def form_version(self) -> int:
        return self.version if self.seen_version is None else self.seen_version

    @property
    def undo_key(self) -> str:
        """Names the outcome as it is now, so that undo puts back what stood before and nothing later."""
        return f"{self.measure.slug}/{self.series.breakdown.slug}/{self.version}"

    @property
    def has_value(self) -> bool:
        return self.series.latest.value is not None

    @property
    def is_hidden(self) -> bool:
        """There is a value, and too few have answered for anybody to see it."""
        return self.series.latest.is_hidden

    @property
    def is_settled(self) -> bool:
        """There is no value, and there will be none: somebody has said why."""
        return self.observation is not None and self.observation.status in SETTLED

    @property
    def is_missing(self) -> bool:
        return not self.has_value and not self.is_hidden and not self.is_settled

    @property
    def stored_text(self) -> str:
        """The stored number as it is typed, unrounded; empty when there is none."""
        value = self.series.latest.value
        return "" if value is None else editable_number(value, self.measure.decimals)

    @property
    def cell_text(self) -> str:
        """What stands in the input: what was typed if it is not saved, else what is stored."""
        return self.stored_text if self.typed is None else self.typed

    @property
    def reason(self) -> str:
        """Why there is no value, as it stands in the empty cell; empty when nobody has said."""
        return self.series.latest.shown.capitalize() if self.observation and not self.has_value else ""

    @property
    def earlier(self) -> tuple[tuple[Point, str], ...]:
        """The years before, each with what its cell shows: a dash where nobody has said anything."""
        known = [(p, p.value is not None or p.observation is not None) for p in self.series.points[:-1]]
        return tuple((p, self._without_unit(p.shown) if is_known else EN_DASH) for p, is_known in known)

    @property
    def shown(self) -> str:
        """This year's outcome as text, for those who can't enter it."""
        return self._without_unit(self.series.latest.shown)

    @property
    def shown_target(self) -> str:
        return self._without_unit(shown_target(self.measure, self.series.target))

    @property
    def unit(self) -> str:
        """What stands after the name; a part has its measure's."""
        return "" if self.is_part else self.measure.measurement_unit

    @property
    def verdict(self) -> Verdict | None:
        return verdict_of(self.series)

    @property
    def remarks(self) -> str:
        lower = ("Lägre är bättre.",) if self.measure.better_is == Measure.Better.LOWER and not self.is_part else ()
        return " ".join(self.series.latest.footnotes or lower)

    @property
    def gap_sentence(self) -> str:
        if not self.sum_gap:
            return ""
        word = "mer" if self.sum_gap > 0 else "mindre"
        return f"{format_number(abs(self.sum_gap), self.measure.decimals)} {word} än summan"

    def _without_unit(self, shown: str) -> str:
        """The unit stands once, after the name."""
        return shown.replace(f"{NO_BREAK_SPACE}%", "") if self.measure.measurement_unit == "%" else shown


@dataclass(frozen=True, slots=True)
class GridGroup:
    """A goal or a list, with its rows."""

    heading: str
    rows: tuple[GridRow, ...]

"""The days that the law sets, as data: each rule with the laws that have held it, and from when to when."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from kommunrapport.annual_cycle.dates import label_of
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import Occasion

Kind = Occasion.Kind
NEW_LAW = datetime.date(2018, 1, 1)
OLD_LAW_ENDED = datetime.date(2017, 12, 31)
ANNOUNCED = datetime.timedelta(days=7)
ELECTION = 2018  # a year when all kommuner chose new fullmäktige, which they do every fourth year
NEW_COUNCIL = (10, 15)  # month and day when those take over
NOVEMBER = (11, 30)
DECEMBER = (12, 31)


@dataclass(frozen=True, slots=True)
class Law:
    """Where a rule stands. It holds for last days from `valid_from` to `valid_to`, None meaning without end."""

    paragraph: str
    valid_from: datetime.date
    valid_to: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """One day of an occasion that must not be later than the law says.

    `last_day` is None where the law cannot say yet. `must_be_set`: to leave the day out is a fault too.
    `first_day`: where the law has one. `excuse`: when a day that is too late will do all the same.
    """

    kind: str
    field: str
    last_day: Callable[[Occasion], datetime.date | None]
    demand: str
    laws: tuple[Law, ...]
    must_be_set: bool = False
    first_day: Callable[[Occasion], datetime.date] | None = None
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class LegalDay:
    """What the law says of one day of an occasion, and the day the kommun has chosen; None when it has not.

    `is_planned`: the occasion has some of its days. One without any is a year before the program, or not begun.
    """

    rule: Rule
    law: Law
    last: datetime.date
    chosen: datetime.date | None
    is_planned: bool
    first: datetime.date | None = None

    @property
    def label(self) -> str:
        return label_of(self.rule.field)

    @property
    def warning(self) -> str:
        """Why the chosen day will not do; empty when it will."""
        if self.chosen is None:
            return f"Dagen saknas. {self.said}" if self.rule.must_be_set and self.is_planned else ""
        if self.first and self.chosen < self.first:
            return f"{format_date(self.chosen)} är för tidigt. {self.said}"
        late = f"{format_date(self.chosen)} är för sent. {self.said} {self.rule.excuse}".strip()
        return late if self.chosen > self.last else ""

    @property
    def said(self) -> str:
        """The demand with its last day and its paragraph, as a sentence."""
        return f"{self.rule.demand} senast {format_date(self.last)} ({self.law.paragraph})."


def _kl(paragraph: str, *, old: str = "", since: datetime.date = NEW_LAW) -> tuple[Law, ...]:
    """The paragraph of kommunallagen (2017:725), and that of the one before it where the rule stood there."""
    before = (Law(f"{old} kommunallagen (1991:900)", datetime.date(1998, 1, 1), OLD_LAW_ENDED),) if old else ()
    return (*before, Law(f"{paragraph} kommunallagen (2017:725)", since))


def _next_year(month: int, day: int) -> Callable[[Occasion], datetime.date]:
    return lambda occasion: datetime.date(occasion.year + 1, month, day)


def _two_months_after(occasion: Occasion) -> datetime.date:
    """The last day of the second month after the period's last."""
    end = occasion.period.last_day
    months = end.month + 3
    return datetime.date(end.year + (months - 1) // 12, (months - 1) % 12 + 1, 1) - datetime.timedelta(days=1)


def _announcement(occasion: Occasion) -> datetime.date | None:
    """The last day to announce the meeting of fullmäktige; None while the meeting has no day."""
    return occasion.council_meeting - ANNOUNCED if occasion.council_meeting else None


def _is_decided_by_new_council(occasion: Occasion) -> bool:
    """Whether the plan is for the year after an election."""
    return (occasion.year - 1 - ELECTION) % 4 == 0


def _new_council_begins(occasion: Occasion) -> datetime.date:
    return datetime.date(occasion.year - 1, *NEW_COUNCIL)


def _proposal_day(occasion: Occasion) -> datetime.date:
    """The last day of October."""
    return datetime.date(occasion.year - 1, 10, 31)


def _budget_day(occasion: Occasion) -> datetime.date:
    """The last day of November, or of December when the kommunstyrelse has needed November for its proposal."""
    is_late = occasion.board_date is not None and occasion.board_date > _proposal_day(occasion)
    return datetime.date(occasion.year - 1, *(DECEMBER if is_late else NOVEMBER))


def _old_council_day(occasion: Occasion) -> datetime.date | None:
    """The last day for the budget; None in the year of an election."""
    return None if _is_decided_by_new_council(occasion) else _budget_day(occasion)


def _new_council_day(occasion: Occasion) -> datetime.date | None:
    """The last day for the budget in the year of an election; None in the other years."""
    return _budget_day(occasion) if _is_decided_by_new_council(occasion) else None


RULES = (
    Rule(
        Kind.FULL_YEAR,
        "council_date",
        _next_year(4, 15),
        "Årsredovisningen ska lämnas till fullmäktige och revisorerna",
        _kl("11 kap. 20 §", old="8 kap. 17 §"),
        must_be_set=True,
    ),
    Rule(
        Kind.FULL_YEAR,
        "council_date",
        _announcement,
        "Årsredovisningen ska finnas på webbplatsen när mötet kungörs, minst en vecka före mötet:",
        _kl("5 kap. 13 § och 8 kap. 15 §"),
    ),
    Rule(
        Kind.FULL_YEAR,
        "council_meeting",
        _next_year(6, 30),
        "Fullmäktige ska godkänna årsredovisningen och sedan besluta om ansvarsfrihet",
        _kl("11 kap. 21 § och 5 kap. 24 §"),
    ),
    Rule(
        Kind.HALF_YEAR,
        "council_date",
        _two_months_after,
        "Delårsrapporten ska lämnas till fullmäktige och revisorerna inom två månader,",
        _kl("11 kap. 16 §", since=datetime.date(2019, 1, 1)),
        must_be_set=True,
    ),
    Rule(
        Kind.PLAN,
        "board_date",
        _proposal_day,
        "Kommunstyrelsens förslag till budget ska vara klart",
        _kl("11 kap. 8 §", old="8 kap. 6 §"),
        excuse="Finns det särskilda skäl räcker november, om skattesatsen föreslås före oktobers slut.",
    ),
    Rule(
        Kind.PLAN,
        "council_meeting",
        _old_council_day,
        "Fullmäktige ska fastställa budgeten",
        _kl("11 kap. 10 §", old="8 kap. 8 §"),
    ),
    Rule(
        Kind.PLAN,
        "council_meeting",
        _new_council_day,
        "Det är valår. De nyvalda fullmäktige ska fastställa budgeten, tidigast 15 oktober och",
        _kl("11 kap. 10 och 11 §§", old="8 kap. 8 §"),
        first_day=_new_council_begins,
    ),
)


def legal_days(occasion: Occasion) -> list[LegalDay]:
    """What the law in force says of the occasion's days."""
    is_planned = any(getattr(occasion, name) for name in Occasion.DATES)
    found = []
    for rule in RULES:
        last = rule.last_day(occasion) if rule.kind == occasion.kind else None
        law = next((law for law in rule.laws if last and law.holds_on(last)), None)
        if last and law:
            first = rule.first_day(occasion) if rule.first_day else None
            found.append(LegalDay(rule, law, last, getattr(occasion, rule.field), is_planned, first))
    return found


def legal_warnings(occasion: Occasion) -> list[str]:
    """Sentences about the days that are too late or missing, each with its law."""
    return [day.warning for day in legal_days(occasion) if day.warning]

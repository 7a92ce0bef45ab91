"""What a memo says, in the kommun's words and order: plain data for the page and the print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kommunrapport.dates import format_date
from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import Municipality, OrgUnit, Position
from kommunrapport.reports.models import Memo, MemoInstance

REPORT = "report"
PROPOSALS = "proposals"
BACKGROUND = "background"
SIGNATURES = "signatures"
INSTANCES = "instances"
# The lists at the end, with the label that heads each.
LISTS = {
    "documents": "memo.documents",
    "attachments": "memo.attachments",
    "dispatch": "memo.dispatch",
    "information": "memo.information",
}
# The space in 30 000, in 391 26 Kalmar and in § 41: no line ends there.
_SPACE_IN_NUMBER = re.compile(r"(?<=[\d§]) (?=\d)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of the head: its name and its lines, the first of which says the most."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An instance on the matter's way, ready to print; what is not known is ""."""

    body: str
    meeting: str
    paragraph: str
    outcome: str

    @property
    def sentence(self) -> str:
        """The instance alone: Kommunstyrelsen den 16 januari 2018, § 1."""
        where = f"{self.body} den {self.meeting}" if self.meeting else self.body
        return f"{where}, {self.paragraph}" if self.paragraph else where


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the memo under its heading. `kind` is a name above; a part without words is left out."""

    kind: str
    heading: str = ""
    rows: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def signatures(self) -> list[list[str]]:
        """Name and title of each, or what there is of them."""
        return [[part.strip() for part in row.split(",", 1)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The memo. `before` and `after` are what stands on each side of the report's chapters, if they are in it."""

    title: str
    municipality: str
    org_unit: str
    facts: tuple[Fact, ...]
    recipient: str
    meeting: str
    heading: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    address: tuple[str, ...]


def read_sheet(memo: Memo) -> Sheet:
    """The memo as it stands: three queries, with those of its report and officer."""
    labels, municipality = label_set(), Municipality.objects.get()
    steps = tuple(_step(instance) for instance in memo.instances.all())
    parts = list(_parts(memo, labels, municipality, steps))
    place = next(number for number, part in enumerate(parts) if part.kind == REPORT)
    return Sheet(
        title=labels.text("memo.title"),
        municipality=municipality.name,
        org_unit=_sender(memo),
        facts=_facts(memo, labels, case_first=municipality.memo_case_first),
        recipient=memo.recipient,
        meeting=steps[0].sentence if len(steps) == 1 else "",
        heading=memo.heading,
        before=tuple(parts[:place]),
        after=tuple(parts[place + 1 :]),
        address=tuple(map(_kept_together, lines_of(municipality.address))),
    )


def lines_of(text: str) -> list[str]:
    """The rows of a list; an empty line is none."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sender(memo: Memo) -> str:
    """Who writes: the report's unit, or the officer's förvaltning where the nämnd would write to itself."""
    if memo.officer is None or memo.report.org_unit.name != memo.recipient:
        return memo.report.org_unit.name
    own, above = memo.officer.org_unit, memo.officer.org_unit.parent
    return above.name if above and above.kind == OrgUnit.Kind.ADMINISTRATION else own.name


def _kept_together(text: str) -> str:
    """The text with no line ending inside a number."""
    return _SPACE_IN_NUMBER.sub(NO_BREAK_SPACE, text)


def _parts(memo: Memo, labels: LabelSet, municipality: Municipality, steps: tuple[Step, ...]) -> Iterator[Part]:
    """The parts that have words, with the place of the report's chapters among them."""
    proposals = _listed(memo, PROPOSALS, labels.text("memo.proposal"))
    if not municipality.memo_proposal_last:
        yield from proposals
    if memo.background.strip():
        yield Part(BACKGROUND, labels.text("memo.background"), (_kept_together(memo.background.strip()),))
    yield Part(REPORT)
    if municipality.memo_proposal_last:
        yield from proposals
    yield from _listed(memo, SIGNATURES, "")
    if len(steps) > 1:
        yield Part(INSTANCES, labels.text("memo.instances"), steps=steps)
    for name, key in LISTS.items():
        yield from _listed(memo, name, labels.text(key))


def _listed(memo: Memo, name: str, heading: str) -> list[Part]:
    rows = tuple(map(_kept_together, lines_of(getattr(memo, name))))
    return [Part(name, heading, rows)] if rows else []


def _facts(memo: Memo, labels: LabelSet, *, case_first: bool) -> tuple[Fact, ...]:
    officer = Fact(labels.text("memo.officer"), _officer_lines(memo.officer, labels.text("memo.officer")))
    case = Fact(labels.text("memo.case"), (memo.report.case_number,))
    dated = Fact(labels.text("memo.date"), (memo.dated.isoformat(),))
    facts = (case, dated, officer) if case_first else (officer, dated, case)
    return tuple(fact for fact in facts if any(fact.lines))


def _officer_lines(officer: Position | None, label: str) -> tuple[str, ...]:
    """Name, title, phone and e-mail, each that there is; what the label or the name says is not said again."""
    if officer is None:
        return ()
    holder = officer.holder
    name = holder.name if holder else officer.title
    title = officer.title if officer.title not in {name, label} else ""
    return tuple(line for line in (name, title, officer.phone, holder.email if holder else "") if line)


def _step(instance: MemoInstance) -> Step:
    meeting = format_date(instance.meeting_on) if instance.meeting_on else ""
    return Step(instance.body, meeting, instance.paragraph, instance.outcome)

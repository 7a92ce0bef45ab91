"""How many work here, as tables and as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope
from personnel.figures import StaffFigures
from personnel.models import EmploymentForm
from personnel.sections.reading import periods_of, reader_of, staff_of
from personnel.sentences import (
    Wording,
    age_sentence,
    form_sentence,
    full_time_sentence,
    on_the_day,
    rate_sentence,
    sick_leave_sentence,
    turnover_sentence,
)
from personnel.tables.headcount import FORM_NAMES, FORMS, age_table, headcount_table, work_table

FORM_CHOICES = tuple((form, FORM_NAMES[form]) for form in FORMS)
SENTENCES = (
    *FORM_CHOICES,
    ("age", "Medelålder"),
    ("rate", "Sysselsättningsgrad"),
    ("full_time", "Heltidsanställda"),
    ("sick_leave", "Sjukfrånvaro"),
    ("turnover", "Personalomsättning"),
)
USUAL_SENTENCES = (EmploymentForm.PERMANENT.value, EmploymentForm.FIXED_TERM.value, "age", "rate", "sick_leave")
PERCENT_CHOICES = (("%", "%"), ("procent", "procent"))


@dataclass(frozen=True, slots=True)
class HeadcountChoices:
    """Which rows and columns."""

    forms: tuple[str, ...] = field(
        default=FORMS, metadata={"label": "Rader", "choices": FORM_CHOICES, "item": "Anställningsform"}
    )
    with_shares: bool = field(default=True, metadata={"label": "Visa andelen kvinnor och män"})
    with_ages: bool = field(default=True, metadata={"label": "Visa åldersgrupper"})
    with_work: bool = field(default=True, metadata={"label": "Visa årsarbetare, heltid, sysselsättningsgrad och ålder"})


@dataclass(frozen=True, slots=True)
class HeadcountTables:
    """The tables that have something to show."""

    tables: tuple[Table, ...]


@section("personnel.headcount", title="Antal anställda", params=HeadcountChoices)
def headcount(scope: ReportScope, params: HeadcountChoices) -> HeadcountTables:
    """The staff of the last day that is known in the year."""
    staff = staff_of(scope)
    found = [
        headcount_table(staff, params.forms, with_shares=params.with_shares),
        age_table(staff) if params.with_ages else None,
        work_table(staff) if params.with_work else None,
    ]
    return HeadcountTables(tuple(table for table in found if table))


@dataclass(frozen=True, slots=True)
class SentenceChoices:
    """Which sentences, and how they are written."""

    sentences: tuple[str, ...] = field(
        default=USUAL_SENTENCES, metadata={"label": "Meningar, i ordning", "choices": SENTENCES, "item": "Mening"}
    )
    with_day: bool = field(default=True, metadata={"label": "Börja med dagen som antalet gäller"})
    as_list: bool = field(default=False, metadata={"label": "Skriv som punktlista"})
    shares_from: int = field(
        default=50,
        metadata={"label": "Andelar skrivs för grupper med minst så här många", "detail": True},
    )
    percent: str = field(default="%", metadata={"label": "Procent skrivs", "choices": PERCENT_CHOICES, "detail": True})


@dataclass(frozen=True, slots=True)
class HeadcountSentences:
    """The sentences in order, as a paragraph or a list."""

    sentences: tuple[str, ...]
    as_list: bool = False


@section("personnel.headcount_sentences", title="Personalen i meningar", params=SentenceChoices)
def headcount_sentences(scope: ReportScope, params: SentenceChoices) -> HeadcountSentences:
    """Sentences that follow the figures: "190 tillsvidareanställda, varav 86 kvinnor (45 %) …"."""
    return HeadcountSentences(tuple(_sentences(scope, params)), params.as_list)


def _sentences(scope: ReportScope, params: SentenceChoices) -> Iterator[str]:
    """Those that have something to say. The day stands in the first one about how many they are."""
    staff, wording = staff_of(scope), Wording(params.percent, params.shares_from)
    needs_day = params.with_day
    for name in params.sentences:
        said = _sentence(scope, name, staff, wording)
        if said and needs_day and name in FORMS:
            said, needs_day = on_the_day(staff, said), False
        if said:
            yield said


def _sentence(scope: ReportScope, name: str, staff: StaffFigures, wording: Wording) -> str:
    match name:
        case "age":
            return age_sentence(staff)
        case "rate":
            return rate_sentence(staff, wording)
        case "full_time":
            return full_time_sentence(staff, wording)
        case "turnover":
            return turnover_sentence(staff, wording)
        case "sick_leave":
            return sick_leave_sentence(reader_of(scope).sick_leave(scope.org_unit, periods_of(scope)[-1]), wording)
    return form_sentence(staff, name, wording) if name in FORMS else ""

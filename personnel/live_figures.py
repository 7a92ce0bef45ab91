"""Figures of the staff that a text can hold, as everybody reads them: hidden ones say that they are not shown."""

from __future__ import annotations

from collections.abc import Iterator

from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.reports.live.registry import HIDDEN, Figure, live_figure
from kommunrapport.reports.scope import ReportScope
from kommunrapport.small_groups import ALL_AGES, MEN, TOTAL, WOMEN
from personnel.figures import ALL, NOT_KNOWN, PARTS, Margin
from personnel.figures import Figure as StaffFigure
from personnel.models import EmploymentForm
from personnel.sections.reading import periods_of, reader_of, staff_of
from personnel.sentences import people_words, sex_words
from personnel.tables.headcount import FORM_NAMES, FORMS
from personnel.tables.words import GROUP_NAMES, MEN_ALL, WOMEN_ALL, short_number

# Each figure of the day and the period that is a share or an age: what it is called, and its unit in a sentence.
STAFF_FIGURES = {
    "average_age": ("Medelålder", "år"),
    "employment_rate": ("Sysselsättningsgrad", "procent"),
    "full_time_share": ("Andel heltidsanställda", "procent"),
    "full_time_equivalents": ("Årsarbetare", "årsarbetare"),
    "turnover": ("Personalomsättning", "procent"),
    "hourly_paid_share": ("Andel timavlönad tid", "procent"),
}
_SEXES = (TOTAL, WOMEN, MEN)
LONG = "long"


@live_figure("personnel.employees", title="antal")
def employees(scope: ReportScope) -> Iterator[Figure]:
    """ "190 tillsvidareanställda", "86 kvinnor"."""
    staff = staff_of(scope)
    for form in (EmploymentForm.ALL, *(form for form in FORMS if form != EmploymentForm.ALL)):
        for sex in _SEXES:
            number = staff.people(form, sex)
            words = None if number is None else _people(number, form, sex)
            yield Figure((form, sex), _name(FORM_NAMES[form], (sex, ALL_AGES)), words)


@live_figure("personnel.sick_leave", title="andel av arbetstiden")
def sick_leave(scope: ReportScope) -> Iterator[Figure]:
    """The statutory figures: "3,6 procent"."""
    found = reader_of(scope).sick_leave(scope.org_unit, periods_of(scope)[-1])
    for margin in (ALL, *PARTS):
        yield Figure(margin, _name("Sjukfrånvaro", margin), _words(found.of(*margin), "procent"))
    yield Figure((LONG,), "Långtidssjukfrånvaro", _words(found.long_share, "procent"), "andel av sjukfrånvaron")


@live_figure("personnel.staff", title="uppgift om personalen")
def staff_figures(scope: ReportScope) -> Iterator[Figure]:
    """Ages, rates and shares: "49 år", "97 procent"."""
    staff = staff_of(scope)
    for name, (title, unit) in STAFF_FIGURES.items():
        figures = getattr(staff, name)
        for margin in (ALL,) if name == "hourly_paid_share" else (ALL, WOMEN_ALL, MEN_ALL):
            yield Figure((name, *margin), _name(title, margin), _words(figures.get(margin, NOT_KNOWN), unit))


def _people(number: int, form: str, sex: str) -> str:
    words = people_words(number, form) if sex == TOTAL else sex_words(sex, number)
    return f"{words[:1].lower()}{words[1:]}"


def _name(title: str, margin: Margin) -> str:
    """ "Sjukfrånvaro, kvinnor"."""
    group = GROUP_NAMES[margin]
    return title if margin == ALL else f"{title}, {group[:1].lower()}{group[1:]}"


def _words(figure: StaffFigure, unit: str) -> str | None:
    if figure.is_hidden:
        return HIDDEN
    return None if figure.value is None else f"{short_number(figure.value)}{NO_BREAK_SPACE}{unit}"

"""How many work here: by form of employment, sex and age, and how much."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kommunrapport.dates import format_date
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from kommunrapport.small_groups import MEN, TOTAL, WOMEN
from personnel.figures import ALL, StaffFigures
from personnel.models import EmploymentForm
from personnel.tables.cells import figure_cell, people_cell, share_cell
from personnel.tables.words import GROUP_NAMES, MEN_ALL, MIDDLE, OLD, WOMEN_ALL, YOUNG

Form = EmploymentForm
FORMS = (Form.PERMANENT.value, Form.FIXED_TERM.value, Form.HOURLY_PAID.value, Form.ALL.value)
FORM_NAMES: dict[str, str] = {
    Form.ALL: "Alla anställda",
    Form.PERMANENT: "Tillsvidareanställda",
    Form.FIXED_TERM: "Visstidsanställda",
    Form.HOURLY_PAID: "Timavlönade",
}
SEXES = (TOTAL, WOMEN, MEN)
MARGINS = (ALL, WOMEN_ALL, MEN_ALL)


def headcount_table(staff: StaffFigures, forms: Collection[str] = FORMS, *, with_shares: bool = True) -> Table | None:
    """A row for each form that is known; None when none is."""
    known = [form for form in _ordered(staff) if form in forms and _is_known(staff, form)]
    if not known:
        return None
    columns = [Column("Anställningsform"), *(Column(name, numeric=True) for name in ("Totalt", "Kvinnor", "Män"))]
    if with_shares:
        columns += [Column("Andel kvinnor, %", numeric=True), Column("Andel män, %", numeric=True)]
    rows = [_form_row(staff, form, known, with_shares) for form in known]
    return Table(tuple(columns), tuple(rows), _on_the_day("Antal anställda", staff))


def _ordered(staff: StaffFigures) -> list[str]:
    """The sum last, but before the hourly paid when they are not in it."""
    parts = _parts_of_all(staff)
    rest = [form for form in FORMS if form not in parts and form != Form.ALL]
    return [*parts, Form.ALL.value, *rest]


def _parts_of_all(staff: StaffFigures) -> list[str]:
    """The forms that make up all employees: with the hourly paid where that adds up."""
    every = [staff.people(form) for form in FORMS[:-1]]
    with_hourly_paid = None not in every and sum(n or 0 for n in every) == staff.people()
    return list(FORMS[:-1] if with_hourly_paid else FORMS[:-2])


def _is_known(staff: StaffFigures, form: str) -> bool:
    return any(staff.people(form, sex) is not None for sex in SEXES)


def _form_row(staff: StaffFigures, form: str, known: Sequence[str], with_shares: bool) -> Row:
    total, women, men = (staff.people(form, sex) for sex in SEXES)
    cells = [people_cell(total), people_cell(women), people_cell(men)]
    if with_shares:
        cells += [share_cell(women, total), share_cell(men, total)]
    name = FORM_NAMES[form]
    if form != Form.ALL:
        is_beside = Form.ALL in known and known.index(form) > known.index(Form.ALL)
        return Row((Cell(f"{name}, utöver dem" if is_beside else name), *cells))
    parts = tuple(known.index(part) for part in _parts_of_all(staff) if part in known)
    return Row((Cell(name), *cells), RowKind.TOTAL if len(known) > 1 else RowKind.NORMAL, sum_of=parts)


def age_table(staff: StaffFigures) -> Table | None:
    """How many there are of each age group, and how large a part; None when no age is known."""
    people = {margin: staff.people(Form.ALL, *margin) for margin in (YOUNG, MIDDLE, OLD)}
    if not any(number is not None for number in people.values()):
        return None
    columns = (Column("Ålder"), Column("Antal", numeric=True), Column("Andel, %", numeric=True))
    rows = tuple(
        Row((Cell(GROUP_NAMES[margin]), people_cell(number), share_cell(number, staff.people())))
        for margin, number in people.items()
    )
    return Table(columns, rows, _on_the_day("Åldersgrupper", staff))


def work_table(staff: StaffFigures) -> Table | None:
    """Årsarbetare, full time, employment rate and age; only rows with something known."""
    figures = [
        ("Årsarbetare", staff.full_time_equivalents, 1),
        ("Heltidsanställda, %", staff.full_time_share, 1),
        ("Sysselsättningsgrad, %", staff.employment_rate, 1),
        ("Medelålder, år", staff.average_age, 1),
    ]
    rows = [
        Row((Cell(name), *(figure_cell(found.get(margin), decimals) for margin in MARGINS)))
        for name, found, decimals in figures
        if any(one.value is not None or one.is_hidden for one in found.values())
    ]
    if not rows:
        return None
    columns = (Column("Mått"), *(Column(name, numeric=True) for name in ("Totalt", "Kvinnor", "Män")))
    return Table(columns, tuple(rows), _on_the_day("Arbetstid och ålder", staff))


def _on_the_day(title: str, staff: StaffFigures) -> str:
    return f"{title} den {format_date(staff.as_of)}" if staff.as_of else title

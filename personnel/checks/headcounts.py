"""How many work here: the parts are as many as the whole. Numbers of people are never hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kommunrapport.dates import format_date
from kommunrapport.numbers import format_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from personnel.checks.reading import PARTITIONS, WHOLE, staff_finding
from personnel.figures import Margin
from personnel.models import EmploymentForm, Headcount
from personnel.tables.headcount import FORM_NAMES

type People = dict[tuple[str, Margin], int]


@rule("personnel.headcount", title="Antal anställda")
def people_of_parts(scope: CheckScope) -> Iterator[Finding]:
    """Women and men, the age groups, and the forms of employment together are everybody."""
    for (unit, day), people in _counted(scope).items():
        for form in EmploymentForm.values:
            for word, margins in PARTITIONS.items():
                parts = [people.get((form, margin)) for margin in margins]
                yield from _differ(scope, unit, day, people.get((form, WHOLE)), parts, f"{FORM_NAMES[form]}: {word}")
        yield from _forms(scope, unit, day, people)


def _forms(scope: CheckScope, unit: int, day: date, people: People) -> Iterator[Finding]:
    """Hourly paid are counted among all employees in some kommuner, and in others not."""
    forms = (EmploymentForm.PERMANENT, EmploymentForm.FIXED_TERM, EmploymentForm.HOURLY_PAID)
    *employed, hourly_paid = (people.get((form, WHOLE)) for form in forms)
    whole = people.get((EmploymentForm.ALL, WHOLE))
    if hourly_paid is not None and whole == sum(n or 0 for n in employed) + hourly_paid:
        return
    yield from _differ(scope, unit, day, whole, employed, "tillsvidareanställda och visstidsanställda")


def _differ(
    scope: CheckScope, unit: int, day: date, whole: int | None, parts: list[int | None], words: str
) -> Iterator[Finding]:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or whole == sum(known):
        return
    yield staff_finding(
        scope,
        f"{day}:{words}",
        Severity.ERROR,
        f"{words[0].upper()}{words[1:]} är inte lika många som totalt",
        f"Den {format_date(day)} är totalt {format_number(Decimal(whole), 0)} och delarna "
        f"{format_number(Decimal(sum(known)), 0)}.",
        unit,
    )


def _counted(scope: CheckScope) -> Mapping[tuple[int, date], People]:
    found: dict[tuple[int, date], People] = defaultdict(dict)
    rows = Headcount.objects.filter(org_unit__in=scope.unit_ids, as_of__year=int(scope.year))
    for row in rows.order_by("org_unit", "as_of", "pk"):
        if row.employees is not None:
            found[row.org_unit_id, row.as_of][row.form, (row.sex, row.age_group)] = row.employees
    return found

"""What the rows of one file say against each other, and against themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kommunrapport.measures.models import AgeGroup, Sex
from kommunrapport.spreadsheets.problems import Problem
from personnel.imports.columns import BY_KEY
from personnel.imports.rows import GroupKey, HrRow

_OF_SEX = (Sex.WOMEN, Sex.MEN)
_OF_AGE = (AgeGroup.UP_TO_29, AgeGroup.FROM_30_TO_49, AgeGroup.FROM_50)
_FORMS = ("permanent", "fixed_term", "hourly_paid")
# What the parts of a group add up to, and how far off it may be: systems round hours and årsarbetare one by one.
_SUMS: Mapping[str, Decimal] = {
    **dict.fromkeys(("employees", *_FORMS, "full_time", "hired", "left"), Decimal(0)),
    "full_time_equivalents": Decimal("0.2"),
    **dict.fromkeys(
        ("ordinary_hours", "sick_hours", "long_sick_hours", "hourly_paid_hours", "overtime_hours"), Decimal(2)
    ),
}
_WITHIN = (  # what is part of what
    ("long_sick_hours", "sick_hours"),
    ("sick_hours", "ordinary_hours"),
    ("full_time", "employees"),
    *((form, "employees") for form in _FORMS),
)


def disagreements(rows: Sequence[HrRow]) -> list[Problem]:
    """All that can't be true, in the order of the rows."""
    by_key: dict[GroupKey, HrRow] = {}
    problems: list[Problem] = []
    for row in rows:
        if row.key in by_key:
            sentence = f"Gruppen finns redan på en annan rad ({by_key[row.key].place}). Behåll en av raderna."
            problems.append(Problem(sentence, row.place))
        by_key.setdefault(row.key, row)
        problems += _in_one_row(row)
    return [*problems, *_days_said_twice(rows), *_wrong_sums(by_key)]


def _in_one_row(row: HrRow) -> Iterator[Problem]:
    for part, whole in _WITHIN:
        if _is_more(row.number(part), row.number(whole)):
            yield Problem(
                f"{_name(part)} är fler än {_small(whole)}. Rätta någon av cellerna.", row.place, _raw(row, part, whole)
            )
    forms = [row.number(form) for form in _FORMS]
    if _is_more(sum((n for n in forms if n is not None), Decimal(0)), row.number("employees")):
        sentence = "Tillsvidareanställda, visstidsanställda och timavlönade är tillsammans fler än antal anställda."
        yield Problem(sentence, row.place, _raw(row, *_FORMS, "employees"))
    yield from _incomplete(row)


def _incomplete(row: HrRow) -> Iterator[Problem]:
    """What has no meaning without something else."""
    ordinary, sick = row.number("ordinary_hours"), row.number("sick_hours")
    if (ordinary is None) != (sick is None):
        yield Problem("Skriv både ordinarie timmar och sjuktimmar. Andelen räknas av båda.", row.place)
    elif row.number("long_sick_hours") is not None and sick is None:
        yield Problem("Skriv alla sjuktimmar också, inte bara dem i långa perioder.", row.place)


def _days_said_twice(rows: Sequence[HrRow]) -> Iterator[Problem]:
    """Rows of different periods that end on the same day, and say different numbers of the people that day."""
    seen: dict[tuple[object, ...], tuple[object, str]] = {}
    names = ("employees", *_FORMS, "full_time", "full_time_equivalents", "average_age", "employment_rate")
    for row in rows:
        for name, value in row.says(*names).items():
            key = (row.org_unit, row.to_date, row.sex, row.age_group, name)
            said, place = seen.setdefault(key, (value, row.place))
            if said != value:
                sentence = f"{_name(name)} den {row.to_date.isoformat()} är ett annat tal på en annan rad ({place})."
                yield Problem(sentence, row.place, _raw(row, name))


def _wrong_sums(rows: Mapping[GroupKey, HrRow]) -> Iterator[Problem]:
    for row in rows.values():
        if row.sex == Sex.TOTAL:
            yield from _parts(row, [_of(rows, row, sex=sex) for sex in _OF_SEX], "Kvinnor och män")
        if row.age_group == AgeGroup.ALL:
            yield from _parts(row, [_of(rows, row, age_group=age) for age in _OF_AGE], "De tre åldersgrupperna")


def _of(rows: Mapping[GroupKey, HrRow], row: HrRow, *, sex: str = "", age_group: str = "") -> HrRow | None:
    unit, first, last, own_sex, own_age, denominator = row.key
    return rows.get((unit, first, last, sex or own_sex, age_group or own_age, denominator))


def _parts(whole: HrRow, parts: Sequence[HrRow | None], names: str) -> Iterator[Problem]:
    """The parts of a group are the whole of it; a single one is never more."""
    for figure, slack in _SUMS.items():
        total = whole.number(figure)
        found = [(part, n) for part in parts if part and (n := part.number(figure)) is not None]
        if total is None or not found:
            continue
        together = sum((n for _, n in found), Decimal(0))
        if len(found) == len(parts) and abs(together - total) > slack:
            sentence = f"{names} är tillsammans inte lika många som hela gruppen i kolumnen {BY_KEY[figure].heading}."
            yield Problem(f"{sentence} Rätta någon av raderna.", whole.place, f"{_shown(together)} / {_shown(total)}")
        elif len(found) < len(parts) and together > total + slack:
            sentence = f"En del av gruppen är fler än hela gruppen i kolumnen {BY_KEY[figure].heading}."
            yield Problem(sentence, whole.place, f"{_shown(together)} / {_shown(total)}")


def _is_more(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole


def _name(key: str) -> str:
    heading = BY_KEY[key].heading
    return f"{heading[:1].upper()}{heading[1:]}"


def _small(key: str) -> str:
    heading = BY_KEY[key].heading
    return f"{heading[:1].lower()}{heading[1:]}"


def _raw(row: HrRow, *keys: str) -> str:
    return " / ".join(_shown(n) for key in keys if (n := row.number(key)) is not None)


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")

"""What the figures of the staff say in sentences: for the top of the page, and in a report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kommunrapport.dates import format_date
from kommunrapport.numbers import NO_BREAK_SPACE, format_number
from kommunrapport.small_groups import MEN, WOMEN
from personnel.figures import ALL, Figure, SickLeaveFigures, StaffFigures
from personnel.models import EmploymentForm
from personnel.tables.words import MEN_ALL, WOMEN_ALL, months_words, short_number

# One and several of each form.
_WORDS: dict[str, tuple[str, str]] = {
    EmploymentForm.ALL: ("anställd", "anställda"),
    EmploymentForm.PERMANENT: ("tillsvidareanställd", "tillsvidareanställda"),
    EmploymentForm.FIXED_TERM: ("visstidsanställd", "visstidsanställda"),
    EmploymentForm.HOURLY_PAID: ("timavlönad", "timavlönade"),
}
_SEXES = {WOMEN: ("kvinna", "kvinnor"), MEN: ("man", "män")}


@dataclass(frozen=True, slots=True)
class Wording:
    """How the sentences are written. A group smaller than `shares_from` has no percentages."""

    percent: str = "%"
    shares_from: int = 50

    def percentage(self, value: Decimal, decimals: int = 1) -> str:
        return f"{short_number(value, decimals)}{NO_BREAK_SPACE}{self.percent}"


def people_words(number: int, form: str = EmploymentForm.ALL) -> str:
    """ "190 tillsvidareanställda", "1 anställd", "Inga visstidsanställda"."""
    one, many = _WORDS[form]
    if number == 0:
        return f"Inga {many}"
    return f"{format_number(Decimal(number), 0)}{NO_BREAK_SPACE}{one if number == 1 else many}"


def form_sentence(staff: StaffFigures, form: str, wording: Wording) -> str:
    """ "30 visstidsanställda, varav 22 kvinnor och 8 män."; empty when it is not known how many they are."""
    total = staff.people(form)
    if total is None:
        return ""
    women, men = staff.people(form, WOMEN), staff.people(form, MEN)
    sexes = _of_which(total, women, men, wording) if women is not None and men is not None else ""
    return f"{people_words(total, form)}{sexes}."


def _of_which(total: int, women: int, men: int, wording: Wording) -> str:
    if total == 0:
        return ""
    for sex, number in ((WOMEN, women), (MEN, men)):
        if number == total:
            one, many = _SEXES[sex]
            return f", en {one}" if total == 1 else f", {'båda' if total == 2 else 'alla'} {many}"
    return f", varav {_sex_words(WOMEN, women, total, wording)} och {_sex_words(MEN, men, total, wording)}"


def sex_words(sex: str, number: int) -> str:
    """ "86 kvinnor", "1 man"."""
    one, many = _SEXES[sex]
    return f"{format_number(Decimal(number), 0)}{NO_BREAK_SPACE}{one if number == 1 else many}"


def _sex_words(sex: str, number: int, total: int, wording: Wording) -> str:
    words = sex_words(sex, number)
    if total < wording.shares_from:
        return words
    share = (Decimal(100 * number) / total).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{words} ({wording.percentage(share, 0)})"


def age_sentence(staff: StaffFigures) -> str:
    """ "Medelåldern var 49 år."; empty when it is not known or hidden."""
    age = staff.average_age.get(ALL, Figure()).value
    return "" if age is None else f"Medelåldern var {short_number(age)}{NO_BREAK_SPACE}år."


def rate_sentence(staff: StaffFigures, wording: Wording) -> str:
    """ "Den genomsnittliga sysselsättningsgraden var 97 %."; empty when it is not known or hidden."""
    rate = staff.employment_rate.get(ALL, Figure()).value
    return "" if rate is None else f"Den genomsnittliga sysselsättningsgraden var {wording.percentage(rate)}."


def full_time_sentence(staff: StaffFigures, wording: Wording) -> str:
    """ "88 % arbetade heltid."; empty when it is not known or hidden."""
    share = staff.full_time_share.get(ALL, Figure()).value
    return "" if share is None else f"{wording.percentage(share, 0)} arbetade heltid."


def sick_leave_sentence(found: SickLeaveFigures, wording: Wording) -> str:
    """ "Sjukfrånvaron januari–november 2014 var 3,6 % (4,1 % för kvinnor …)."; empty without figures."""
    whole = found.of()
    if found.dates is None or (whole.value is None and not whole.is_hidden):
        return ""
    when = months_words(found.dates)
    if whole.value is None:
        return f"Sjukfrånvaron {when} visas inte, för då kunde någon enskild kännas igen."
    said = f"Sjukfrånvaron {when} var {wording.percentage(whole.value)}"
    women, men = found.of(*WOMEN_ALL), found.of(*MEN_ALL)
    if women.value is not None and men.value is not None:
        sexes = f"{wording.percentage(women.value)} för kvinnor och {wording.percentage(men.value)} för män"
        return f"{said} ({sexes})."
    hidden = " Uppgifterna för kvinnor och män visas inte." if women.is_hidden or men.is_hidden else ""
    return f"{said}.{hidden}"


def turnover_sentence(staff: StaffFigures, wording: Wording) -> str:
    """ "Personalomsättningen 2014 var 8,2 %."; empty when it is not known or hidden."""
    turnover = staff.turnover.get(ALL, Figure()).value
    if turnover is None or staff.dates is None:
        return ""
    return f"Personalomsättningen {months_words(staff.dates)} var {wording.percentage(turnover)}."


def on_the_day(staff: StaffFigures, sentence: str) -> str:
    """The sentence with the day that it is about: "Den 31 december 2014 fanns 190 …"."""
    if staff.as_of is None:
        return sentence
    return f"Den {format_date(staff.as_of)} fanns {sentence[0].lower()}{sentence[1:]}"


def lead_of(staff: StaffFigures, sick_leave: SickLeaveFigures) -> str:
    """The page in one sentence: "220 anställda, 3,6 procents sjukfrånvaro." """
    people, figure = staff.people(), sick_leave.of()
    employees = people_words(people) if people is not None else ""
    if figure.value is not None:
        sick = f"{short_number(figure.value)} procents sjukfrånvaro"
        return f"{employees}, {sick}." if employees else f"{sick}."
    if not employees:
        return ""
    if figure.is_hidden:
        return f"{employees}. Sjukfrånvaron visas inte, för då kunde någon enskild kännas igen."
    return f"{employees}. Sjukfrånvaron är inte inläst."

"""The demo set of Hjo 2016: its key figures and its internal control, as they are published."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from internal_control.models import ControlFollowUp, ControlTest, ImprovementAction, PlannedControl
from kommunrapport.measures.models import Measure
from tests.demo_sets import found_by, loaded, sections_of, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hjo")]

# As printed, but for the decimal mark and the minus sign, which the document mixes. 2013, 2014, 2015, 2016.
KEY_FIGURES = [
    "Förändring i antal invånare sen föregående år, andel (%) | −0,3 | 0,9 | 1,1 | 0,7",
    "Kostnad politisk verksamhet (kr/inv) | 721 | 830 | 741 | ",
    "Andel (%) synpunkter (via synpunktshanteraren) som besvaras inom 10 arbetsdagar | 75 | 67 | 76 | 70",
    "Totalt antal tillsvidareanställda | 690 | 694 | 721 | 769",
    "Andel deltidsanställda | 48 | 47 | 46 | 46",
    "Personalkostnader som andel av verksamhetens kostnader, andel (%) | 64 | 63 | 61 | ",
    "Sjukfrånvaro kommunalt anställda | 5,1 | 5,6 | 6,8 | ",
    "Lönegap median kvinnor - median män anställda av kommunen, kr | −1 221 | −1 300 | −1 145 | ",
    "Medianlön kvinnor anställda av kommunen, kr | 24 654 | 25 000 | 25 855 | ",
    "Medianlön män anställda av kommunen, kr | 25 875 | 26 300 | 27 000 | ",
    "Andel (%) utrikesfödda | 7,6 | 7,9 | 9,2 | ",
    "Andel (%) invånare med eftergymnasial utbildning (25-64 år) | 30,4 | 31,2 | 31,6 | ",
    "Mediannettoinkomst (kr/inv 20+) | 197 488 | 200 866 | 208 512 | ",
]
# Each kontroll in its order, with who answers for its actions and when they were to be done, as written.
CONTROLS = {
    "Ekonomi / Administration av attesträttigheter": ["Ek chef: Nov-16"],
    "Ekonomi / Verksamhetsintäkter": ["Ekonomichef: Löpande arbete", "Ekonomichef: Löpande", "Ekonomichef: Nov 2016"],
    "Kansli / Anmälan av delegeringsbeslut till nämnd": [
        "Resp.chef: Löpande process",
        "Kanslichef tillsammans med resp. utredare: Löpande",
    ],
    "IT / Verksamheternas systemansvar": ["IT-chef: 1 jan 2016"],
    "Information / Webbinformation": [
        "Informationschef: Nov 2016",
        "Informationschef: Jan 2016",
        "Informationschef: Feb 2016",
    ],
    "Personal / Tillbud och arbetsskada": ["Personalchef: 2015", "Personalchef: 2015", "Personalchef: 2016"],
    "Personal / Avsluta personal i verksamhetssystem": ["Personalchef: 2016"],
    "Säkerhet / Tillträdesbegränsningar": ["Säkerhetssamordnare: Nov 2016", "Säkerhetssamordnare: Nov 2016"],
}
WITHOUT_FOLLOW_UP = "Personal / Avsluta personal i verksamhetssystem"
LATE = {
    "Beskriv rutinen för attesträttigheter i skrift",
    "Dokumentera årets förbättringar",
    "Bygg en ny webbplats för dagens och framtidens behov, tillsammans med verksamheterna och med Karlsborg och Tibro",
    "Ta fram en lathund",
    "Gör rapportverktyget bättre",
    "Ta fram rutinen färdigt under 2016",
    "Bestäm med fastighetsteknikerna hur nycklar och passagekort lämnas ut",
    "Bestäm med fastighetsteknikerna hur man kommer in i stadshuset",
}
CHANGE = "Förändring i antal invånare sen föregående år, andel (%)"
INHABITANTS = "Antal personer som bor i Hjo"


@pytest.fixture(scope="module")
def hjo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("hjo", django_db_blocker):
        yield


def test_the_key_figures_stand_as_printed_and_in_their_order():
    (shown,) = sections_of("reports.measure_table")
    assert [column.label for column in shown.table.columns] == ["Nyckeltal", "2013", "2014", "2015", "2016"]
    assert [" | ".join(row) for row in texts_of(shown.table)] == KEY_FIGURES


def test_the_pay_gap_is_computed_of_the_two_medians_that_stand_indented_below_it():
    (shown,) = sections_of("reports.measure_table")
    gap = Measure.objects.get(slug="lonegap")
    assert (gap.formula, gap.first.slug, gap.second.slug) == ("difference", "medianlon-kvinnor", "medianlon-man")
    assert [row.indent for row in shown.table.rows] == [0] * 8 + [1, 1] + [0] * 3


def test_a_cell_that_is_blank_in_print_has_no_outcome():
    gone = Measure.objects.filter(formula="").exclude(observations__year=2016)
    assert gone.count() == 8


def test_the_inhabitants_are_those_of_the_printed_series():
    values = Measure.objects.get(slug="antal-invanare").observations.order_by("year").values_list("year", "value")
    published = {2012: 8840, 2013: 8805, 2014: 8885, 2015: 8893, 2016: 9052}
    assert dict(values) == {year: Decimal(number) for year, number in published.items()}


def test_three_of_the_four_printed_changes_do_not_follow_from_the_inhabitants():
    assert found_by("measures.growth", 2016) == [
        f"{CHANGE} 2013 är −0,3 %, men −0,4 % räknat på {INHABITANTS}".replace(" %", "\u00a0%"),
        f"{CHANGE} 2015 är 1,1 %, men 0,1 % räknat på {INHABITANTS}".replace(" %", "\u00a0%"),
        f"{CHANGE} 2016 är 0,7 %, men 1,8 % räknat på {INHABITANTS}".replace(" %", "\u00a0%"),
    ]


def test_the_eight_controls_have_their_actions_with_responsible_and_time_as_written():
    (plan,) = sections_of("internal_control.action_plan")
    shown = {
        one.heading.removeprefix("Internkontroll: "): [f"{who}: {due}" for _, who, due in texts_of(one.table)]
        for one in plan.controls
    }
    assert list(shown.items()) == list(CONTROLS.items())


def test_every_control_but_the_seventh_says_what_happened():
    (plan,) = sections_of("internal_control.action_plan")
    silent = [one.heading for one in plan.controls if not one.follow_up]
    assert silent == [f"Internkontroll: {WITHOUT_FOLLOW_UP}"]
    assert ControlFollowUp.objects.filter(year=2016).count() == ControlTest.objects.count() - 1 == 7


def test_avstamning_names_the_action_without_follow_up_and_no_other():
    assert found_by("internal_control.follow_ups", 2016) == [
        "Åtgärden Ta fram rutinen färdigt under 2016 är inte uppföljd"
    ]


def test_avstamning_names_the_actions_that_were_not_done_in_time():
    assert set(found_by("internal_control.late_actions", 2016)) == {f"Åtgärden {text} är försenad" for text in LATE}


def test_a_new_time_stands_beside_the_first_one():
    moved = ImprovementAction.objects.exclude(new_due_text="").values_list("due_text", "new_due_text")
    assert list(moved) == [
        ("Nov-16", "Början av 2017"),
        ("2016", "2017"),
        ("Nov 2016", "Våren 2018"),
        ("Nov 2016", "Våren 2017"),
    ]


def test_what_the_document_does_not_say_of_a_control_is_said_to_be_example_data():
    assert all("exempeldata" in finding for finding in PlannedControl.objects.values_list("finding", flat=True))
    assert not ControlTest.objects.exclude(risk=None, method="").exists()

"""The template and the preview hide what every page hides, and what the file itself makes hidden."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Headcount, SickLeave
from tests.factories import create_org_unit
from tests.personnel.hr_desk import as_csv, table, text
from tests.personnel_factories import create_headcount, create_sick_leave, create_staff_period

pytestmark = pytest.mark.django_db
SICK = {"Antal anställda": 120, "Ordinarie timmar": 200_000, "Sjuktimmar": 12_345}
WOMEN = {"Kön": "K", "Antal anställda": 112, "Ordinarie timmar": 190_000, "Sjuktimmar": 11_544}
MEN = {"Kön": "M", "Antal anställda": 8, "Ordinarie timmar": 10_000, "Sjuktimmar": 801}


def rows_of(template: bytes) -> dict[tuple[str, str, str], dict[str, object]]:
    """The rows of a template by unit, sex and age group; each by heading."""
    head, *rows = load_workbook(BytesIO(template)).worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return {(str(row["Enhet"]), str(row["Kön"]), str(row["Åldersgrupp"])): row for row in found}


def create_small_men(unit):
    create_sick_leave(org_unit=unit, employees=120, sick_hours=12_345)
    create_sick_leave(org_unit=unit, sex="women", employees=112, sick_hours=11_544)
    create_sick_leave(org_unit=unit, sex="men", employees=8, sick_hours=801)


def test_the_template_has_the_statutory_groups_of_the_unit_and_those_below(desk):
    create_org_unit(name="Kansliet", parent=desk.unit)
    create_org_unit(name="Stängt", parent=desk.unit, valid_to="2024-12-31")
    create_org_unit(name="Grannen")

    rows = rows_of(desk.template())

    assert len(rows) == 12
    assert {unit for unit, _, _ in rows} == {"Kommunstyrelsen", "Kansliet"}
    assert str(rows["Kansliet", "män", "alla åldrar"]["Till och med"])[:10] == "2025-12-31"


def test_the_template_has_what_is_stored_and_may_be_shown(desk):
    create_headcount(org_unit=desk.unit, employees=120, full_time=90, average_age="46.2")
    create_headcount(org_unit=desk.unit, employees=110, form="permanent")
    create_sick_leave(org_unit=desk.unit, employees=120, long_sick_hours=2_000)
    create_staff_period(org_unit=desk.unit, employees=120, hired=7)

    row = rows_of(desk.template())["Kommunstyrelsen", "totalt", "alla åldrar"]

    assert (row["Antal anställda"], row["varav tillsvidareanställda"], row["varav heltid"]) == (120, 110, 90)
    assert (row["Medelålder"], row["Sjuktimmar"], row["varav 60 dagar eller mer"]) == (46.2, 8_000, 2_000)
    assert (row["Nyanställda"], row["Övertid och fyllnadstid, timmar"]) == (7, None)


def test_the_template_hides_a_small_group_and_what_it_could_be_computed_from(desk):
    create_small_men(desk.unit)
    create_headcount(org_unit=desk.unit, sex="men", employees=8, average_age=51)

    rows = rows_of(desk.template())

    for sex in ("kvinnor", "män"):
        assert rows["Kommunstyrelsen", sex, "alla åldrar"]["Sjuktimmar"] == "visas inte"
    assert rows["Kommunstyrelsen", "totalt", "alla åldrar"]["Sjuktimmar"] == 12_345
    men = rows["Kommunstyrelsen", "män", "alla åldrar"]
    assert (men["Antal anställda"], men["Medelålder"], men["varav heltid"]) == (8, "visas inte", None)


def test_the_template_goes_straight_back_in_without_changing_anything(desk):
    create_small_men(desk.unit)
    create_headcount(org_unit=desk.unit, sex="men", employees=8, average_age=51, full_time=3)
    create_headcount(org_unit=desk.unit, employees=120, employment_rate="92.5", is_identifiable=True)

    desk.upload(desk.template())
    desk.confirm()

    assert {row.version for row in [*SickLeave.objects.all(), *Headcount.objects.all()]} == {1}
    assert SickLeave.objects.get(sex="men").sick_hours == 801
    assert Headcount.objects.get(sex="men").average_age == 51


def test_the_preview_hides_what_the_file_makes_hidden(desk):
    page = text(desk.put_in(SICK, WOMEN, MEN))

    assert "12 345" in page
    assert not [hidden for hidden in ("11 544", "801", "190 000", "10 000") if hidden in page]
    assert ">112<" in page  # how many they are is shown
    assert ">8<" in page


def test_the_sums_of_the_preview_give_no_hidden_figure_away(desk):
    page = desk.put_in(SICK, MEN)

    sums = {one.heading: one.total for one in page.context["page"].sums}
    assert sums["Antal anställda"] == "128"
    assert sums["Sjuktimmar"] == "visas inte"


def test_the_sums_of_what_may_be_shown_are_those_of_the_file(desk):
    parts = [{"Antal anställda": 60, "Ordinarie timmar": 100_000, "Sjuktimmar": "6 172,5", "Kön": sex} for sex in "KM"]

    page = desk.put_in(SICK, *parts)

    sums = {one.heading: one.total for one in page.context["page"].sums}
    assert sums["Sjuktimmar"] == "24\u00a0690"


def test_the_preview_hides_what_was_hidden_before(desk):
    create_small_men(desk.unit)
    large = {"Antal anställda": 60, "Ordinarie timmar": 100_000, "Sjuktimmar": 5_000}

    page = text(desk.put_in(SICK, large | {"Kön": "K"}, large | {"Kön": "M", "Sjuktimmar": 7_345}))

    assert not [hidden for hidden in ("11 544", "801") if hidden in page]


def test_the_preview_does_not_tell_whether_a_hidden_figure_was_guessed(desk):
    create_small_men(desk.unit)
    create_headcount(org_unit=desk.unit, sex="men", employees=8)

    pages = [desk.put_in(MEN | {"Ordinarie timmar": 160_000, "Sjuktimmar": guess}) for guess in (801, 802)]

    right, wrong = ([row.effect for _, rows in page.context["page"].units for row in rows] for page in pages)
    assert right == wrong == ["Läses in"]


def test_a_refusal_does_not_depend_on_a_hidden_figure(desk):
    create_headcount(org_unit=desk.unit, employees=8, full_time=4)

    pages = [text(desk.put_in({"Antal anställda": n})) for n in (3, 5)]

    assert all("Skriv också hur många som arbetar heltid" in page for page in pages)


def test_a_guess_of_hidden_hours_is_refused_as_any_other(desk):
    create_sick_leave(org_unit=desk.unit, employees=8, sick_hours=801, long_sick_hours=300)

    guesses = [{"Antal anställda": 8, "Ordinarie timmar": 160_000, "Sjuktimmar": guess} for guess in (801, 802)]

    assert all("Skriv också timmarna i långa perioder" in text(desk.put_in(guess)) for guess in guesses)


def test_the_preview_shows_what_a_figure_was(desk):
    create_sick_leave(org_unit=desk.unit, employees=120)

    page = text(desk.put_in(SICK))

    assert "en rad som ändras" in page
    assert '<s class="quiet">8 000</s> <strong>12 345</strong>' in page.replace("\u00a0", " ")


def test_a_group_that_hr_marks_is_hidden_in_the_preview(desk):
    page = text(desk.put_in(SICK | {"Går att härleda": "ja"}))

    assert "12 345" not in page.replace("\u00a0", " ")


def test_many_rows_stand_on_several_pages(desk):
    for n in range(130):
        create_org_unit(slug=f"enhet-{n}", parent=desk.unit)
    desk.upload(as_csv(table(*({"Enhet": f"enhet-{n}", "Antal anställda": 20} for n in range(130)))))

    second = text(desk.client.get(desk.url("import_detail", desk.waiting.pk), {"sida": 2}))

    assert "Sida 2 av 2" in second
    assert "Läs in 130 rader" in second

"""Outcomes in a file: what was fetched is read in, all of it or nothing, and only by who records it."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import Observation
from kommunrapport.organisation.roles import Role
from tests.factories import create_measure, create_member, create_observation, create_org_unit
from tests.goals.outcome_files import confirm, fill_in, read_in, rows_of, template, text, upload
from tests.goals.outcome_pages import desk, goal_measure, lock, stored

pytestmark = pytest.mark.django_db
Status = Observation.Status


def observed(at, **fields):
    """A measure of the unit with an outcome in 2025."""
    outcome = {name: fields.pop(name) for name in ("value", "status", "note", "answers", "year") if name in fields}
    measure = goal_measure(at.unit, **fields)
    create_observation(measure=measure, org_unit=at.unit, **outcome)
    return measure


def versions():
    return dict(Observation.objects.values_list("pk", "version"))


def test_the_template_has_what_is_stored(client):
    at = desk(client)
    observed(at, name="Nöjda elever", slug="nojda", measurement_unit="%", value=Decimal("80.5"), note="Vårens enkät.")

    (row,) = rows_of(template(at))

    assert row | {"Mätning": "Nöjda elever", "Kortnamn": "nojda", "Kön": "totalt", "Slag": "värde"} == row
    assert (row["Utfall"], row["Läge"], row["Anmärkning"]) == (80.5, "slutligt", "Vårens enkät.")


def test_the_year_before_stands_beside(client):
    at = desk(client)
    observed(at, year=2024, value=75, measurement_unit="%")

    (row,) = rows_of(template(at))

    assert (row["Föregående år"], row["Utfall"], row["Läge"]) == ("75\xa0%", None, None)


def test_a_template_read_in_as_it_was_fetched_changes_nothing(client):
    at = desk(client)
    observed(at, value=Decimal("0.0845"), decimals=2, note="Två  mellanslag")
    observed(at, value=None, status=Status.EXPECTED)
    observed(at, value=Decimal("1234567.25"), status=Status.PRELIMINARY)
    goal_measure(at.unit)
    before = versions()

    page = upload(at, template(at))

    assert "I filen: tre oförändrade." in text(page)
    assert "Läs in 0" not in text(page)
    confirm(at, page)
    assert versions() == before


def test_a_filled_in_template_is_looked_through_and_then_stored(client):
    at = desk(client)
    new, old = goal_measure(at.unit, slug="ny"), observed(at, slug="gammal", value=80)

    page = upload(
        at, fill_in(template(at), {"ny": {"Utfall": 12.5}, "gammal": {"Utfall": 90, "Anmärkning": "Rättat."}})
    )
    assert "ett nytt utfall, ett som ändras" in text(page)
    assert '<s class="quiet">80</s> <strong>90</strong>' in page.content.decode()
    assert stored(new) is None
    answer = confirm(at, page)

    assert answer.url == at.url()
    assert stored(new).value == Decimal("12.5")
    assert (stored(old).value, stored(old).note, stored(old).version) == (90, "Rättat.", 2)


def test_a_part_that_has_no_row_is_added_by_one(client):
    at = desk(client)
    measure = observed(at, slug="nojda", value=80)

    read_in(at, {}, {"Kortnamn": "nojda", "Kön": "kvinnor", "Utfall": 82})

    assert stored(measure, sex="women").value == 82
    assert stored(measure, sex="total").version == 1


def test_a_reason_takes_the_place_of_an_outcome(client):
    at = desk(client)
    measure = observed(at, slug="m", value=80)

    read_in(at, {"m": {"Utfall": None, "Läge": "ej mätt"}})

    assert (stored(measure).value, stored(measure).status) == (None, Status.NOT_MEASURED)


def test_what_excel_has_computed_is_rounded_to_what_is_stored(client):
    at = desk(client)
    measure = goal_measure(at.unit, slug="m")

    read_in(at, {"m": {"Utfall": 200 / 3}})

    assert stored(measure).value == Decimal("66.6667")


def test_the_value_of_the_year_before_is_carried_forward(client):
    at = desk(client)
    measure = observed(at, slug="m", year=2024, value=75)

    read_in(at, {"m": {"Läge": "förra värdet"}})

    assert (stored(measure).value, stored(measure).data_year) == (75, 2024)
    assert "ett oförändrat" in text(upload(at, template(at)))


def test_an_empty_cell_removes_nothing(client):
    at = desk(client)
    measure = observed(at, slug="m", value=80, note="Viktigt.")

    read_in(at, {"m": {"Utfall": None, "Läge": None, "Anmärkning": None}})

    assert (stored(measure).value, stored(measure).note, stored(measure).version) == (80, "Viktigt.", 1)


def test_nothing_is_stored_when_somebody_saved_since(client):
    at = desk(client)
    first, second = goal_measure(at.unit, slug="a"), observed(at, slug="b", value=80)
    page = upload(at, fill_in(template(at), {"a": {"Utfall": 1}, "b": {"Utfall": 2}}))
    at.save(second, "85", version=1)

    answer = confirm(at, page)

    assert answer.status_code == 409
    assert stored(first) is None
    assert stored(second).value == 85


def test_a_second_yes_does_nothing(client):
    at = desk(client)
    measure = goal_measure(at.unit, slug="m")
    page = upload(at, fill_in(template(at), {"m": {"Utfall": 1}}))
    confirm(at, page)
    at.save(measure, "7", version=1)

    assert confirm(at, page).url == at.url()
    assert stored(measure).value == 7


def test_what_the_page_carries_is_no_other_users_and_cannot_be_made_up(client):
    at = desk(client)
    measure = goal_measure(at.unit, slug="m")
    page = upload(at, fill_in(template(at), {"m": {"Utfall": 1}}))
    changed = page.context["ticket"] + "x"
    assert "Läs in filen igen" in text(client.post(at.url("outcome_import_apply"), {"ticket": changed}))
    client.force_login(create_member(Role.CONTROLLER, at.unit))

    assert "Läs in filen igen" in text(confirm(at, page))
    assert stored(measure) is None


def test_closed_figures_take_no_file(client):
    at = desk(client)
    measure = goal_measure(at.unit, slug="m")
    page = upload(at, fill_in(template(at), {"m": {"Utfall": 1}}))
    lock(at)

    assert "Inget är sparat" in text(confirm(at, page))
    assert "Granska filen" not in text(upload(at, template(at)))
    assert stored(measure) is None


def test_who_answers_for_a_subject_gets_its_measures_only(client):
    at = desk(client, Role.SUBJECT_OWNER, subject="personnel")
    goal_measure(at.unit, slug="hme", category="personnel")
    goal_measure(at.unit, slug="annan")
    content = template(at)

    assert [row["Kortnamn"] for row in rows_of(content)] == ["hme"]
    page = upload(at, fill_in(content, {}, {"Kortnamn": "annan", "Utfall": 1}))
    assert "Mätningen finns inte bland dem som du registrerar" in text(page)


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
def test_who_records_nothing_finds_no_file(client, role):
    at = desk(client, role)
    goal_measure(at.unit)

    assert client.get(at.url("outcome_import")).status_code == 404
    assert client.get(at.url("outcome_template")).status_code == 404


def test_a_neighbour_is_not_written_to(client):
    at = desk(client)
    goal_measure(at.unit, slug="m")
    other = create_org_unit()
    measure = goal_measure(other, slug="deras")
    create_observation(measure=measure, org_unit=other)

    page = upload(at, fill_in(template(at), {}, {"Kortnamn": "deras", "Utfall": 1}))

    assert "Mätningen finns inte" in text(page)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"Utfall": "många"}, "är inget tal"),
        ({"Utfall": "#REF!"}, "Utfall 2025, H2"),
        ({"Utfall": 1e300}, "Talet är för stort."),
        ({"Utfall": True}, "datum eller ett ja eller nej"),
        ({"Utfall": 101}, "Det högsta möjliga värdet är 100"),
        ({"Utfall": 1, "Läge": "kanske"}, "Skriv slutligt, preliminärt"),
        ({"Utfall": 1, "Läge": "ej mätt"}, "både ett utfall och ett skäl"),
        ({"Läge": "slutligt"}, "Skriv utfallet, eller välj varför det saknas."),
        ({"Läge": "förra värdet"}, "inget utfall från året före"),
        ({"Anmärkning": "Utan utfall"}, "Skriv utfallet, eller välj"),
        ({"Utfall": 1, "Antal svar": 4}, "ingen enkät"),
        ({"Utfall": 1, "Antal svar": 4.5}, "som ett heltal"),
        ({"Utfall": 1, "Kön": "okänt"}, "Skriv totalt, kvinnor eller män."),
        ({"Utfall": 1, "Anmärkning": "Ring 850709-9805"}, "personnummer"),
        ({"Utfall": 1, "Anmärkning": "x" * 301}, "högst 300 tecken"),
        ({"Utfall": "=1+1"}, "inte uträknad"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_nothing_is_offered(client, cells, sentence):
    at = desk(client)
    goal_measure(at.unit, slug="m", scale_maximum=100)

    page = upload(at, fill_in(template(at), {"m": cells}))

    assert sentence in text(page)
    assert "Utfall 2025, " in text(page)
    assert "850709-9805" not in text(page)
    assert "Läs in 1" not in text(page)


def test_the_same_measure_twice_is_told(client):
    at = desk(client)
    goal_measure(at.unit, slug="m")

    page = upload(at, fill_in(template(at), {"m": {"Utfall": 1}}, {"Kortnamn": "m", "Utfall": 2}))

    assert "finns på en annan rad (Utfall 2025, B2)" in text(page)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"skr\xe4p", "utfall.xlsx", "inget är sparat"),
        (b"a;b\n1;2\n", "utfall.csv", "Inget blad i filen har mallens rubriker."),
        (b"Kortnamn;Utfall;Extra\nm;1;2\n", "utfall.csv", "Mallen har ingen sådan kolumn."),
        (b"Kortnamn;Utfall\n" + b"m;1\n" * 2002, "utfall.csv", "fler än 2 000 rader"),
    ],
)
def test_a_file_that_is_something_else_is_refused(client, content, name, sentence):
    at = desk(client)
    goal_measure(at.unit, slug="m")

    page = upload(at, content, name)

    assert sentence in text(page) or "inte inläst" in text(page)
    assert stored(goal_measure(at.unit)) is None


def test_a_hidden_outcome_is_neither_shown_nor_told_by_a_guess(client):
    at = desk(client)
    measure = observed(at, slug="hme", least_answers=11, value=Decimal("77.25"), answers=4)
    content = template(at)
    assert rows_of(content)[0]["Utfall"] == "visas inte"
    assert "ett oförändrat" in text(upload(at, content))

    pages = [upload(at, fill_in(content, {"hme": {"Utfall": guess}})) for guess in (77.25, 60)]

    assert ["ett som inte visas" in text(page) for page in pages] == [True, True]
    assert all('<s class="quiet">' not in page.content.decode() for page in pages)
    confirm(at, pages[1])
    assert stored(measure).value == 60


def test_a_reason_takes_the_place_of_a_hidden_outcome(client):
    at = desk(client)
    measure = observed(at, slug="hme", least_answers=11, value=77, answers=4)

    left = upload(at, fill_in(template(at), {"hme": {"Läge": "ej mätt"}}))
    read_in(at, {"hme": {"Utfall": None, "Läge": "ej mätt"}})

    assert "både ett utfall och ett skäl" in text(left)
    assert (stored(measure).value, stored(measure).status) == (None, Status.NOT_MEASURED)


def test_a_derived_measure_has_no_row(client):
    at = desk(client)
    first, second = goal_measure(at.unit, slug="a"), goal_measure(at.unit, slug="b")
    measure = create_measure(slug="gap", formula="difference", first=first, second=second)
    goal_measure(at.unit, slug="c")

    assert measure.slug not in [row["Kortnamn"] for row in rows_of(template(at))]


@pytest.mark.parametrize("name", ["outcome_template", "outcome_import"])
def test_the_queries_are_the_same_for_many_measures(client, django_assert_max_num_queries, name):
    at = desk(client)
    for number in range(12):
        observed(at, slug=f"m{number}", least_answers=5 if number % 2 else None, value=3, answers=9)

    with django_assert_max_num_queries(26):
        client.get(at.url(name))

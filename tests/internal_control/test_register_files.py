"""The register in a file: what was fetched is read in, all of it or nothing, and nothing confidential is in it."""

import datetime

import pytest

from internal_control.models import ControlPlan, ControlTest, ImprovementAction, PlannedControl, Risk, RiskRating
from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.roles import Role
from tests.control_factories import (
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import create_member, create_org_unit, create_position
from tests.internal_control.register_files import RegisterDesk, rows_of, text

pytestmark = pytest.mark.django_db
NEW_RISK = {"Risk": "Fel lön", "Slag av risk": "it och information", "Sannolikhet": 3, "Konsekvens": 4}
NEW_CONTROL = {"Område": "Ekonomi", "Kontrollmoment": "Attest"}
SHEETS = ("Risker", "Kontrollmoment", "Åtgärder")


def full(at):
    """One row of each, with all that a row can say."""
    who = create_position(org_unit=at.unit)
    risk = create_risk(org_unit=at.unit, number=1, owner=who, cause="Två\nrader", handling="control")
    create_risk_rating(risk=risk, reason="Hände i fjol.")
    test = create_control_test(org_unit=at.unit, risk=risk, responsible_text="Alla chefer", method="Stickprov")
    plan = ControlPlan.objects.filter(org_unit=at.unit).first() or create_control_plan(org_unit=at.unit)
    create_planned_control(plan=plan, control_test=test, due_on=datetime.date(2025, 5, 31))
    action = create_improvement_action(org_unit=at.unit, control_test=test, risk=risk, responsible=who, remark="Snart.")
    return risk, test, action


def versions():
    models = (Risk, RiskRating, ControlTest, PlannedControl, ImprovementAction)
    return [sorted(model.objects.values_list("pk", "version")) for model in models]


def confidential(at):
    """Numbers of rows that no file may hold, by sheet."""
    risk = create_risk(org_unit=at.unit, number=77, title="Hemlig risk", is_confidential=True)
    test = create_control_test(org_unit=at.unit, risk=risk, title="Hemlig kontroll")
    create_planned_control(plan=create_control_plan(org_unit=at.unit), control_test=test)
    action = create_improvement_action(org_unit=at.unit, control_test=test, text="Hemlig åtgärd")
    return dict(zip(SHEETS, (risk.number, test.pk, action.pk), strict=True))


def test_a_template_read_in_as_it_was_fetched_changes_nothing(client):
    at = RegisterDesk(client)
    full(at)
    before = versions()

    page = at.upload(at.template())

    assert "I filen: tre oförändrade rader." in text(page)
    at.confirm(page)
    assert versions() == before


def test_a_register_in_excel_is_read_in_as_new_rows(client):
    at = RegisterDesk(client)
    who = create_position(org_unit=at.unit)
    risks = [NEW_RISK | {"Ansvarig": who.title, "Orsak": "Manuell hantering"}, NEW_RISK | {"Risk": "Avbrott"}]
    controls = [NEW_CONTROL | {"Ansvarig": "Alla chefer", "När, som det ska stå": "mars–maj"}]
    actions = [{"Åtgärd": "Skriv en rutin", "Läge": "Pågår"}, {"Åtgärd": "Utbilda", "Läge": "Klar"}]

    page = at.review({"Risker": risks, "Kontrollmoment": controls, "Åtgärder": actions})
    assert "fem nya rader" in text(page)
    assert not Risk.objects.exists()
    at.confirm(page)

    assert [(r.number, r.title, r.owner) for r in Risk.objects.all()] == [(1, "Fel lön", who), (2, "Avbrott", None)]
    assert RiskRating.objects.get(risk__number=1, year=2025).score == 12
    control = PlannedControl.objects.get(plan__year=2025)
    assert (control.control_test.responsible_text, control.due_text) == ("Alla chefer", "mars–maj")
    assert [a.status for a in ImprovementAction.objects.all()] == ["ongoing", "done"]


def test_rows_with_a_number_are_changed_and_empty_cells_change_nothing(client):
    at = RegisterDesk(client)
    risk, test, action = full(at)
    changed = {
        "Risker": {1: {"Konsekvens": 4, "Risk": "Nytt namn", "Orsak": None}},
        "Kontrollmoment": {test.pk: {"Metod": "Genomgång", "Klar senast": datetime.date(2025, 6, 30)}},
        "Åtgärder": {action.pk: {"Läge": "Klar", "Avslutad den": datetime.date(2025, 2, 3), "Åtgärd": "Ny text"}},
    }

    page = at.review({}, changed)
    assert '<s class="quiet">3</s> <strong>4</strong>' in page.content.decode()
    at.confirm(page)

    risk.refresh_from_db()
    assert (risk.title, risk.cause, risk.ratings.get(year=2025).impact) == ("Nytt namn", "Två\nrader", 4)
    assert ControlTest.objects.get().method == "Genomgång"
    assert PlannedControl.objects.get().due_on == datetime.date(2025, 6, 30)
    action.refresh_from_db()
    assert (action.text, action.status, action.closed_on) == ("Ny text", "done", datetime.date(2025, 2, 3))
    assert action.remark == "Snart."


def test_a_control_and_an_action_are_tied_by_numbers(client):
    at = RegisterDesk(client)
    risk, test, _ = full(at)
    new = {
        "Kontrollmoment": [NEW_CONTROL | {"Risk, nummer": 1}],
        "Åtgärder": [{"Åtgärd": "A", "Kontroll, nummer": test.pk}],
    }

    at.confirm(at.review(new))

    assert ControlTest.objects.get(title="Attest").risk == risk
    assert ImprovementAction.objects.get(text="A").control_test == test


def test_nothing_confidential_is_in_the_template(client):
    at = RegisterDesk(client)
    confidential(at)

    assert all(rows_of(at.template(), sheet) == [] for sheet in SHEETS)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_confidential_row_is_to_a_file_as_one_that_does_not_exist(client, sheet):
    at = RegisterDesk(client)
    number = confidential(at)[sheet]
    asked = [at.review({sheet: [{"Nummer": n}]}) for n in (number, 999_999)]

    assert all("Numret finns inte i registret." in text(page) for page in asked)
    assert "Hemlig" not in text(asked[0])


def test_a_confidential_risk_takes_no_control_by_a_file(client):
    at = RegisterDesk(client)
    confidential(at)

    page = at.review({"Kontrollmoment": [NEW_CONTROL | {"Risk, nummer": 77}]})

    assert "Risken finns inte i registret." in text(page)


def test_a_row_of_another_unit_is_not_changed(client):
    at = RegisterDesk(client)
    theirs = create_improvement_action(org_unit=create_org_unit())

    page = at.review({"Åtgärder": [{"Nummer": theirs.pk, "Åtgärd": "Annan"}]})

    assert "Numret finns inte" in text(page)


def test_a_decided_plan_takes_no_control_and_says_why(client):
    at = RegisterDesk(client)
    day = datetime.date(2025, 2, 3)
    create_control_plan(org_unit=at.unit, decided_by="Nämnden", decided_on=day, decision_paragraph="§ 12")

    page = at.review({"Kontrollmoment": [NEW_CONTROL]})

    assert "Planen är beslutad: Nämnden, 3 februari 2025" in text(page)
    assert "Kontrollmoment, C2" in text(page)


def test_a_plan_that_is_decided_meanwhile_stops_the_whole_file(client):
    at = RegisterDesk(client)
    plan = create_control_plan(org_unit=at.unit)
    page = at.review({"Risker": [NEW_RISK], "Kontrollmoment": [NEW_CONTROL]})
    plan.decided_by, plan.decided_on = "Nämnden", datetime.date(2025, 2, 3)
    plan.save()

    assert "Inget är sparat." in text(at.confirm(page))
    assert not Risk.objects.exists()


def test_nothing_is_stored_when_somebody_saved_since(client):
    at = RegisterDesk(client)
    risk, _, _ = full(at)
    page = at.review({"Risker": [NEW_RISK]}, {"Risker": {1: {"Risk": "Nytt"}}})
    Risk.objects.filter(pk=risk.pk).update(title="Någon annans", version=2)

    assert at.confirm(page).status_code == 409
    assert [r.title for r in Risk.objects.all()] == ["Någon annans"]


def test_a_second_yes_does_nothing(client):
    at = RegisterDesk(client)
    page = at.review({"Risker": [NEW_RISK]})

    answers = [at.confirm(page), at.confirm(page)]

    assert {answer.url for answer in answers} == {at.url("overview")}
    assert Risk.objects.count() == 1


def test_what_the_page_carries_is_no_other_users(client):
    at = RegisterDesk(client)
    page = at.review({"Risker": [NEW_RISK]})
    client.force_login(create_member(Role.CONTROLLER, at.unit))

    assert "Läs in filen igen" in text(at.confirm(page))
    assert not Risk.objects.exists()


def test_a_closed_year_takes_no_file(client):
    at = RegisterDesk(client)
    page = at.review({"Risker": [NEW_RISK]})
    Submission.objects.create(
        org_unit=at.unit, occasion=at.occasion, state="locked", changed_by=at.user, changed_at="2026-01-25T10:00:00Z"
    )

    assert "Inget är sparat" in text(at.confirm(page))
    assert "Granska filen" not in text(client.get(at.url()))
    assert not Risk.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
def test_only_who_keeps_internal_control_finds_the_file(client, role):
    at = RegisterDesk(client, role)

    assert client.get(at.url()).status_code == 404
    assert client.get(at.url("register_template")).status_code == 404


@pytest.mark.parametrize(
    ("sheet", "row", "place", "sentence"),
    [
        ("Risker", NEW_RISK | {"Sannolikhet": 9}, "H2", "Skriv ett steg på skalan, 1 till 4."),
        ("Risker", NEW_RISK | {"Sannolikhet": "ofta"}, "H2", "är inget tal"),
        ("Risker", NEW_RISK | {"Sannolikhet": None}, "H2", "En ny rad behöver det."),
        ("Risker", NEW_RISK | {"Slag av risk": "otur"}, "D2", "Skriv omvärld, verksamhet"),
        ("Risker", NEW_RISK | {"Ansvarig": "Ingen sådan"}, "L2", "Befattningen finns inte"),
        ("Risker", NEW_RISK | {"Orsak": "Ring 850709-9805"}, "E2", "personnummer"),
        ("Risker", NEW_RISK | {"Risk": "x" * 201}, "B2", "högst 200 tecken"),
        ("Risker", NEW_RISK | {"Risk": "=1+1"}, "B2", "inte uträknad"),
        ("Kontrollmoment", NEW_CONTROL | {"Klar senast": "våren"}, "K2", "Skriv dagen som ett datum"),
        ("Kontrollmoment", {"Område": "Ekonomi"}, "C2", "En ny rad behöver det."),
        ("Åtgärder", {"Åtgärd": "A", "Kontroll, nummer": 5}, "C2", "Kontrollen finns inte i årets plan."),
        ("Åtgärder", {"Åtgärd": "A", "Läge": "Klar", "Avslutad den": datetime.date(2099, 1, 1)}, "I2", "inte varit än"),
        ("Åtgärder", {"Åtgärd": "A", "Avslutad den": datetime.date(2025, 1, 1)}, "I2", "inte avslutad"),
    ],
)
def test_a_wrong_cell_is_told_with_its_sheet_and_place(client, sheet, row, place, sentence):
    at = RegisterDesk(client)

    page = at.review({sheet: [row]})

    assert sentence in text(page)
    assert f"{sheet}, {place}" in text(page)
    assert "850709-9805" not in text(page)


def test_the_same_number_twice_is_told(client):
    at = RegisterDesk(client)
    full(at)

    page = at.review({"Risker": [{"Nummer": 1, "Risk": "Igen"}]})

    assert "Numret finns på en annan rad (Risker, A2)" in text(page)


def test_a_file_that_is_something_else_is_refused(client):
    at = RegisterDesk(client)

    assert "Inget blad i filen har mallens rubriker." in text(at.upload(b"a;b\n1;2\n", "register.csv"))


def test_the_queries_are_the_same_for_many_rows(client, django_assert_max_num_queries):
    at = RegisterDesk(client)
    full(at)
    for number in range(2, 12):
        risk = create_risk(org_unit=at.unit, number=number, owner=create_position(org_unit=at.unit))
        test = create_control_test(org_unit=at.unit, risk=risk)
        create_planned_control(plan=at.unit.control_plans.get(), control_test=test)
        create_improvement_action(org_unit=at.unit, control_test=test, responsible=risk.owner)
    with django_assert_max_num_queries(22):
        content = client.get(at.url("register_template")).content

    with django_assert_max_num_queries(30):
        at.upload(content)

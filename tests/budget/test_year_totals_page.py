"""Årets belopp: one form for all areas, where each amount is saved for itself."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import BudgetEntry, LedgerEntry
from kommunrapport.organisation.roles import Role
from tests.budget.entering import YEAR, cell
from tests.budget_factories import create_area, create_import_batch, create_ledger_entry

pytestmark = pytest.mark.django_db


def url(economy, query=""):
    return economy.url("year_totals") + query


def budget_cell(area, typed, shown="1 000"):
    entry = BudgetEntry.objects.filter(by_unit=area, kind="original").first()
    return cell(f"budget-{area.pk}", typed, shown, f"{entry.pk}.{entry.version}" if entry else "")


def split(area, chosen):
    return {f"fordelning-{area.pk}": chosen}


def outcomes():
    return dict(LedgerEntry.objects.values_list("by_unit__name", "amount"))


def test_outcomes_are_typed_in_thousands(client, economy, controller):
    typed = cell(f"utfall-{economy.school.pk}", "987,6") | cell(f"utfall-{economy.library.pk}", "−12")

    response = client.post(url(economy), typed)

    assertRedirects(response, url(economy))
    assert outcomes() == {"Skolan": Decimal(987_600), "Biblioteket": Decimal(-12_000)}


def test_outcomes_are_typed_in_kronor_where_the_user_chose_so(client, economy, controller):
    client.post(url(economy, "?enhet=kr"), cell(f"utfall-{economy.school.pk}", "987 600,50"))

    assert outcomes() == {"Skolan": Decimal("987600.50")}
    assertContains(client.get(url(economy, "?enhet=kr")), 'value="987\u00a0600,5"')


def test_what_was_not_touched_is_not_saved(client, economy, controller):
    before = BudgetEntry.history.count()

    client.post(url(economy), budget_cell(economy.school, " 1 000 ") | cell(f"utfall-{economy.school.pk}", ""))

    assert BudgetEntry.history.count() == before
    assert not LedgerEntry.objects.exists()


def test_what_was_not_touched_is_left_as_somebody_else_made_it(client, economy, controller):
    seen = budget_cell(economy.school, "1 000")
    entry = BudgetEntry.objects.get(by_unit=economy.school)
    entry.amount, entry.version = Decimal(1_100_000), 2
    entry.save()

    response = client.post(url(economy), seen | cell(f"utfall-{economy.school.pk}", "987"))

    assertRedirects(response, url(economy))
    assert BudgetEntry.objects.get(by_unit=economy.school).amount == Decimal(1_100_000)
    assert outcomes() == {"Skolan": Decimal(987_000)}


def test_a_budget_is_divided_evenly_over_the_months(client, economy, controller):
    client.post(url(economy), budget_cell(economy.school, "1 000") | split(economy.school, "jamnt"))

    months = list(BudgetEntry.objects.filter(by_unit=economy.school).order_by("month").values_list("amount", flat=True))
    assert months == [Decimal(83_333)] * 11 + [Decimal(83_337)]
    assertContains(client.get(url(economy)), "Per månad som nu")


def test_a_budget_is_divided_as_the_year_before(client, economy, controller):
    for month in range(1, 13):
        create_ledger_entry(area=economy.school, year=YEAR - 1, month=month, amount=Decimal(month))

    client.post(url(economy), budget_cell(economy.school, "78") | split(economy.school, "som-forra-aret"))

    months = BudgetEntry.objects.filter(by_unit=economy.school).order_by("month").values_list("amount", flat=True)
    assert list(months) == [Decimal(month * 1000) for month in range(1, 13)]


def test_a_divided_budget_stays_divided_when_its_amount_is_changed(client, economy, controller):
    client.post(url(economy), budget_cell(economy.school, "1 200") | split(economy.school, "jamnt"))
    months = BudgetEntry.objects.filter(by_unit=economy.school).order_by("month")
    seen = "-".join(f"{row.pk}.{row.version}" for row in months)
    changed = cell(f"budget-{economy.school.pk}", "2 400", "1 200", seen)

    client.post(url(economy), changed | split(economy.school, "som-nu"))
    assert {row.amount for row in months.all()} == {Decimal(200_000)}

    seen = "-".join(f"{row.pk}.{row.version}" for row in months.all())
    client.post(
        url(economy), cell(f"budget-{economy.school.pk}", "2 400", "2 400", seen) | split(economy.school, "helar")
    )
    assert [(row.month, row.amount) for row in months.all()] == [(None, Decimal(2_400_000))]


def test_an_area_that_was_not_on_the_page_is_left_alone(client, economy, controller):
    client.post(url(economy), budget_cell(economy.school, "1 200") | split(economy.school, "jamnt"))

    response = client.post(url(economy), cell(f"utfall-{economy.library.pk}", "5"))

    assertRedirects(response, url(economy))
    assert BudgetEntry.objects.filter(by_unit=economy.school).count() == 12


def test_a_year_before_without_months_says_so(client, economy, controller):
    response = client.post(url(economy), budget_cell(economy.school, "78") | split(economy.school, "som-forra-aret"))

    assertContains(response, "Välj jämnt per månad i stället.")


def test_a_refused_amount_costs_no_other(client, economy, controller):
    typed = cell(f"utfall-{economy.school.pk}", "3,,1") | cell(f"utfall-{economy.library.pk}", "400")

    response = client.post(url(economy), typed)

    assertContains(response, "är inget tal")
    assertContains(response, 'value="3,,1"')
    assertContains(response, "Ett belopp är ändrat. 1 behöver rättas.")
    assert outcomes() == {"Biblioteket": Decimal(400_000)}


def test_two_who_type_at_once_see_both_and_the_second_may_insist(client, economy, controller):
    name = f"utfall-{economy.school.pk}"
    other = create_ledger_entry(area=economy.school, amount=Decimal(900_000))

    response = client.post(url(economy), cell(name, "950"))
    assertContains(response, "ändrade samtidigt till 900.", status_code=409)
    assertContains(response, 'value="950"', status_code=409)

    client.post(url(economy), cell(name, "950", "900", f"{other.pk}.1"))
    assert outcomes() == {"Skolan": Decimal(950_000)}


def test_an_amount_from_a_file_is_text_with_why(client, economy, controller):
    batch = create_import_batch(org_unit=economy.ks, file_name="huvudbok.xlsx")
    create_ledger_entry(area=economy.school, month=1, batch=batch)

    page = client.get(url(economy))

    assertContains(page, "Inläst från huvudbok.xlsx, per månad")
    assertNotContains(page, f'name="utfall-{economy.school.pk}"')
    client.post(url(economy), cell(f"utfall-{economy.school.pk}", "1"))
    assert LedgerEntry.objects.count() == 1


def test_projects_have_a_grid_of_their_own(client, economy, controller):
    project = create_area(org_unit=economy.ks, grouping="project", name="Bron")

    client.post(url(economy, "?indelning=project"), cell(f"utfall-{project.pk}", "5"))

    assert LedgerEntry.objects.get().by_project == project


def test_what_is_typed_into_a_locked_year_is_kept_on_the_page(client, economy, controller):
    economy.lock()
    assertNotContains(client.get(url(economy)), f'name="utfall-{economy.school.pk}"')

    response = client.post(url(economy), cell(f"utfall-{economy.school.pk}", "400"))

    assertContains(response, "Låst för inmatning")
    assertContains(response, 'value="400"')
    assert not LedgerEntry.objects.exists()


def test_the_page_is_for_who_keeps_the_economy(client, economy):
    for role, unit in [(Role.READER, economy.ks), (Role.MANAGER, economy.ks), (Role.CONTROLLER, economy.namnd)]:
        economy.sign_in(client, role, unit)
        assert client.get(url(economy)).status_code == 404
        assert client.post(url(economy)).status_code == 404


def test_the_page_takes_the_same_queries_for_many_areas(client, economy, controller, django_assert_max_num_queries):
    client.get(url(economy))
    with django_assert_max_num_queries(40) as few:
        client.get(url(economy))
    for _ in range(3):
        create_ledger_entry(area=create_area(org_unit=economy.ks), batch=create_import_batch(org_unit=economy.ks))

    with django_assert_max_num_queries(len(few)):
        client.get(url(economy))

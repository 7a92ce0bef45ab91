"""Areas with their codes, thresholds and posts that disturb comparison, as the administrator keeps them."""

import pytest
from django.urls import reverse

from budget.models import AreaCode, BudgetArea, ComparabilityItem, VarianceThreshold
from kommunrapport.organisation.roles import Role
from tests.budget_factories import create_area, create_area_code, create_ledger_entry, create_threshold
from tests.factories import create_member, create_municipality, create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    create_municipality()
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"administration:{name}", args=args)


def posted(area, **changes):
    names = ["name", "order", "grouping", "version", "org_unit_id"]
    values = {name.removesuffix("_id"): getattr(area, name) for name in names}
    return values | {"parent": area.parent_id or "", "has_heading": "on"} | changes


def test_the_landing_page_has_a_group_for_the_economy(client):
    text = client.get(reverse("web:administration")).content.decode()

    for heading in ("Ekonomiska områden", "Gränser för avvikelser", "Jämförelsestörande poster"):
        assert heading in text


def test_an_area_is_added_with_its_codes(client):
    fields = {"org_unit": create_org_unit().pk, "grouping": "unit", "name": "HR", "order": "1", "token": "t"}
    client.post(url("area_create"), fields)
    area = BudgetArea.objects.get(name="HR")

    client.post(url("area_code_create", area.pk), {"code": "0410", "token": "u"})

    assert AreaCode.objects.get(area=area).code == "0410"


def test_the_list_shows_the_tree_and_a_grouping_at_a_time(client):
    parent = create_area(name="Stöd")
    create_area(parent=parent, name="HR")
    create_area(grouping="nature", name="Personal")

    rows = client.get(url("area_list"), {"visa": "enhet"}).context["rows"]

    assert [(row.text, row.depth) for row in rows] == [("Stöd", 0), ("HR", 1)]


def test_a_loop_is_refused_in_words(client):
    area = create_area()
    part = create_area(parent=area)

    response = client.post(url("area_edit", area.pk), posted(area, parent=part.pk))

    assert "Det ligger redan under den här raden." in response.content.decode()


def test_a_parent_with_amounts_is_refused_in_words(client):
    parent = create_ledger_entry().by_unit
    area = create_area(org_unit=parent.org_unit)

    response = client.post(url("area_edit", area.pk), posted(area, parent=parent.pk))

    assert "har belopp" in response.content.decode()


def test_an_area_with_amounts_says_what_keeps_it(client):
    area = create_ledger_entry().by_unit

    response = client.get(url("area_delete", area.pk))

    assert "1 utfall" in response.content.decode()


def test_parents_of_the_same_name_are_told_apart(client):
    unit = create_org_unit(name="Kommunstyrelsen")
    create_area(org_unit=unit, grouping="field", name="Administration")

    text = client.get(url("area_create")).content.decode()

    assert "Kommunstyrelsen, verksamhetsområde: Administration" in text


def test_a_threshold_for_the_whole_kommun_is_set_once(client):
    create_threshold()

    fields = {"org_unit": "", "amount": "500 000", "percent": "2,5", "needs": "either", "token": "t"}
    response = client.post(url("threshold_create"), fields)

    assert "Enheten har redan en gräns." in response.content.decode()
    assert VarianceThreshold.objects.count() == 1


def test_a_post_that_disturbs_comparison_is_added(client):
    fields = {"org_unit": create_org_unit().pk, "year": "2025", "name": "Byggbonus", "amount": "-700 000"}
    client.post(url("comparability_item_create"), fields | {"token": "t"})

    assert ComparabilityItem.objects.get().amount == -700_000


def test_a_code_is_the_administrators_alone(client):
    code = create_area_code()
    client.force_login(create_member(Role.CONTROLLER, code.area.org_unit))

    assert client.get(url("area_code_edit", code.pk)).status_code == 404

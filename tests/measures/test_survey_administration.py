"""What administrators say of surveys and of published growth."""

import pytest
from django.urls import reverse

from kommunrapport.measures.models import Measure
from kommunrapport.organisation.roles import Role
from tests.factories import create_measure, create_member
from tests.measures.surveys import create_survey

pytestmark = pytest.mark.django_db

MEASURE = {"name": "HME", "slug": "hme", "decimals": "1", "better_is": "higher", "frequency": "yearly", "token": "t"}


@pytest.fixture
def add(client):
    client.force_login(create_member(Role.ADMINISTRATOR))
    return lambda **fields: client.post(reverse("administration:measure_create"), MEASURE | fields).content.decode()


def test_a_survey_says_how_many_must_answer(add):
    add(least_answers="7")

    assert Measure.objects.get(slug="hme").least_answers == 7


@pytest.mark.parametrize("least", ["1", "0", "-7", "sju"])
def test_one_answer_is_not_enough(add, least):
    add(least_answers=least)

    assert not Measure.objects.exists()


def test_a_component_is_hidden_with_its_whole_and_not_alone(add):
    whole, survey = create_measure(name="Index"), create_survey()

    refused = add(parent=whole.pk, part="component", least_answers="7")
    add(parent=survey.pk, part="component", least_answers="7")

    assert "Ange antalet för Index." in refused
    assert Measure.objects.get(slug="hme").parent == survey


def test_published_growth_is_of_what_is_always_shown(add):
    survey, source = create_survey(), create_measure()
    computed = create_measure(formula="difference", first=survey, second=source)

    refused = [add(growth_of=measure.pk) for measure in (survey, computed)]
    add(growth_of=source.pk)

    assert all("Välj inte en enkät" in page for page in refused)
    assert Measure.objects.get(slug="hme").growth_of == source


def test_what_has_published_growth_does_not_become_a_survey(client, add):
    source = create_measure()
    create_measure(name="Folkökning", growth_of=source)

    url = reverse("administration:measure_edit", args=[source.pk])
    page = client.post(url, MEASURE | {"least_answers": "7", "version": "1"}).content.decode()

    assert "Folkökning är förändringen av mätningen" in page

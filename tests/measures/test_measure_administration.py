import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kommunrapport.measures.administered import target_words
from kommunrapport.measures.measure_services import change_measure
from kommunrapport.measures.models import Measure, Target
from kommunrapport.organisation.roles import Role
from tests.factories import create_measure, create_member, create_org_unit, create_target, create_user

pytestmark = pytest.mark.django_db

MEASURE = {"name": "Nöjd medborgare", "slug": "nojd", "decimals": "1", "better_is": "higher", "frequency": "yearly"}


@pytest.fixture
def administrator(client):
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_a_measure_is_added_with_decimal_comma(client, administrator):
    fields = MEASURE | {"scale_maximum": "100,5", "token": "t"}

    response = client.post(reverse("administration:measure_create"), fields)

    measure = Measure.objects.get(slug="nojd")
    assert str(measure.scale_maximum) == "100.5000"
    assert response.url == reverse("administration:measure_edit", args=[measure.pk])


def test_a_part_must_say_of_what(client, administrator):
    response = client.post(reverse("administration:measure_create"), MEASURE | {"part": "subset", "token": "t"})

    assert "både vad mätningen är en del av och hur" in response.content.decode()


def test_a_measure_is_never_a_part_of_itself():
    measure = create_measure()

    with pytest.raises(ValidationError):
        change_measure(pk=measure.pk, version=1, by=create_user(), parent=measure, part="subset")


def test_a_target_is_added_to_the_measure_of_the_address(client, administrator):
    measure, unit = create_measure(), create_org_unit()
    fields = {"year": "2026", "org_unit": unit.pk, "operator": "at_least", "value": "65", "sex": "total"}

    url = reverse("administration:target_create", args=[measure.pk])
    client.post(url, fields | {"kind": "value", "horizon_years": "1", "token": "t"})

    assert Target.objects.get().measure == measure


def test_a_second_target_for_the_year_is_refused_in_words(client, administrator):
    target = create_target()
    fields = {"year": target.year, "org_unit": target.org_unit_id, "operator": "at_least", "value": "65"}

    url = reverse("administration:target_create", args=[target.measure_id])
    response = client.post(url, fields | {"sex": "total", "kind": "value", "horizon_years": "1", "token": "t"})

    assert "Mätningen har redan ett målvärde det året." in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "65.5", "operator": "at_least"}, "minst 65,5"),
        ({"value": None, "operator": "", "direction": "increase"}, "Öka"),
    ],
)
def test_a_target_reads_as_words(fields, words):
    target = create_target(**fields)
    target.refresh_from_db()

    assert target_words(target) == words

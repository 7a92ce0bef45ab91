"""The table of access, tried address by address, role by role, in every place."""

import pytest
from django.db import transaction
from django.urls import reverse

from kommunrapport.organisation.roles import Role
from tests.access.addresses import address, names, parameters
from tests.access.table import ACCESS, ADMINISTRATOR, OPEN, OWN, POSTED
from tests.access.world import MISSING, PLACES, make_world

METHODS_THAT_CHANGE = ["put", "patch", "delete"]


NAMES = sorted(set(names()))
ADMINISTRATION = [name for name in NAMES if name.startswith("administration:") or name == "web:administration"]


@pytest.fixture(scope="module")
def shared_world(module_db):
    return make_world()


@pytest.fixture
def world(shared_world, db):
    """The same for every test of the file; what a test changes is taken back."""
    return shared_world


def _posted(name, world, place):
    values = world.places["own" if place == MISSING else place].values
    return {field: text.format(**values) for field, text in POSTED.get(name, {}).items()}


def _answers(client, method, url, posted):
    """Whether the address answers the method; what it changes is taken back."""
    with transaction.atomic():
        status = getattr(client, method)(url, posted).status_code
        transaction.set_rollback(True)
    assert status in {200, 204, 302, 303, 404, 409}, f"{method} {url}: {status}"
    return status != 404


@pytest.mark.parametrize("name", NAMES)
def test_every_address_stands_in_the_table(name):
    assert name in ACCESS or name in OPEN or name in OWN or name in ADMINISTRATION


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_an_address_answers_those_in_the_table_and_nobody_else(client, world, name, method):
    rule = ACCESS[name][method == "post"]
    if rule is None:
        client.force_login(world.users[Role.ADMINISTRATOR])
        assert getattr(client, method)(address(name, world, "own")).status_code == 405
        return
    wrong = []
    for role in Role:
        client.force_login(world.users[role])
        for place in PLACES:
            expected = place in rule[role]
            if name in {"web:help"} and place == MISSING:
                continue
            if _answers(client, method, address(name, world, place), _posted(name, world, place)) != expected:
                wrong.append(f"{role} in {place}: expected {'an answer' if expected else '404'}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_a_stranger_is_asked_to_sign_in(client, world, name):
    answer = client.get(address(name, world, "own"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/logga-in/")


@pytest.mark.parametrize("method", METHODS_THAT_CHANGE)
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_other_methods_are_refused(client, world, name, method):
    client.force_login(world.users[Role.ADMINISTRATOR])
    assert getattr(client, method)(address(name, world, "own")).status_code in {404, 405}


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_administration_is_for_the_administrator_alone(client, world, name):
    given = {p: ("measure" if p == "key" else 1) for p in parameters(name)}
    url = reverse(name, kwargs=given)
    for role in Role:
        client.force_login(world.users[role])
        for method in ("get", "post"):
            with transaction.atomic():
                status = getattr(client, method)(url).status_code
                transaction.set_rollback(True)
            if ADMINISTRATOR[role]:
                assert status in {200, 302, 404, 405, 409}, f"{role} {method}: {status}"
            else:
                assert status == 404, f"{role} {method}: {status}"

"""Every page takes the same queries for one row of everything and for many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kommunrapport.organisation.roles import Role
from tests.access.addresses import address
from tests.access.table import ACCESS
from tests.access.world import make_world, more_of_everything

PAGES = sorted(name for name, (read, _) in ACCESS.items() if read and "own" in read[Role.CONTROLLER])


def _queries(client, url):
    """The status of a page, and what it asked the database."""
    client.get(url)  # what is read once and kept, such as content types
    with CaptureQueriesContext(connection) as queries:
        status = client.get(url).status_code
    return status, [query["sql"] for query in queries]


@pytest.fixture(scope="module")
def world(module_db):
    return make_world()


@pytest.fixture(scope="module")
def few(world):
    """Each page with one row of everything; afterwards the world has many."""
    client = Client(raise_request_exception=False)  # a page that breaks fails its own test alone
    client.force_login(world.users[Role.CONTROLLER])
    found = {name: _queries(client, address(name, world, "own")) for name in PAGES}
    more_of_everything(world.places["own"], 10)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_the_same_queries_for_many_rows(client, world, few, name):
    status, sql_of_few = few[name]
    client.force_login(world.users[Role.CONTROLLER])

    status_of_many, sql_of_many = _queries(client, address(name, world, "own"))

    assert {status, status_of_many} <= {200, 302}
    new = [sql for sql in sql_of_many if sql_of_many.count(sql) > 1 or sql not in sql_of_few]
    assert len(sql_of_many) <= len(sql_of_few), "\n".join(new)

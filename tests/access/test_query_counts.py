"""Every page takes the same queries for one row of everything and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunrapport.organisation.roles import Role
from tests.access.addresses import address
from tests.access.table import ACCESS
from tests.access.world import make_world, more_of_everything

PAGES = sorted(name for name, (read, _) in ACCESS.items() if read)


def _queries(client, url):
    client.get(url)  # what is read once and kept, such as content types
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code in {200, 302}
    return [query["sql"] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_the_same_queries_for_many_rows(client, name):
    world = make_world()
    client.force_login(world.users[Role.CONTROLLER])
    few = _queries(client, address(name, world, "own"))

    more_of_everything(world.places["own"], 10)
    many = _queries(client, address(name, world, "own"))

    assert len(many) <= len(few), "\n".join(sql for sql in many if many.count(sql) > 1 or sql not in few)

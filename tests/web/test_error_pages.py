import pytest
from django.http import Http404
from django.test import RequestFactory

from kommunrapport.web import errors


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.bad_request, 400, "Det gick inte att läsa"),
        (errors.forbidden, 403, "Du har inte behörighet"),
        (errors.not_found, 404, "Sidan finns inte"),
        (errors.csrf_failure, 403, "Sidan var för gammal"),
    ],
)
def test_an_error_page_stands_without_a_database(view, status, words):
    response = view(RequestFactory().get("/"), Http404()) if view is not errors.csrf_failure else view(_request())

    assert response.status_code == status
    assert words in response.content.decode()


def test_the_page_of_our_own_mistakes_stands_without_a_database():
    response = errors.server_error(_request())

    assert response.status_code == 500
    assert "Något gick fel" in response.content.decode()


def _request():
    return RequestFactory().get("/")

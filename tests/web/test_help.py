"""Hjälp: the pages of the guide, shown in the program."""

import pytest
from django.urls import reverse

from kommunrapport.web.guide import guide_pages
from tests.browser import assert_accessible, sign_in
from tests.factories import create_member

pytestmark = pytest.mark.django_db


def address(name: str) -> str:
    return reverse("web:help_page", args=[name])


@pytest.mark.parametrize("name", [shown.name for shown in guide_pages()])
def test_each_page_is_shown_beside_the_others(client, name):
    client.force_login(create_member())

    html = client.get(address(name)).content.decode()

    assert all(f'href="{address(other.name)}"' in html for other in guide_pages())
    assert html.count('aria-current="page"') == 1
    assert "<h1>" in html


def test_without_a_name_the_first_page_is_shown(client):
    client.force_login(create_member())
    assert f"<h1>{guide_pages()[0].title}</h1>" in client.get(reverse("web:help")).content.decode()


def test_a_page_that_does_not_exist_is_not_found(client):
    client.force_login(create_member())
    assert client.get(address("finns-inte")).status_code == 404


def test_a_link_between_files_becomes_a_link_between_pages(client):
    client.force_login(create_member())
    assert f'<a href="{address("att-gora")}"' in client.get(address("kom-igang")).content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["registrera-utfall", "vem-far-gora-vad"])
def test_a_page_is_accessible_and_as_wide_as_the_window(quiet_page, live_server, name, width):
    sign_in(quiet_page, live_server, create_member())
    quiet_page.set_viewport_size({"width": width, "height": 900})

    quiet_page.goto(address(name))

    assert_accessible(quiet_page)
    assert quiet_page.evaluate("document.documentElement.scrollWidth") == width

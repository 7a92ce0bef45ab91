"""Where the one who writes finds figures, and the chapter's page with figures in its text."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter
from tests.factories import (
    create_chapter,
    create_measure,
    create_observation,
    create_occasion,
    create_position,
    create_report,
)
from tests.reports.desk import HTMX, desk
from tests.reports.live.figures import NOJDA, create_nojda, data

pytestmark = pytest.mark.django_db


def test_figures_are_found_by_their_names(client):
    at = desk(client)
    create_nojda(at.unit)

    response = client.get(at.of_chapter("figure_list"), {"q": "KUNDER utfall 43 procent"}, headers=HTMX)

    assertContains(response, f'data-figure="{NOJDA}"')
    assertContains(response, "43\u00a0procent</button>")
    assertContains(response, "1 siffra.")
    assertNotContains(response, "<h1>")


def test_without_script_it_is_a_page_to_copy_from(client):
    at = desk(client)
    create_nojda(at.unit)

    response = client.get(at.of_chapter("figure_list"), {"q": "utfall 2025"})

    assertContains(response, f'&lt;data value="{NOJDA}"&gt;43\u00a0procent&lt;/data&gt;')


def test_what_is_pasted_is_asked_for_by_name_and_what_is_unknown_is_left_out(client):
    at = desk(client)
    create_nojda(at.unit)

    response = client.get(at.of_chapter("figure_list"), {"varde": [NOJDA, "a.b", "<script>"]}, headers=HTMX)

    assert response.content.count(b"data-figure=") == 1


def test_nothing_found_says_what_to_do(client):
    at = desk(client)

    assertContains(client.get(at.of_chapter("figure_list"), {"q": "xyz"}, headers=HTMX), "Prova ett annat ord.")


def test_the_many_are_cut_and_those_with_a_value_come_first(client):
    at = desk(client)
    for number in range(40):
        measure = create_measure(name=f"Sak {number:02}")
        outcome = {"value": number} if number > 35 else {"value": None, "status": "not_measured"}
        create_observation(measure=measure, org_unit=at.unit, **outcome)

    response = client.get(at.of_chapter("figure_list"), {"q": "sak utfall 2025"}, headers=HTMX)

    assertContains(response, "Visar 30 av 40.")
    assertContains(response, "Sak 39")


@pytest.mark.parametrize(("responsible", "status"), [(True, 200), (False, 404)])
def test_only_who_writes_the_chapter_looks_for_figures(client, responsible, status):
    at = desk(client, role=Role.MANAGER)
    if responsible:
        position = create_position(org_unit=at.unit, holder=at.user)
        save_checked(Chapter, pk=at.chapter.pk, version=1, by=at.user, responsible=position)

    assert client.get(at.of_chapter("figure_list")).status_code == status


def test_the_editor_and_the_preview_have_the_words_of_now(client):
    at = desk(client, text=f"<p>Nu {data(NOJDA)}.</p>", common_text=f"<p>Alla {data(NOJDA)}.</p>")
    create_nojda(at.unit)

    response = client.get(at.of_chapter())

    assertNotContains(response, "gamla ord")
    assertContains(response, "43\u00a0procent", count=4)  # editor, common text, and both in the preview


def test_saving_without_a_change_is_none_though_the_data_has_changed(client):
    at = desk(client, text=f"<p>Nu {data(NOJDA)}.</p>", status=Chapter.Status.REVIEWED)
    create_nojda(at.unit)

    at.write(f"<p>Nu {data(NOJDA, '43 procent')}.</p>")

    chapter = Chapter.objects.get(pk=at.chapter.pk)
    assert (chapter.text, chapter.status) == (f"<p>Nu {data(NOJDA)}.</p>", Chapter.Status.REVIEWED)


def test_last_years_text_says_what_was_so_last_year(client):
    at = desk(client)
    measure = create_nojda(at.unit, value=43)
    create_observation(measure=measure, org_unit=at.unit, year=2024, value=31)
    before = create_report(org_unit=at.unit, occasion=create_occasion(year=2024, kind=Occasion.Kind.FULL_YEAR))
    create_chapter(report=before, heading=at.chapter.heading, text=f"<p>Då {data(NOJDA)}.</p>")

    assertContains(client.get(at.of_chapter()), f"Då {data(NOJDA, '31\u00a0procent')}.")

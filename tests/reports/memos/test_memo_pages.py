"""The memo's page: all of it in one form, whose rows are added, moved and removed without losing what is typed."""

import pytest
from django.http import QueryDict
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.models import Label
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.memos.rows import rearranged
from kommunrapport.reports.models import Memo
from tests.kept_numbers import TEXT
from tests.reports.desk import HTMX, Desk, desk
from tests.writing_factories import create_memo

pytestmark = pytest.mark.django_db

TYPED = {
    "version": 1,
    "heading": "Årsredovisning 2025",
    "dated": "2026-02-04",
    "recipient": "Kommunstyrelsen",
    "proposals": ["Nämnden godkänner rapporten.", "", "Nämnden lämnar över den."],
    "signatures": ["Kim Berg, Controller"],
    "background": "Året är slut.",
}


def edit(at: Desk, headers: dict[str, str] | None = None, **changes: object):
    return at.client.post(at.of_report("memo_edit"), TYPED | changes, headers=headers)


def rows_of(response, name: str = "proposals") -> list[str]:
    return response.context["form"][name].value().split("\n")


def stored(at: Desk) -> Memo:
    return Memo.objects.get(report=at.report)


def test_the_whole_memo_is_saved_at_once_and_empty_rows_are_left_out(client):
    at = desk(client)

    response = edit(at, version=0)

    assertRedirects(response, at.of_report("memo_read"))
    assert stored(at).proposals == "Nämnden godkänner rapporten.\nNämnden lämnar över den."
    assert stored(at).signatures == "Kim Berg, Controller"


def test_a_memo_nobody_has_written_begins_with_the_nämnd_and_the_verb_of_the_kommun(client):
    at = desk(client)
    Label.objects.create(key="memo.verb", text="fastställa")

    form = client.get(at.of_report("memo_edit")).context["form"]

    assert form["recipient"].value() == at.unit.name
    assert form["proposals"].value() == f"{at.unit.name} beslutar att fastställa {at.report}."
    assert not Memo.objects.exists()


@pytest.mark.parametrize(
    ("button", "rows"),
    [
        ("proposals add", ["A", "", "C", ""]),
        ("proposals remove 0", ["", "C"]),
        ("proposals up 2", ["A", "C", ""]),
        ("proposals down 0", ["", "A", "C"]),
        ("proposals up 0", ["A", "", "C"]),
        ("proposals down 99", ["A", "", "C"]),
        ("proposals up -1", ["A", "C", ""]),
    ],
)
def test_a_button_changes_the_rows_keeps_all_that_is_typed_and_saves_nothing(client, button, rows):
    at = desk(client)
    create_memo(report=at.report)

    response = edit(at, proposals=["A", "", "C"], background="Inte sparat.", dated="nästa vecka", rad=button)

    assert rows_of(response) == rows
    assertContains(response, "Inte sparat.")
    assertContains(response, 'value="nästa vecka"')
    assert stored(at).background == "Året är slut."


def test_htmx_gets_the_form_alone_with_the_row_to_go_on_from(client):
    at = desk(client)
    create_memo(report=at.report)

    response = edit(at, HTMX, rad="proposals up 2")

    assertNotContains(response, "<html")
    assertContains(response, 'id="id_proposals_1" maxlength="500" lang="sv" autocomplete="off" autofocus')


@pytest.mark.parametrize("asked", ["", "heading add", "proposals", "proposals explode 1", "pk up 1"])
def test_a_button_that_is_none_of_ours_changes_no_row(asked):
    posted = QueryDict("proposals=A&proposals=B").copy()
    posted["rad"] = asked

    changed = rearranged(posted, ["proposals"])

    assert changed is None or changed.text == "A\nB"


def test_who_saves_second_sees_both_texts_and_nothing_is_overwritten(client):
    at = desk(client)
    memo = create_memo(report=at.report)
    save_checked(Memo, pk=memo.pk, version=1, by=at.user, proposals="Nämnden avslår.")

    response = edit(at)

    assertContains(response, "Nämnden avslår.", status_code=409)
    assertContains(response, "Nämnden lämnar över den.", status_code=409)
    assert stored(at).proposals == "Nämnden avslår."


def test_what_the_conflict_page_sends_again_is_saved_row_by_row(client):
    at = desk(client)
    create_memo(report=at.report)

    edit(at, proposals="Nämnden avslår.\r\nNämnden tackar.")

    assert stored(at).proposals == "Nämnden avslår.\nNämnden tackar."


def test_the_memo_of_a_locked_report_cannot_be_changed_and_says_why(client):
    at = desk(client)
    create_memo(report=at.report)
    at.send_over()

    assertNotContains(client.get(at.of_report("memo_edit")), "<form class")
    response = edit(at, background="För sent.")

    assertContains(response, "texterna kan inte ändras")
    assertContains(response, "För sent.")
    assert stored(at).background == "Året är slut."


@pytest.mark.parametrize("name", ["background", "proposals"])
def test_a_personal_number_is_asked_about_before_it_is_saved(client, name):
    at = desk(client)

    response = edit(at, version=0, **{name: TEXT})

    assertContains(response, "ser ut att innehålla ett personnummer")
    assert not Memo.objects.exists()


def test_a_row_that_is_too_long_is_refused_by_its_number(client):
    response = edit(desk(client), version=0, documents=["Kort", "x" * 501])

    assertContains(response, "Rad 2 är 501 tecken lång.")


def test_who_reads_the_report_reads_the_memo_and_has_no_button_to_change_it(client):
    at = desk(client, Role.READER)
    create_memo(report=at.report)

    response = client.get(at.of_report("memo_read"))

    assertContains(response, "Kommunstyrelsen godkänner årsredovisningen.")
    assertNotContains(response, at.of_report("memo_edit"))


def test_what_is_typed_is_shown_as_text(client):
    at = desk(client)
    create_memo(report=at.report, background="<script>alert(1)</script>", recipient="A & B")

    response = client.get(at.of_report("memo_read"))

    assertContains(response, "&lt;script&gt;alert(1)")
    assertContains(response, "A &amp; B")

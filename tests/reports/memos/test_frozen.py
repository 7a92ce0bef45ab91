"""A memo that was sent out is read and printed as it was, whatever is changed afterwards."""

import json

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.organisation.models import Label
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.memos.printing import MemoPages, frozen_memo, memo_pages
from kommunrapport.reports.memos.reading import printed_memo
from kommunrapport.reports.models import Memo
from kommunrapport.reports.versions.printing import edition_memo
from kommunrapport.reports.versions.reading import read_version
from tests.factories import create_member
from tests.reports.desk import Desk, desk
from tests.writing_factories import create_frozen_file, create_memo, create_version

pytestmark = pytest.mark.django_db


def frozen(at: Desk) -> dict[str, object]:
    """The head of a version, as it comes back from the database."""
    return json.loads(json.dumps({"memo": frozen_memo(at.report), "accent_color": "#005ca9"}))


def test_a_frozen_memo_is_the_same_when_it_is_thawed(client):
    at = desk(client)
    create_memo(report=at.report, holds_report=True)

    assert MemoPages.thawed(frozen(at)["memo"]) == memo_pages(at.report)


def test_who_reads_what_is_frozen_reads_the_memo_as_it_was(client):
    at = desk(client, Role.POLITICIAN)
    memo = create_memo(report=at.report, background="Så var det.")
    create_version(report=at.report, kind="decision", head=frozen(at))
    at.send_over()
    Memo.objects.filter(pk=memo.pk).update(background="Så blev det.")
    Label.objects.create(key="memo.title", text="Tjänsteutlåtande")

    response = client.get(at.of_report("memo_read"))

    assertContains(response, "Så var det.")
    assertNotContains(response, "Så blev det.")
    assert printed_memo(at.report, at.user).title == "Tjänsteskrivelse: Årsredovisning 2025"


def test_a_memo_that_was_not_sent_out_is_not_read_from_outside(client):
    at = desk(client, Role.POLITICIAN)
    create_memo(report=at.report)
    create_version(report=at.report, head={"memo": None})
    at.send_over()

    assertContains(client.get(at.of_report("memo_read")), "har ingen skrivelse")


def test_a_memo_that_holds_the_report_has_its_chapters_between_background_and_signatures(client):
    at = desk(client, heading="Kund och brukare", text="<p>Det gick bra.</p>")
    create_memo(report=at.report, holds_report=True, background="Bakgrunden.", signatures="Controller")

    html = client.get(at.of_report("memo_read")).content.decode()

    assert html.index("Bakgrunden.") < html.index("Det gick bra.") < html.index("memo-signatures")


def test_a_report_beside_its_memo_is_not_in_it(client):
    at = desk(client, text="<p>Det gick bra.</p>")
    create_memo(report=at.report)

    assertNotContains(client.get(at.of_report("memo_read")), "Det gick bra.")
    assert [fragment.anchor for fragment in printed_memo(at.report, create_member()).fragments] == [
        "skrivelse",
        "skrivelsens-slut",
    ]


def test_the_file_that_was_frozen_is_the_one_to_fetch(client):
    at = desk(client, Role.POLITICIAN)
    create_memo(report=at.report)
    version = create_version(report=at.report, kind="decision", head=frozen(at))
    create_frozen_file(version=version, kind="memo_pdf", content=b"%PDF-1.7")
    at.send_over()

    response = client.get(at.of_report("memo_read"))

    assertContains(response, at.of_report("version_file", version.number, "memo_pdf"))
    assertNotContains(response, at.of_report("memo_print"))


@pytest.mark.pango
def test_the_version_prints_its_memo_and_one_without_a_memo_prints_none(client):
    at = desk(client)
    create_memo(report=at.report, holds_report=True)

    with_memo = read_version(create_version(report=at.report, head=frozen(at)))
    without = read_version(create_version(report=at.report, head={"memo": None}))

    assert edition_memo(with_memo).startswith(b"%PDF")
    assert edition_memo(without) == b""

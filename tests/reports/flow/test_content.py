"""The content that is frozen, and the checksum by which it is known again."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import MeasureList, MeasureListItem, Observation
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.flow.changes import Change, changed_after_dispatch
from kommunrapport.reports.flow.content import content_of, read_content
from kommunrapport.reports.flow.guards import has_no_changed_text
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.printing import open_report
from tests.factories import (
    create_chapter,
    create_chapter_section,
    create_measure,
    create_member,
    create_observation,
    create_org_unit,
)
from tests.reports.desk import create_report_of_unit
from tests.reports.flow.way import send_out
from tests.reports.live.figures import NOJDA, data

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """Three chapters, the last below the first; the second shows the outcome of a measure."""
    unit = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    report = create_report_of_unit(unit)
    first = create_chapter(report=report, heading="Året", text="<p>Det gick bra.</p>", order=1)
    second = create_chapter(report=report, heading="Mått", order=2)
    create_chapter(report=report, heading="Läget", text="<p>Lugnt.</p>", order=1, parent=first)
    measure = create_measure(slug="nojda")
    made = MeasureList.objects.create(slug="matt", title="Mått")
    MeasureListItem.objects.create(measure_list=made, order=1, measure=measure)
    create_observation(measure=measure, org_unit=unit, value=Decimal(80))
    create_chapter_section(chapter=second, key="reports.measure_table", params={"measure_list": "matt"})
    return report


@pytest.fixture
def user(report):
    return create_member("secretary", report.org_unit)


def _checksum(report):
    return read_content(Report.objects.select_related("org_unit", "occasion").get(pk=report.pk)).checksum


def _chapter(report, heading):
    return Chapter.objects.get(report=report, heading=heading)


def _write(report):
    Chapter.objects.filter(report=report, heading="Läget").update(text="<p>Oroligt.</p>")


def _new_figure(report):
    create_observation(
        measure=MeasureListItem.objects.get().measure, org_unit=report.org_unit, year=2024, value=Decimal(75)
    )


def _rename(report):
    Chapter.objects.filter(report=report, heading="Läget").update(heading="Omvärlden")


def _turn(report):
    Chapter.objects.filter(report=report, heading="Året").update(order=3)


def _lift(report):
    Chapter.objects.filter(report=report, heading="Läget").update(parent=None, order=3)


def _retitle(report):
    Report.objects.filter(pk=report.pk).update(title="En annan titel")


def _unnumber(report):
    Chapter.objects.filter(report=report, heading="Läget").update(numbered=False)


def _share(report):
    Chapter.objects.filter(report=report, heading="Mått").update(common_text="<p>Gemensamt.</p>")


EVERY_CHANGE = [_write, _new_figure, _rename, _turn, _lift, _retitle, _unnumber, _share]


def test_the_same_content_has_the_same_checksum(report):
    assert _checksum(report) == _checksum(report)


@pytest.mark.parametrize("change", EVERY_CHANGE)
def test_a_text_a_figure_a_heading_or_the_order_makes_another_checksum(report, change):
    before = _checksum(report)

    change(report)

    assert _checksum(report) != before


def test_status_responsible_and_diarienummer_are_no_content(report):
    before = _checksum(report)

    Chapter.objects.filter(report=report).update(status="reviewed", deadline="2026-01-15", version=9)
    Report.objects.filter(pk=report.pk).update(case_number="KS 2026-0017", state="proposal", version=7)

    assert _checksum(report) == before


def test_a_report_read_back_from_its_version_has_not_changed(report, user):
    send_out(report, user)

    assert not Standing(report).has_changed
    assert changed_after_dispatch(report) == ()


@pytest.mark.parametrize(
    ("change", "heading", "words"),
    [
        (_write, "Läget", (Change.TEXT,)),
        (_new_figure, "Mått", (Change.FIGURES,)),
        (_rename, "Omvärlden", (Change.HEADING,)),
        (_share, "Mått", (Change.TEXT,)),
    ],
)
def test_what_was_changed_after_the_dispatch_is_told_chapter_by_chapter(report, user, change, heading, words):
    send_out(report, user)

    change(report)

    (changed,) = changed_after_dispatch(report)
    assert (changed.heading, changed.changes) == (heading, words)


def test_a_figure_in_a_text_that_follows_the_data_is_a_changed_figure_and_no_changed_text(report, user):
    Chapter.objects.filter(report=report, heading="Läget").update(text=f"<p>Nu {data(NOJDA)}.</p>")
    send_out(report, user)

    Observation.objects.update(value=Decimal(12))

    told = {changed.heading: (changed.changes, changed.is_written) for changed in changed_after_dispatch(report)}
    assert told == {"Läget": ((Change.FIGURES,), False), "Mått": ((Change.FIGURES,), False)}


def test_a_chapter_where_text_and_figures_changed_is_written(report, user):
    _share(report)
    send_out(report, user)
    _new_figure(report)
    Chapter.objects.filter(report=report, heading="Mått").update(text="<p>Nytt.</p>")

    (changed,) = changed_after_dispatch(report)

    assert (changed.changes, changed.is_written) == ((Change.TEXT, Change.FIGURES), True)


def test_chapters_in_another_order_are_moved(report, user):
    send_out(report, user)
    _turn(report)

    assert {changed.changes for changed in changed_after_dispatch(report)} == {(Change.PLACE,)}


def test_chapters_that_were_added_removed_and_moved_are_told(report, user):
    send_out(report, user)
    create_chapter(report=report, heading="Nytt", order=4)
    _lift(report)
    _chapter(report, "Mått").delete()

    told = {changed.heading: changed.changes for changed in changed_after_dispatch(report)}

    assert told["Nytt"] == (Change.ADDED,)
    assert told["Mått"] == (Change.REMOVED,)
    assert told["Läget"] == (Change.PLACE,)
    assert "Året" not in told


def test_a_change_of_the_title_alone_is_a_change_without_chapters(report, user):
    send_out(report, user)
    _retitle(report)

    standing = Standing(Report.objects.get(pk=report.pk))

    assert (standing.has_changed, standing.changed) == (True, ())
    assert has_no_changed_text(standing)  # so a correction is not dropped with it


def test_a_figure_that_changes_while_a_report_is_read_is_the_same_in_its_data_and_on_its_page(report):
    opened = open_report(Report.objects.select_related("org_unit", "occasion").get(pk=report.pk))
    content = content_of(opened)

    Observation.objects.update(value=Decimal(12))
    page = "".join(render_entry(entry, opened.scope) for entry in opened.outline)

    assert "80" in str(content.chapters[2].sections)
    assert ">80<" in page.replace(" %", "")

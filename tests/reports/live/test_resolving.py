"""The words of figures in texts."""

import json

import pytest

from kommunrapport.reports.exporting import export_json
from kommunrapport.reports.live.registry import Figure, FigureKind
from kommunrapport.reports.live.resolving import (
    MISSING,
    figure_values,
    resolve_data,
    resolve_figures,
    settled,
    without_words,
)
from kommunrapport.reports.models import Report
from kommunrapport.reports.printing import open_report, printed_report
from kommunrapport.reports.rich_text import clean
from kommunrapport.reports.scope import report_scope
from tests.factories import create_chapter, create_observation, create_occasion, create_org_unit, create_report
from tests.reports.live.figures import NOJDA, create_nojda, data, scope_of

pytestmark = pytest.mark.django_db


def test_a_figure_says_what_the_data_says_now():
    unit = create_org_unit()
    create_nojda(unit)

    text = resolve_figures(f"<p>Nu är {data(NOJDA)} nöjda.</p>", scope_of(unit))

    assert text == f"<p>Nu är {data(NOJDA, '43\u00a0procent')} nöjda.</p>"


def test_the_same_figure_in_next_years_report_follows_next_years_data():
    unit = create_org_unit()
    measure = create_nojda(unit)
    create_observation(measure=measure, org_unit=unit, year=2026, value=51)
    scope_of(unit)
    after = create_report(org_unit=unit, occasion=create_occasion(year=2026))

    assert "51\u00a0procent" in resolve_figures(data(NOJDA), report_scope(after))


@pytest.mark.parametrize("value", [NOJDA, "measures.outcome:finns-inte", "ingen.alls:1"])
def test_a_figure_without_a_value_says_so_and_is_never_0(value):
    unit = create_org_unit()
    create_nojda(unit, value=None, status="not_measured")

    assert resolve_figures(data(value), scope_of(unit)) == data(value, MISSING)


def test_an_outcome_of_0_is_0():
    unit = create_org_unit()
    create_nojda(unit, value=0)

    assert "0\u00a0procent" in resolve_figures(data(NOJDA), scope_of(unit))


def test_a_figure_that_no_text_can_keep_is_not_offered():
    kind = FigureKind(
        "measures.outcome", "utfall", lambda scope: [Figure(("nojda",), "a", "1"), Figure(("Å",), "b", "2")]
    )

    assert list(kind.figures(scope_of())) == ["measures.outcome:nojda"]


def test_words_are_escaped():
    unit = create_org_unit()
    measure = create_nojda(unit)
    type(measure).objects.filter(pk=measure.pk).update(measurement_unit="<b>m&")

    assert "43\u00a0&lt;b&gt;m&amp;<" in resolve_figures(data(NOJDA), scope_of(unit))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"a{data('x.y', f'b{data("x.z", "c")}d')}e", f"a{data('x.y', '')}e"),
        ("a<data>b</data>c", "a<data>b</data>c"),
        (f"<data>a{data('x.y')}b</data>", f"<data>a{data('x.y')}b</data>"),
        (data("x.y", "<strong>b</strong>"), data("x.y", "")),
        ("inga alls", "inga alls"),
    ],
)
def test_a_figure_within_another_goes_with_it_and_a_mark_without_value_is_no_figure(typed, expected):
    assert without_words(clean(typed)) == expected


def test_the_figures_of_a_text_are_known():
    assert figure_values(f"<p>{data('a.b:1')} och {data('a.c')}</p>") == ["a.b:1", "a.c"]


def test_new_data_is_no_change_of_the_text():
    stored = f"<p>Nu {data(NOJDA, '40 procent')}.</p>"

    assert settled(f"<p>Nu {data(NOJDA, '43 procent')}.</p>", stored) == stored
    assert settled(f"<p>Då {data(NOJDA, '43 procent')}.</p>", stored) == f"<p>Då {data(NOJDA, '40 procent')}.</p>"
    assert settled(data("a.b", "ny"), stored) == data("a.b", "ny")


def test_formatted_texts_in_the_data_of_sections_are_resolved_and_others_left():
    unit = create_org_unit()
    create_nojda(unit)
    told = {"texts": [{"prose": {"html": data(NOJDA)}}], "title": data(NOJDA), "count": 3}

    found = resolve_data(told, scope_of(unit))

    assert "43\u00a0procent" in found["texts"][0]["prose"]["html"]
    assert (found["title"], found["count"]) == (data(NOJDA), 3)


def test_every_way_out_has_the_words():
    unit = create_org_unit()
    create_nojda(unit)
    report = Report.objects.get(pk=open_report(_report_with_figures(unit)).report.pk)

    chapter = json.loads(export_json(report))["chapters"][0]
    assert "43\u00a0procent" in chapter["text"]
    assert "43\u00a0procent" in chapter["common_text"]
    assert printed_report(open_report(report)).fragments[0].html.count("43\u00a0procent") == 2


def _report_with_figures(unit):
    scope = scope_of(unit)
    report = Report.objects.get(org_unit=unit, occasion=scope.occasion)
    create_chapter(report=report, text=f"<p>{data(NOJDA)}</p>", common_text=f"<p>{data(NOJDA)}</p>")
    return report


@pytest.mark.parametrize("figures", [1, 30])
def test_a_text_with_many_figures_takes_as_many_queries_as_one_with_one(django_assert_num_queries, figures):
    unit = create_org_unit()
    create_nojda(unit)
    scope = scope_of(unit)

    with django_assert_num_queries(3):  # measures, targets, outcomes
        resolve_figures(data(NOJDA) * figures, scope)

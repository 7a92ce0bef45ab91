"""The demo set of Kungsbacka 2016: it loads, keeps every rule, and says what the published report says."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import models
from pytest_django import DjangoDbBlocker

from goals.facts import read_goal_facts
from goals.models import Directive, Goal, GoalAssessment, GoalMeasure, Guideline
from kommunrapport.measures.models import Measure, MeasureList, Observation, Target
from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.models import Chapter, Report, ReportTemplate, TemplateChapter
from kommunrapport.reports.rich_text import clean
from tests.demo_sets import loaded, loaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kungsbacka")]

# Goal, measure: 2014, 2015, 2016 and the target for 2016, as printed. "–": no value, "≤": lower is better.
FIGURES = {
    ("4.1", "inflytande-nii"): "45 43 42 49",
    ("4.2", "bemotande-och-tillganglighet"): "57 55 56 62",
    ("4.2", "insikt-bemotande"): "72 70 71 73",
    ("4.2", "insikt-tillganglighet"): "68 63 66 72",
    ("4.3", "nojd-med-livet"): "– 96 94 94",
    ("4.3", "gott-allmant-halsotillstand"): "– 82 84 78",
    ("4.4", "trygghet"): "67 66 62 67",
    ("4.5", "insikt-nki"): "63 63 64 65",
    ("4.5", "foretagsklimat-omdome"): "3,3 3,4 3,1 3,6",
    ("4.5.1", "skolans-attityd-till-foretagande"): "3,9 3,7 3,8 4",
    ("4.5.2", "insikt-nki"): "63 63 64 68",
    ("4.6", "hushall-med-forsorjningsstod"): "2,3 2,3 2,3 ≤2",
    ("4.6", "langvarigt-forsorjningsstod"): "25,5 23 22,6 ≤24",
    ("4.7", "resor-pendeltag"): "1891264 1874711 1944883 1980000",
    ("4.7", "resor-bla-express"): "361139 433973 766067 383000",
    ("4.7", "resor-lokal-busstrafik"): "1738871 1750296 1520450 1854000",
    ("4.7", "resor-stadstrafik"): "256325 308119 412157 282000",
    ("4.7", "resor-oresundstag"): "932793 960777 1013000 1001000",
    ("4.7", "resor-totalt"): "5180392 5327876 5657177 5500000",
    ("4.8", "tillford-energi"): "168 158 156 ≤155",
    ("4.9", "rengoringsmedel-utan-miljomarkning"): "14 7 1 ≤10",
    ("4.10", "utslapp-fran-tjansteresor"): "0,9 2,6 -1,7 ≤-2,5",
    ("4.11", "medarbetarenkaten"): "7,3 7,3 7 7,5",
    ("4.11", "jamix"): "83 75 75 87",
    ("4.11", "heltidsanstallda"): "69 71 74 77",
    ("4.11", "arbetstid-av-timavlonade"): "11 11,4 10,7 ≤9,6",
}
ASSESSMENTS = {
    "Vi har nått målet": {"4.3", "4.7", "4.9"},
    "Vi har inte nått målet men är på rätt väg": {"4.2", "4.5", "4.6", "4.8", "4.10", "4.11"},
    "Vi har inte nått målet": {"4.1", "4.4"},
}
FEEDBACK = [
    ("Klagomål", 43),
    ("Beröm", 9),
    ("Förslag till förbättring", 97),
    ("Totalt antal inkomna synpunkter", 149),
    ("Varav anonyma", 33),
    ("Varav politiska", 5),
    ("Obesvarade efter tio dagar", 10),
]
HEADINGS = """\
1 Året som gått
1.1 Sammanfattande analys
1.2 Viktiga händelser
2 Faktorer i omvärlden som påverkat oss under 2016
3 Så här styrs kommunen
4 Uppföljning mål
4.1 Ökat inflytande
4.2 Bemötande och tillgänglighet
4.3 God livskvalitet
4.4 Trygg kommun
4.5 Företagsvänlig kommun
4.5.1 Ökat intresse för entreprenörskap bland unga
4.5.2 Företagsklimat i toppklass
4.6 Minskat försörjningsstöd
4.7 Fler ska åka kollektivt
4.8 Minskad energianvändning
4.9 Minska farliga kemikalier
4.10 Minskade koldioxidutsläpp
4.11 Attraktiv arbetsplats
5 Uppföljning direktiv
5.1 Direktiv tillgänglighet av handlingar
5.2 Direktiv värdskap i toppklass
5.3 Direktiv praktikplatser
6 Uppföljning inriktningar
6.1 Värdegrund
6.2 Valfrihet
6.2.1 Uppdragsföretag
7 Synpunktshantering och kvalitetsdeklarationer
7.1 Synpunktshantering
8 Personal
8.1 Kompetensförsörjning
8.1.1 Attrahera/rekrytera
8.1.2 Utveckla/behålla
8.1.3 Avsluta
8.1.4 Analys
8.2 Analys personalmått
8.3 Resursmått
8.4 Effektmått
9 Ekonomi
9.1 Uppföljning driftbudget
9.2 Uppföljning investeringsbudget
10 Intern kontroll
10.1 Intern kontroll under året
10.2 Resultat av genomförda internkontroller
10.3 Nämndens förbättringsåtgärder""".splitlines()
SUBJECTS: dict[str, type[models.Model]] = {
    "goals.goal": Goal,
    "goals.directive": Directive,
    "goals.guideline": Guideline,
}


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kungsbacka", django_db_blocker):
        yield


def outline(siblings: list[Chapter] | list[TemplateChapter], number: str = "") -> list[str]:
    """Number and heading of each chapter, in reading order."""
    lines = []
    for order, chapter in enumerate(siblings, 1):
        own = f"{number}{order}"
        lines += [f"{own} {heading(chapter)}", *outline(list(chapter.children.all()), f"{own}.")]
    return lines


def heading(chapter: Chapter | TemplateChapter) -> str:
    if chapter.heading:
        return chapter.heading
    kind, _, pk = chapter.subject_key.partition(":")
    return SUBJECTS[kind]._default_manager.get(pk=pk).title if pk else chapter.repeats_over


def shown_values(link: GoalMeasure) -> str:
    """The figures as in the table above."""
    outcomes = Observation.objects.filter(measure=link.measure, org_unit__slug="ks", year__in=[2014, 2015, 2016])
    targets = Target.objects.filter(measure=link.measure, org_unit__slug="ks", year=2016)
    target = targets.filter(goal=link.goal).first() or targets.get(goal=None)
    values = [*outcomes.order_by("year").values_list("value", flat=True), target.value]
    shown = ["–" if value is None else f"{value.normalize():f}".replace(".", ",") for value in values]
    return " ".join(shown if target.operator == "at_least" else [*shown[:-1], f"≤{shown[-1]}"])


def test_every_row_keeps_the_rules_of_its_model():
    rows = loaded_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 400


def test_the_figures_are_those_of_the_published_report():
    links = GoalMeasure.objects.select_related("goal", "measure")
    assert {(link.goal.number, link.measure.slug): shown_values(link) for link in links} == FIGURES


def test_where_lower_is_better_the_target_is_a_ceiling():
    lower = Target.objects.filter(measure__better_is="lower")
    assert set(lower.values_list("pk")) == set(Target.objects.filter(operator="at_most").values_list("pk"))


def test_the_total_of_2016_is_620_trips_more_than_its_parts():
    total = Measure.objects.get(slug="resor-totalt")
    differences = {
        outcome.year: outcome.value - parts_of(total, outcome.year) for outcome in total.observations.order_by("year")
    }
    assert differences == {2014: 0, 2015: 0, 2016: 620}


def parts_of(total: Measure, year: int) -> Decimal:
    parts = Observation.objects.filter(measure__parent=total, measure__part="component", year=year)
    return sum((part.value for part in parts), Decimal(0))


def test_a_value_that_is_not_of_its_year_says_so():
    jamix = Observation.objects.get(measure__slug="jamix", year=2016)
    missing = Observation.objects.filter(measure__goal_measures__goal__number="4.3", year=2014)
    rounded = Observation.objects.get(measure__slug="resor-oresundstag", year=2016)
    assert (jamix.status, jamix.data_year) == ("carried_forward", 2015)
    assert {(o.status, o.note) for o in missing} == {("not_measured", "Inget utfall redovisat för 2014.")}
    assert rounded.precision == 1000


def test_the_assessments_are_those_that_were_published():
    published = defaultdict(set)
    for assessment in GoalAssessment.objects.filter(occasion__year=2016, occasion__kind="full_year"):
        published[assessment.level.sentence].add(assessment.goal.number)
    assert published == ASSESSMENTS


def test_the_rule_suggests_what_was_published_for_all_eleven_goals():
    occasion = Occasion.objects.get(year=2016, kind="full_year")
    facts = read_goal_facts(Goal.objects.filter(level__order=1), occasion, [2014, 2015, 2016]).values()
    assert {f.goal.number: f.suggested_level for f in facts} == {f.goal.number: f.assessment.level for f in facts}


def test_synpunkter_stand_in_the_order_of_the_report():
    items = MeasureList.objects.get(slug="synpunkter").items.select_related("measure")
    shown = [(item.measure.name, item.measure.observations.get(year=2016).value) for item in items]
    assert shown == FEEDBACK


def test_the_report_has_the_headings_of_the_contents_list_in_order():
    report = Report.objects.get(slug="kungsbacka-2016")
    assert outline(list(report.chapters.filter(parent=None))) == HEADINGS


def test_the_template_repeats_over_goals_and_directives():
    template = ReportTemplate.objects.get(slug="kungsbacka-arsredovisning")
    lines = outline(list(template.chapters.filter(parent=None)))
    assert {"4.1 goals.goal", "5.1 goals.directive", "6.2.1 Uppdragsföretag"} <= set(lines)
    assert lines.index("8.1.4 Analys") == lines.index("8.1.3 Avsluta") + 1


def test_every_chapter_of_a_subject_has_a_section():
    subjects = Chapter.objects.exclude(subject_key="")
    assert {section.key for chapter in subjects for section in chapter.sections.all()} == {
        "goals.follow_up",
        "goals.directive_follow_up",
        "goals.guideline_follow_up",
    }
    assert not subjects.filter(sections=None).exists()


def test_formatted_texts_are_as_clean_as_if_they_had_been_written_in_the_program():
    html = [value for row in loaded_rows() for value in texts_of(row) if value.startswith("<")]
    assert len(html) > 40
    assert [clean(text) for text in html] == html


def texts_of(row: models.Model) -> list[str]:
    return [getattr(row, f.name) for f in row._meta.concrete_fields if isinstance(f, models.TextField)]

"""The economy chapters of Kalmar, Hjo, Örebro and Kungsbacka in their own form, as data and on paper."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from kommunrapport.reports.exporting import export_json, export_pdf
from kommunrapport.reports.models import Report, ReportTemplate
from kommunrapport.reports.rich_text import clean
from tests.demo_sets import loaded

pytestmark = pytest.mark.django_db

type Sections = dict[str, Any]

REPORTS = ["kalmar-2014", "hjo-2016", "orebro-2018"]

KALMAR_OPERATING = """\
Enhet | Budget | Utfall | Avvikelse
Koncernledning | 16 099,0 | 17 424,8 | −1 325,8
Kansli- och omvärldsenhet | 39 851,0 | 35 383,4 | 4 467,6
Ekonomienhet | 35 495,0 | 35 433,8 | 61,2
Personalenhet | 16 154,0 | 16 523,7 | −369,7
Kommunhälsan | 8 759,0 | 8 048,5 | 710,5
Näringslivs- och arbetsmarknadsenhet | 44 097,0 | 40 952,3 | 3 144,7
Projekt- och exploateringsenhet | 9 164,0 | 12 013,3 | −2 849,3
Kommunikationsenhet | 6 450,0 | 5 865,9 | 584,1
Brandkår | 41 533,0 | 40 774,7 | 758,3
Summa driftresultat | 217 602,0 | 212 420,4 | 5 181,6
Exploateringsverksamhet | −30 000,0 | −25 765,8 | −4 234,2
Resultat inklusive exploateringsverksamhet | 187 602,0 | 186 654,6 | 947,4""".splitlines()
KALMAR_INVESTMENTS = """\
Projekt | Budget | Utfall | Avvikelse
Samlingsanslag KLK | 200 | 296 | −96
Brandkår | 3 400 | 1 732 | 1 668
Kommuninvest m.m. | – | 9 331 | −9 331
Hamnverksamhet | 4 000 | 1 551 | 2 449
Markförvärv | 3 920 | 6 708 | −2 788
Exploateringsverksamhet | 49 176 | 47 751 | 1 425
Nettoinvesteringar | 60 696 | 67 369 | −6 673""".splitlines()
HJO_HEADS = "Utfall 2015 | Utfall 2016 | Budget 2016 | Avvikelse mot budget | Prognos per 2016-08-31"
HJO_BY_NATURE = f"""\
Slag | {HJO_HEADS}
Intäkter | −1 954 | −3 724 | −2 256 | +1 468 | −2 669
Kostnader | 42 539 | 45 299 | 43 907 | −1 392 | 44 682
Nettokostnader | 40 585 | 41 575 | 41 651 | +76 | 42 013
Tilldelad ram | 42 007 | 41 651 | 41 651 | 0 | 41 651
Resultat | +1 422 | +76 | 0 | +76 | −362""".splitlines()
HJO_BY_AREA = f"""\
Enhet | {HJO_HEADS}
Kommunledning | 8 620 | 9 184 | 9 688 | +504 | 9 688
KS Samverkan | 9 626 | 9 821 | 10 301 | +480 | 10 113
Stab | 20 284 | 21 038 | 20 126 | −912 | 20 676
KS Projekt | 360 | −22 | 0 | +22 | 0
Näringsliv | 1 695 | 1 554 | 1 536 | −18 | 1 536
Summa | 40 585 | 41 575 | 41 651 | +76 | 42 013""".splitlines()


@pytest.fixture(scope="module", params=REPORTS)
def report(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Report]:
    """Each report in its own set; the module's tests run set by set."""
    with loaded(request.param.partition("-")[0], django_db_blocker):
        yield Report.objects.select_related("org_unit", "occasion").get(slug=request.param)


@pytest.fixture(scope="module")
def kalmar(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sections:
    return exported("kalmar-2014", django_db_blocker)


@pytest.fixture(scope="module")
def hjo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sections:
    return exported("hjo-2016", django_db_blocker)


@pytest.fixture(scope="module")
def orebro(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sections:
    return exported("orebro-2018", django_db_blocker)


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sections:
    return exported("kungsbacka-2016", django_db_blocker)


def exported(slug: str, blocker: DjangoDbBlocker) -> Sections:
    """The sections of the report's data, by their key; no set is loaded any more when it returns."""
    with loaded(slug.partition("-")[0], blocker):
        document = json.loads(export_json(Report.objects.select_related("org_unit", "occasion").get(slug=slug)))
    return {section["key"]: section["data"] for chapter in document["chapters"] for section in chapter["sections"]}


def lines(table: dict[str, Any]) -> list[str]:
    """Heads and rows as they are read."""
    heads = " | ".join(column["label"] for column in table["columns"])
    rows = (" | ".join(cell["text"] for cell in row["cells"]) for row in table["rows"])
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in [heads, *rows]]


def test_the_operating_statement_of_kalmar_is_printed_as_in_the_source_with_computed_sums(kalmar):
    table = kalmar["budget.operating_statement"]["table"]
    assert lines(table) == KALMAR_OPERATING
    assert table["caption"] == "Driftredovisning 2014 (tkr)"


def test_the_investments_of_kalmar_are_printed_as_in_the_source_with_computed_variances(kalmar):
    table = kalmar["budget.investments"]["year"]
    assert lines(table) == KALMAR_INVESTMENTS
    assert table["caption"] == "Investeringsredovisning 2014 (tkr)"


def test_every_explanation_of_kalmar_stands_under_its_table(kalmar):
    assert len(kalmar["budget.operating_statement"]["explanations"]) == 8
    assert len(kalmar["budget.investments"]["explanations"]) == 4


def test_the_table_of_hjo_is_printed_as_in_the_source_by_nature_and_by_area(hjo):
    assert lines(hjo["budget.by_nature"]["table"]) == HJO_BY_NATURE
    assert lines(hjo["budget.operating_statement"]["table"]) == HJO_BY_AREA


def test_what_hjo_was_given_and_asked_to_save_is_printed(hjo):
    given, saved = lines(hjo["budget.earmarked"]["table"]), lines(hjo["budget.savings"]["table"])
    assert [line.split(" | ")[-1] for line in given[1:]] == ["150", "500", "100"]
    assert saved[1].split(" | ")[:2] == ["Effektiviseringsbeting", "298"]


def test_the_frames_of_orebro_and_who_pays_for_the_rest_are_printed(orebro):
    amounts = [line.split(" | ")[-1] for line in lines(orebro["budget.appropriations"]["table"])]
    assert [amount for amount in amounts[1:] if amount] == [
        *("171,7", "134,4", "41,6", "429,2"),
        *("72,9", "51,2", "4,9", "6,2"),
    ]


def test_the_satsningar_of_orebro_are_printed_with_their_years(orebro):
    assert [line.split(" | ")[1:] for line in lines(orebro["budget.earmarked"]["table"])[1:]] == [
        ["2017–2019", "200,0", "–"],
        ["2018", "–", "11,3"],
        ["2018", "–", "18,0"],
        ["2018", "–", "6,2"],
    ]
    assert "14,3" in lines(orebro["budget.savings"]["table"])[1]


def test_chapter_nine_of_kungsbacka_ends_in_the_net_cost(kungsbacka):
    operating = lines(kungsbacka["budget.operating_statement"]["table"])
    assert operating[-1] == "Nettokostnad | 219 623 | 243 600 | 242 141 | +1 459 | +0,6 | +800"
    assert len(kungsbacka["budget.operating_statement"]["explanations"]) == 2


def test_no_section_of_a_report_or_its_template_is_unknown(report):
    document = json.loads(export_json(report))
    shown = [(chapter["title"], s["key"]) for chapter in document["chapters"] for s in chapter["sections"]]
    chapters = ReportTemplate.objects.get().chapters.all()
    year = report.occasion.year
    headings = {c: c.heading.replace("{år}", str(year)).replace("{förra året}", str(year - 1)) for c in chapters}
    planned = [(headings[c], s.key) for c in chapters for s in c.sections.all()]
    stored = [(c.heading, s.key) for c in report.chapters.all() for s in c.sections.all()]
    assert sorted(shown) == sorted(planned) == sorted(stored)


def test_texts_are_as_clean_as_if_they_had_been_written_in_the_program(report):
    texts = [chapter.text for chapter in report.chapters.exclude(text="")]
    assert texts == [clean(text) for text in texts] != []


@pytest.mark.pango
def test_every_heading_is_in_the_printed_report(report):
    pages = [page.extract_text() for page in PdfReader(BytesIO(export_pdf(report))).pages]
    printed = " ".join(" ".join(pages).split())
    assert [c.heading for c in report.chapters.all() if c.heading not in printed] == []

"""The demo report in print has the contents list, the figures and the assessments of the published report."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from goals.facts import GoalFacts, read_goal_facts
from goals.models import Goal
from kommunrapport.demo_sets import fixture_files
from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.exporting import export_pdf
from kommunrapport.reports.models import Report

pytestmark = [pytest.mark.django_db, pytest.mark.pango]

# As printed in the published report, with the year where extraction lost it.
CONTENTS = """\
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
7 Synpunktshantering och kvalitetsdeklarationer
7.1 Synpunktshantering
8 Personal
8.1 Kompetensförsörjning
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
TOO_DEEP_FOR_CONTENTS = """\
4.5.1 Ökat intresse för entreprenörskap bland unga
4.5.2 Företagsklimat i toppklass
6.2.1 Uppdragsföretag
8.1.1 Attrahera/rekrytera
8.1.2 Utveckla/behålla
8.1.3 Avsluta
8.1.4 Analys""".splitlines()
# How each row begins, and its figures: 2014, 2015, 2016 and the target for 2016.
FIGURES = [
    ("4.1", "Medborgarundersökningen", "45 | 43 | 42 | 49"),
    ("4.2", "Medborgarundersökningen", "57 | 55 | 56 | 62"),
    ("4.2", "Insikt, bemötande", "72 | 70 | 71 | 73"),
    ("4.2", "Insikt, tillgänglighet", "68 | 63 | 66 | 72"),
    ("4.3", "Nöjd med livet", "ej mätt | 96 % | 94 % | 94 %"),
    ("4.3", "Gott allmänt hälsotillstånd", "ej mätt | 82 % | 84 % | 78 %"),
    ("4.4", "Medborgarundersökningen", "67 | 66 | 62 | 67"),
    ("4.5", "Insikt", "63 | 63 | 64 | 65"),
    ("4.5", "Svenskt Näringsliv", "3,3 | 3,4 | 3,1 | 3,6"),
    ("4.5.1", "Svenskt Näringsliv", "3,9 | 3,7 | 3,8 | 4,0"),
    ("4.5.2", "Insikt", "63 | 63 | 64 | 68"),
    ("4.6", "Hushåll med försörjningsstöd", "2,3 % | 2,3 % | 2,3 % | 2,0 %"),
    ("4.6", "Varav långvarigt", "25,5 % | 23,0 % | 22,6 % | 24,0 %"),
    ("4.7", "Pendeltåg", "1 891 264 | 1 874 711 | 1 944 883 | 1 980 000"),
    ("4.7", "Blå Express", "361 139 | 433 973 | 766 067 | 383 000"),
    ("4.7", "Lokal busstrafik", "1 738 871 | 1 750 296 | 1 520 450 | 1 854 000"),
    ("4.7", "Stadstrafik", "256 325 | 308 119 | 412 157 | 282 000"),
    ("4.7", "Öresundståg", "932 793 | 960 777 | 1 013 000 | 1 001 000"),
    ("4.7", "Totalt antal resor", "5 180 392 | 5 327 876 | 5 657 177 | 5 500 000"),
    ("4.8", "Tillförd energi", "168 | 158 | 156 | 155"),
    ("4.9", "Inköpta rengöringsmedel", "14 % | 7 % | 1 % | 10 %"),
    ("4.10", "Förändring av utsläpp", "0,9 % | 2,6 % | −1,7 % | −2,5 %"),
    ("4.11", "Medarbetarenkäten", "7,3 | 7,3 | 7,0 | 7,5"),
    ("4.11", "Jämix", "83 | 75 | 75 | 87"),
    ("4.11", "Andel heltidsanställda", "69 % | 71 % | 74 % | 77 %"),
    ("4.11", "Arbetstid", "11,0 % | 11,4 % | 10,7 % | 9,6 %"),
    ("5.1", "Status direktiv", "Delvis uppnått"),
    ("5.2", "Status direktiv", "Uppnått"),
    ("5.3", "Status direktiv", "Uppnått"),
    ("7.1", "Klagomål", "43"),
    ("7.1", "Beröm", "9"),
    ("7.1", "Förslag till förbättring", "97"),
    ("7.1", "Totalt antal inkomna synpunkter", "149"),
    ("7.1", "Varav anonyma", "33"),
    ("7.1", "Varav politiska", "5"),
    ("7.1", "Obesvarade efter tio dagar", "10"),
]
ASSESSMENTS = {
    "Vi har inte nått målet": ["4.1", "4.4"],
    "Vi har inte nått målet men är på rätt väg": ["4.2", "4.5", "4.6", "4.8", "4.10", "4.11"],
    "Vi har nått målet": ["4.3", "4.7", "4.9"],
}


class Printed:
    """The pages of the PDF as text, and the page that each heading's bookmark leads to, counted from one."""

    def __init__(self, reader: PdfReader) -> None:
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
        self.pages = [page.replace("\u00a0", " ") for page in pages]
        self.headings = dict(self._bookmarks(reader, reader.outline))

    def _bookmarks(self, reader: PdfReader, outline: list) -> Iterator[tuple[str, int]]:
        for item in outline:
            if isinstance(item, list):
                yield from self._bookmarks(reader, item)
            else:
                yield " ".join(item.title.split()), reader.get_destination_page_number(item) + 1

    def contents(self) -> list[tuple[str, int]]:
        """(number and heading, page) of each line of the contents list."""
        before = min(page for heading, page in self.headings.items() if heading[0].isdigit()) - 1
        lines = [" ".join(line.split()) for page in self.pages[1:before] for line in page.splitlines()]
        found = [re.fullmatch(r"([\d.]+ .+?) (\d+)", line) for line in lines]
        return [(match[1], int(match[2])) for match in found if match]

    def heading(self, number: str) -> str:
        return next(heading for heading in self.headings if heading.startswith(f"{number} "))

    def chapter(self, number: str) -> str:
        """The text of a chapter down to the next numbered heading of any depth."""
        numbered = [heading for heading in self.headings if heading[0].isdigit()]
        heading, following = numbered[numbered.index(self.heading(number)) :][:2]
        lines = "\n".join(self.pages[self.headings[heading] - 1 : self.headings[following]]).splitlines()
        return "\n".join(lines[line_of(heading, lines) : line_of(following, lines)])


def line_of(heading: str, lines: list[str]) -> int:
    """Where a heading stands, or begins when it takes two lines; a table that names it has more in the line."""
    number = heading.split()[0]
    return next(
        place
        for place, words in enumerate(line.split() for line in lines)
        if words[:1] == [number] and len(words) > 1 and heading.startswith(" ".join(words))
    )


def row(name: str, figures: str) -> str:
    """A pattern for one row of a table: name, then the figures, each perhaps with the number of a footnote."""
    return rf"^ *{re.escape(name)}\b[^\n]*?  +" + r"1?  +".join(map(re.escape, figures.split(" | "))) + r"1?$"


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo set, loaded for the module in a transaction that takes it away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *map(str, fixture_files("kungsbacka")), verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def printed(kungsbacka: None) -> Printed:
    report = Report.objects.select_related("org_unit", "occasion").get(slug="kungsbacka-2016")
    return Printed(PdfReader(BytesIO(export_pdf(report))))


@pytest.fixture(scope="module")
def facts(kungsbacka: None) -> list[GoalFacts]:
    """What is known of fullmäktige's eleven goals at the end of 2016."""
    occasion = Occasion.objects.get(year=2016, kind="full_year")
    return list(read_goal_facts(Goal.objects.filter(level__order=1), occasion, [2014, 2015, 2016]).values())


def test_the_contents_list_is_that_of_the_published_report(printed):
    assert [heading for heading, _ in printed.contents()] == CONTENTS


def test_the_contents_list_gives_the_page_where_each_heading_stands(printed):
    assert dict(printed.contents()) == {heading: printed.headings[heading] for heading in CONTENTS}
    for heading, page in printed.contents():
        assert line_of(heading, printed.pages[page - 1].splitlines()) >= 0


@pytest.mark.parametrize("heading", TOO_DEEP_FOR_CONTENTS)
def test_the_third_level_is_headed_in_the_text_but_not_listed(printed, heading):
    assert heading in printed.headings
    assert heading not in dict(printed.contents())


def test_every_heading_stands_in_the_order_of_its_number(printed):
    numbers = [heading.split()[0] for heading in printed.headings if heading[0].isdigit()]
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert len(numbers) == len(CONTENTS) + len(TOO_DEEP_FOR_CONTENTS)


@pytest.mark.parametrize(("number", "name", "figures"), FIGURES)
def test_each_figure_stands_in_its_row_in_its_chapter(printed, number, name, figures):
    assert re.search(row(name, figures), printed.chapter(number), re.M), printed.chapter(number)


@pytest.mark.parametrize("sentence", ASSESSMENTS)
def test_each_goal_is_printed_with_its_published_assessment(printed, sentence):
    pattern = rf"^ *Måluppfyllelse för året +{sentence}$"
    goals = [number for number in (f"4.{n}" for n in range(1, 12)) if re.search(pattern, printed.chapter(number), re.M)]
    assert goals == ASSESSMENTS[sentence]


def test_the_live_suggestion_is_the_published_assessment_for_all_eleven_goals(facts):
    suggested = {fact.goal.number: fact.suggested_level and fact.suggested_level.sentence for fact in facts}
    assert suggested == {number: sentence for sentence, numbers in ASSESSMENTS.items() for number in numbers}

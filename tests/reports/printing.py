"""A small report to print: three chapters, one of them with a sub-chapter that does not fit on its first page."""

from kommunrapport.reports.pdf.document import ContentsEntry, Fragment, PrintedReport

PARAGRAPH = "<p>Resultaten är stabila, men rekryteringen har påverkat takten i flera verksamheter.</p>"
TABLE = (
    "<table><caption>Resor</caption>"
    '<thead><tr><th scope="col">Slag</th><th scope="col" class="num">2016</th></tr></thead>'
    '<tbody><tr><th scope="row">Tåg</th><td class="num">1 944</td></tr></tbody></table>'
)


def chapter(number: str, title: str, body: str = PARAGRAPH) -> Fragment:
    return Fragment(
        f"k{number}",
        f'<section class="opening" id="k{number}" data-chapter="{title}" data-number="{number}">'
        f'<p class="chapter-no">{number}</p><h2>{title}</h2><div class="prose">{body}</div></section>',
    )


def goals_chapter() -> Fragment:
    """Nine paragraphs leave less room on the page than a sub-chapter asks for."""
    goal = '<section id="k2-1"><h3 class="section-title"><span class="no">2.1</span> Trygg kommun</h3>'
    link = '<p>Se <a href="#k3"><strong>kapitlet om ekonomi</strong></a>.</p>'
    return chapter("2", "Mål", f"{PARAGRAPH * 9}{link}</div>{goal}{TABLE}</section><div>")


def create_printed_report(**fields: object) -> PrintedReport:
    defaults = {
        "municipality": "Kungsbacka kommun",
        "title": "Kommunstyrelsens årsredovisning",
        "year": 2016,
        "about": ("Förslag till kommunstyrelsen", "Version 3"),
        "author": "Kungsbacka kommun",
        "accent_color": "#b0224c",
        "has_cover": True,
        "contents": (
            ContentsEntry(1, "1", "Året som gått", "k1"),
            ContentsEntry(1, "2", "Mål", "k2"),
            ContentsEntry(2, "2.1", "Trygg kommun", "k2-1"),
            ContentsEntry(1, "3", "Ekonomi", "k3"),
        ),
        "fragments": (chapter("1", "Året som gått"), goals_chapter(), chapter("3", "Ekonomi")),
    }
    return PrintedReport(**(defaults | fields))


def one_chapter(body: str, **fields: object) -> PrintedReport:
    """A report with nothing but `body` in it."""
    return create_printed_report(contents=(), fragments=(chapter("1", "Året", body),), **fields)

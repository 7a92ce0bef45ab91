"""Seconds and size of a synthetic report of 35 pages: eight chapters with text, tables and charts.

Run it with `uv run python -m benchmarks.pdf`.
"""

import resource
from io import BytesIO
from time import perf_counter

from pypdf import PdfReader

from kommunrapport.reports.pdf.document import ContentsEntry, Fragment, PrintedReport
from kommunrapport.reports.pdf.engine import load_press, render_pdf

SENTENCE = "Verksamheten har utvecklats under året, och målet nås delvis trots ökade kostnader i flera delar. "
YEARS = (2022, 2023, 2024, 2025)
CHAPTERS, SECTIONS = 8, 3


def table(chapter: int, section: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">Mätning {row}</th>'
        + "".join(f'<td class="num">{(chapter * row * year) % 9973}</td>' for year in YEARS)
        + '<td><span class="state good"><span class="mark mark-good"></span>Nått</span></td></tr>'
        for row in range(1, 8)
    )
    head = "".join(f'<th scope="col" class="num">{year}</th>' for year in YEARS)
    return (
        f'<table><caption>Tabell {chapter}.{section}</caption><thead><tr><th scope="col">Mätning</th>{head}'
        f'<th scope="col">Bedömning</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def chart(chapter: int) -> str:
    bars = "".join(
        f'<rect x="{place * 40}" y="{height}" width="24" height="{100 - height}" fill="#16211f"/>'
        for place, height in enumerate((20 + chapter, 60 - chapter, 45, 30))
    )
    return (
        f'<div class="trends"><figure class="trend"><figcaption>Diagram {chapter}</figcaption>'
        f'<svg viewBox="0 0 219 108" width="219" height="108"><title>Fyra år</title>{bars}</svg></figure></div>'
    )


def section(chapter: int, number: int) -> str:
    return (
        f'<section id="k{chapter}-{number}"><h3 class="section-title"><span class="no">{chapter}.{number}</span> '
        f'Uppföljning av området</h3><div class="prose"><p>{SENTENCE * 5}</p><p>{SENTENCE * 3}</p></div>'
        f'<div class="part"><h4>Mätningar</h4>{table(chapter, number)}{chart(chapter)}</div></section>'
    )


def fragment(chapter: int) -> Fragment:
    sections = "".join(section(chapter, number) for number in range(1, SECTIONS + 1))
    return Fragment(
        f"k{chapter}",
        f'<section class="opening" id="k{chapter}" data-chapter="Område {chapter}" data-number="{chapter}">'
        f'<p class="chapter-no">{chapter}</p><h2>Område {chapter}</h2><p class="intro">{SENTENCE}</p>'
        f"{sections}</section>",
    )


def contents() -> tuple[ContentsEntry, ...]:
    return tuple(
        entry
        for chapter in range(1, CHAPTERS + 1)
        for entry in (
            ContentsEntry(1, str(chapter), f"Område {chapter}", f"k{chapter}"),
            *(
                ContentsEntry(2, f"{chapter}.{number}", "Uppföljning av området", f"k{chapter}-{number}")
                for number in range(1, SECTIONS + 1)
            ),
        )
    )


def synthetic_report() -> PrintedReport:
    return PrintedReport(
        municipality="Exempelkommun",
        title="Årsredovisning",
        year=2025,
        about=("Exempeldata",),
        author="Exempelkommun",
        accent_color="#b0224c",
        has_cover=True,
        contents=contents(),
        fragments=tuple(fragment(chapter) for chapter in range(1, CHAPTERS + 1)),
    )


def main() -> None:
    load_press()
    report = synthetic_report()
    for attempt in range(1, 4):
        started = perf_counter()
        pdf = render_pdf(report)
        seconds = perf_counter() - started
        print(f"{attempt}: {seconds:.2f} s, {len(pdf) / 1024:.0f} kB, {len(PdfReader(BytesIO(pdf)).pages)} pages")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    print(f"peak {peak:.0f} MB")


if __name__ == "__main__":
    main()

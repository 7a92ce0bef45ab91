"""The only module that calls WeasyPrint. Importing it needs Pango, so engine.py imports it when it prints."""

from hashlib import sha256

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from kommunrapport.reports.pdf.cleaning import clean
from kommunrapport.reports.pdf.document import PrintedReport
from kommunrapport.reports.pdf.fetch import ClosedFetcher, assets
from kommunrapport.reports.pdf.markup import report_html
from kommunrapport.reports.pdf.tags import complete_tags, drop_links_in_links

VARIANT = "pdf/ua-1"


def print_pdf(report: PrintedReport) -> bytes:
    """Lay out the report and return it as PDF/UA-1; the same report gives the same bytes.

    Raises whatever WeasyPrint raises: RecursionError, MemoryError and others for hostile text.
    """
    text = report_html(report)
    fetcher, fonts = ClosedFetcher(), FontConfiguration()
    html = HTML(string=text, base_url="kommun:report", url_fetcher=fetcher)
    html.base_url = "kommun:report"  # the text may have held a <base>
    for body in html.etree_element.iter("body"):
        clean(body)
    sheets = [assets()["kommun:print.css"].decode(), f":root {{ --accent: {report.accent_color} }}"]
    document = html.render(
        stylesheets=[CSS(string=sheet, url_fetcher=fetcher, font_config=fonts) for sheet in sheets],
        font_config=fonts,
        pdf_variant=VARIANT,
    )
    drop_links_in_links(document)
    identifier = sha256(text.encode()).digest()[:16]
    return document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=complete_tags)

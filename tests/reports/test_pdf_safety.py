"""Hostile text: it reaches nothing outside, cannot style the report, and cannot hang the worker."""

import base64
import contextlib
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from threading import Thread

import pytest
from PIL import Image
from pypdf import PdfReader

from kommunrapport.reports.pdf.engine import load_press, render_pdf, render_pdf_safely
from kommunrapport.reports.pdf.errors import PANGO_SENTENCE, PangoMissing, RenderFailed
from tests.reports.printing import chapter, create_printed_report, one_chapter

pytestmark = pytest.mark.pango

SECRET = "HEMLIGHET-4711"


class Listener:
    """A server on loopback that counts who connects, and answers nobody."""

    def __init__(self) -> None:
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.thread = Thread(target=self._count, daemon=True)
        self.thread.start()

    def _count(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self.socket.accept()[0].close()
                self.connections += 1

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


CONSTRUCTS = {
    "img": '<img src="{url}" alt="x">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "a attachment": '<a rel="attachment" href="{url}">x</a>',
    "link stylesheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import "{url}";</style>',
    "style attribute": '<p style="background: url({url})">x</p>',
    "background": "<style>p {{ background: url({url}) }}</style><p>x</p>",
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "list style": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "font face": '<style>@font-face {{ font-family: f; src: url("{url}") }} p {{ font-family: f }}</style><p>x</p>',
    "svg image": '<svg width="9" height="9"><title>t</title><image href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><title>t</title><use href="{url}#a"/></svg>',
    "svg style": '<svg width="9" height="9"><title>t</title><style>@import "{url}";</style></svg>',
    "base": '<base href="{url}/"><img src="x.png" alt="x">',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "iframe": '<iframe src="{url}"></iframe>',
    "data svg": '<img alt="x" src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg">'
    '<image href="{url}" width="9" height="9"/></svg>\'>',
}


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_no_construct_makes_a_request_or_opens_a_file(construct, listener, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)

    pdf = render_pdf(one_chapter("".join(construct.format(url=url) for url in (listener.address, secret.as_uri()))))

    assert not leaked(pdf)
    assert listener.connections == 0


def leaked(pdf: bytes) -> bool:
    """Whether the secret is anywhere in the file: in the text, an attachment or any other stream."""
    reader = PdfReader(BytesIO(pdf))
    things = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    streams = [thing.get_data() for thing in things if hasattr(thing, "get_data")]
    return any(SECRET.encode() in data for data in [pdf, *streams]) or bool(reader.attachments)


def test_a_leak_would_be_seen():
    assert leaked(render_pdf(create_printed_report(author=SECRET)))


def painted(body: str) -> list[bytes]:
    return [page.get_contents().get_data() for page in PdfReader(BytesIO(render_pdf(one_chapter(body)))).pages]


@pytest.mark.parametrize(
    "styled",
    [
        "<style>p { font-size: 40pt } @page { margin: 0 }</style><p>Hej</p>",
        '<p style="position: fixed; font-size: 40pt">Hej</p>',
        '<link rel="stylesheet" href="data:text/css,p{font-size:40pt}"><p>Hej</p>',
        '<p align="right">Hej</p>',
    ],
)
def test_text_cannot_style_the_report(styled):
    assert painted(styled) == painted("<p>Hej</p>")


def test_text_after_what_is_removed_stays():
    text = "Ett <script>x</script>två <b>tre</b><style>x</style> fyra"
    reader = PdfReader(BytesIO(render_pdf(one_chapter(f"<p>{text}</p>"))))

    assert "Ett två tre fyra" in reader.pages[1].extract_text()


def test_text_cannot_name_the_file_or_its_author():
    reader = PdfReader(BytesIO(render_pdf(one_chapter('<title>Annat</title><meta name="author" content="Annan">'))))

    assert reader.metadata.title == "Kommunstyrelsens årsredovisning 2016"
    assert reader.metadata.author == "Kungsbacka kommun"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "/rapport/1/", "kommun:print.css"])
def test_only_links_a_reader_can_follow_are_kept(address):
    reader = PdfReader(BytesIO(render_pdf(one_chapter(f'<p><a href="{address}">x</a></p>'))))

    assert not [link for page in reader.pages for link in page.get("/Annots", [])]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "kommun:../manage.py",
        "kommun:fonts/../../manage.py",
        "kommun:kommunrapport.css",
        "print.css",
        "data:text/html,x",
        "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=",
        "data:image/png;base64," + "A" * 3_000_000,
    ],
    ids=lambda url: url[:30],
)
def test_the_fetcher_refuses_everything_but_our_own_files_and_small_pictures(url):
    fetcher = load_press().ClosedFetcher()

    for fetch in (fetcher, fetcher.fetch, fetcher.open):
        with pytest.raises(ValueError, match=re.escape(url[:20])):
            fetch(url)


def test_a_small_picture_in_the_text_is_printed():
    file = BytesIO()
    Image.new("RGB", (2, 2), "red").save(file, "PNG")
    url = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"

    reader = PdfReader(BytesIO(render_pdf(one_chapter(f'<img src="{url}" alt="En röd ruta">'))))

    assert len(reader.pages[1].images) == 1


DEEP = "<div>" * 900


def test_a_chapter_that_does_not_print_is_named():
    report = create_printed_report(fragments=(chapter("1", "Året"), chapter("2", "Mål", DEEP)))

    with pytest.raises(RenderFailed, match="Kapitlet ”2 Mål” gick inte"):
        render_pdf(report)
    with pytest.raises(RenderFailed, match="Kapitlet ”2 Mål” gick inte"):
        render_pdf_safely(report, timeout_seconds=60)


def test_a_chapter_that_never_ends_is_stopped_and_named():
    bomb = '<table><tr><td colspan="100000">x</td></tr></table>'
    report = create_printed_report(fragments=(chapter("1", "Året"), chapter("2", "Mål", bomb)))

    # Long enough that the sound chapter before it takes less than a third of the time on a busy computer too.
    with pytest.raises(RenderFailed, match="”2 Mål” hann inte bli PDF på 16 sekunder") as stopped:
        render_pdf_safely(report, timeout_seconds=16)
    assert stopped.value.chapter == "2 Mål"


def test_a_report_that_is_only_too_long_accuses_no_chapter():
    # Short chapters, so that a busy computer too has printed some of them when the time is up.
    text = "<p>Resultaten är stabila.</p>" * 100
    report = create_printed_report(fragments=tuple(chapter(str(n), "Året", text) for n in range(1, 500)))

    with pytest.raises(RenderFailed, match="för stor för att bli PDF på 8 sekunder") as stopped:
        render_pdf_safely(report, timeout_seconds=8)
    assert stopped.value.chapter == ""


def test_without_pango_the_message_holds_the_command(tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    command = [sys.executable, "-m", "kommunrapport.reports.pdf.child", "print", "9"]

    child = subprocess.run(
        command, input=create_printed_report().to_json(), env={"PYTHONPATH": str(tmp_path)}, capture_output=True
    )

    assert child.returncode == PangoMissing.exit_status
    assert str(PangoMissing()) == PANGO_SENTENCE
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in PANGO_SENTENCE
